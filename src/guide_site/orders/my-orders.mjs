// The page of all orders of this browser.

import { download } from "../core/download.mjs";
import { clone, fill, filled, part, showTrouble } from "../core/parts.mjs";
import { progress } from "../procedure/progress.mjs";
import { backupFile, bringBack, FileRefused, readBackup } from "../store/backup.mjs";
import { copied, lastChange, newOrder, said, word } from "../store/order.mjs";
import { Store } from "../store/store.mjs";
import * as due from "./deadlines.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Step, When} from "../procedure/progress.mjs" */

/**
 * @typedef {{title: string, address: string, steps: (Step & {label: string})[], questions: Record<string, When[]>}} Guide
 * @typedef {{id: string, record: unknown}} Damaged
 */

const MINUTE = 60_000;

class PartnerOrders extends HTMLElement {
  #store = new Store();
  /** @type {Record<string, Guide>} */
  #guides = {};
  /** @type {Order[]} */
  #orders = [];
  /** @type {Damaged[]} */
  #damaged = [];
  /** Takes back what was done last. @type {(() => Promise<void>) | undefined} */
  #undo;

  async connectedCallback() {
    this.#guides = JSON.parse(part(this, "#procedures", HTMLScriptElement).textContent ?? "{}");
    const choice = part(this, "select", HTMLSelectElement);
    choice.append(...Object.entries(this.#guides).map(([id, { title }]) => new Option(title, id)));
    this.addEventListener("submit", (event) => this.#start(event));
    this.addEventListener("click", (event) => this.#clicked(event.target));
    this.addEventListener("change", (event) => this.#changed(event.target));
    this.#store.addEventListener("change", () => void this.#read());
    this.#store.addEventListener("trouble", () => showTrouble(this, this.#store.trouble));
    addEventListener("pageshow", ({ persisted }) => persisted && void this.#read());
    setInterval(() => this.#showDeadlines(), MINUTE);
    part(this, ".orders-page", HTMLElement).hidden = false;
    await this.#read();
    this.dataset.ready = "";
  }

  get #locale() {
    return this.getAttribute("locale") ?? "en";
  }

  async #read() {
    const { orders, damaged } = await this.#store.all();
    this.#orders = orders.toSorted((one, other) => lastChange(other) - lastChange(one));
    this.#damaged = damaged;
    this.#show();
  }

  // ---- What a person does

  /** @param {SubmitEvent} event */
  #start(event) {
    event.preventDefault();
    const form = part(this, "form", HTMLFormElement);
    const given = new FormData(form);
    const name = String(given.get("name")).trim();
    const order = newOrder(String(given.get("guide")));
    form.reset();
    void this.#store
      .add([name ? said(order, { name }) : order])
      .then(() => this.#card(order.id)?.querySelector("a")?.focus());
  }

  /** @param {EventTarget | null} control */
  #changed(control) {
    if (!(control instanceof HTMLInputElement)) return;
    const order = this.#orderOf(control);
    if (control.dataset.do === "rename" && order) {
      void this.#store.change(order.id, (order) => said(order, { name: control.value.trim() }));
    } else if (control.dataset.do === "bring-back" && control.files?.[0]) {
      void this.#bringBack(control.files[0]).then(() => (control.value = ""));
    }
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-do]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const order = this.#orderOf(button);
    switch (button.dataset.do) {
      case "undo":
        return void this.#takeBack();
      case "save-all":
        return download(backupFile(this.#orders));
      case "calendar":
        return void this.#saveCalendar();
    }
    if (!order) return this.#clickedDamaged(button);
    switch (button.dataset.do) {
      case "duplicate":
        return void this.#duplicate(order);
      case "archive":
        return void this.#archive(order, true);
      case "unarchive":
        return void this.#archive(order, false);
      case "save":
        return download(backupFile([order]));
      case "delete":
        return void this.#delete(order);
    }
  }

  /** @param {HTMLButtonElement} button */
  #clickedDamaged(button) {
    const found = this.#damaged.find(({ id }) => id === button.closest("li")?.dataset.id);
    if (!found) return;
    if (button.dataset.do === "delete") return void this.#store.remove(found.id);
    const text = JSON.stringify(found.record, null, 1);
    download(new File([text], "damaged.json", { type: "application/json" }));
  }

  /** @param {Order} order */
  async #duplicate(order) {
    const named = word(order, "name");
    const copy = copied(order, named ? filled(this.dataset.copy, { name: String(named) }) : "");
    await this.#store.add([copy]);
    this.#tell(filled(this.dataset.duplicated, { name: this.#name(order) }), () => this.#store.remove(copy.id));
    this.#card(copy.id)?.querySelector("a")?.focus();
  }

  /**
   * @param {Order} order
   * @param {boolean} archived
   */
  async #archive(order, archived) {
    /** @param {boolean} value */
    const set = (value) => this.#store.change(order.id, (order) => said(order, { archived: value }));
    await set(archived);
    const sentence = archived ? this.dataset.archived : this.dataset.unarchived;
    this.#tell(filled(sentence, { name: this.#name(order) }), () => set(!archived));
  }

  /** @param {Order} order */
  async #delete(order) {
    await this.#store.remove(order.id);
    this.#tell(filled(this.dataset.deleted, { name: this.#name(order) }), () => this.#store.add([order]));
    part(this, "[data-do=undo]", HTMLButtonElement).focus();
  }

  /** @param {File} file */
  async #bringBack(file) {
    try {
      const { orders, damaged } = await readBackup(file);
      const { undo, ...counts } = await bringBack(this.#store, orders);
      const parts = [filled(this.dataset.broughtBack, counts)];
      if (damaged > 0) parts.push(filled(this.dataset.leftOut, { damaged }));
      this.#tell(parts.join(" "), counts.added + counts.changed > 0 ? undo : undefined);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      const { tooLarge, unreadable, notOrders, newer } = this.dataset;
      this.#tell({ too_large: tooLarge, unreadable, not_orders: notOrders, newer }[error.code]);
    }
  }

  async #takeBack() {
    const undo = this.#undo;
    this.#tell(this.dataset.undone);
    await undo?.();
  }

  async #saveCalendar() {
    const open = this.#orders.filter((order) => !word(order, "archived") && due.deadlines(order).length > 0);
    if (open.length === 0) return this.#tell(this.dataset.noDeadlines);
    try {
      const named = open.map((order) => ({ order, name: this.#name(order) }));
      download(await due.calendarFile(named, this.#locale));
    } catch {
      this.#tell(this.dataset.calendarFailed);
    }
  }

  // ---- What is shown

  #show() {
    part(this, ".orders-none", HTMLElement).hidden = this.#orders.length + this.#damaged.length > 0;
    const archived = this.#orders.filter((order) => word(order, "archived"));
    const open = this.#orders.filter((order) => !word(order, "archived"));
    this.#list(
      "open",
      open.map((order) => this.#drawn(order)),
    );
    this.#list(
      "archived",
      archived.map((order) => this.#drawn(order)),
    );
    this.#list(
      "damaged",
      this.#damaged.map(({ id }) => named(clone(this, "damaged"), id)),
    );
    part(this, ".orders-archive", HTMLElement).hidden = archived.length === 0;
    fill(part(this, ".orders-archive > summary", HTMLElement), {
      archive: filled(this.dataset.archive, { count: archived.length }),
    });
    showTrouble(this, this.#store.trouble);
  }

  /**
   * Puts the cards into a list; those that a person has open or in hand stay so.
   *
   * @param {string} name
   * @param {DocumentFragment[]} cards
   */
  #list(name, cards) {
    const list = part(this, `[data-list=${name}]`, HTMLElement);
    const opened = new Set(
      [...list.querySelectorAll("li:has(details[open])")].map((card) => card.getAttribute("data-id")),
    );
    const focused = document.activeElement;
    const inHand = focused instanceof HTMLElement && list.contains(focused) ? focused : undefined;
    const [id, action] = [inHand?.closest("li")?.dataset.id, inHand?.dataset.do];
    list.replaceChildren(...cards);
    for (const card of list.children) {
      if (card instanceof HTMLElement && opened.has(card.dataset.id ?? ""))
        part(card, "details", HTMLDetailsElement).open = true;
    }
    const again = id && this.#card(id)?.querySelector(action ? `[data-do=${action}]` : "a, summary");
    if (again instanceof HTMLElement) again.focus();
  }

  /** @param {Order} order */
  #drawn(order) {
    const card = clone(this, "order");
    /** @type {Guide | undefined} */
    const guide = this.#guides[order.guide];
    const name = this.#name(order);
    const done = guide && progress(order, guide);
    const next = guide?.steps.find(({ id }) => id === done?.next);
    fill(card, {
      name,
      guide: guide?.title ?? this.dataset.goneGuide,
      progress: done ? filled(this.dataset.progress, { done: done.done, total: done.total }) : "",
      next: next?.label,
      due: this.#due(order),
      changed: new Intl.DateTimeFormat(this.#locale === "en" ? "en-GB" : this.#locale, {
        dateStyle: "medium",
        timeStyle: "short",
      }).format(lastChange(order)),
    });
    part(card, ".order-next", HTMLElement).hidden = !next;
    part(card, ".order-due", HTMLElement).hidden = !this.#due(order);
    const bar = part(card, "progress", HTMLProgressElement);
    bar.max = Math.max(1, done?.total ?? 1);
    bar.value = done?.done ?? 0;
    const link = part(card, "a", HTMLAnchorElement);
    if (guide) link.href = `${guide.address}?order=${order.id}`;
    else link.removeAttribute("href");
    part(card, "[data-do=rename]", HTMLInputElement).value = String(word(order, "name") ?? "");
    const archived = Boolean(word(order, "archived"));
    part(card, "[data-do=archive]", HTMLElement).hidden = archived;
    part(card, "[data-do=unarchive]", HTMLElement).hidden = !archived;
    return named(card, order.id);
  }

  #showDeadlines() {
    for (const order of this.#orders) {
      const card = this.#card(order.id);
      if (!card) continue;
      part(card, "[data-text=due]", HTMLElement).textContent = this.#due(order);
      part(card, ".order-due", HTMLElement).hidden = !this.#due(order);
    }
  }

  /** @param {Order} order @returns {string} nothing where none is ahead */
  #due(order) {
    const now = new Date();
    const { when, left } = due.manner(this.#locale);
    const next = due.next(order, now);
    if (!next) return "";
    return `${due.inWords(next, this.#locale).label}: ${when(next.at)} (${left(next, now)})`;
  }

  /**
   * @param {string | undefined} sentence
   * @param {() => Promise<void>} [undo]
   */
  #tell(sentence = "", undo) {
    part(this, ".order-said", HTMLElement).textContent = sentence;
    this.#undo = undo;
    part(this, "[data-do=undo]", HTMLButtonElement).hidden = !undo;
  }

  /** @param {Order} order */
  #name(order) {
    return String(word(order, "name") || this.dataset.unnamed);
  }

  /** @param {Element} control */
  #orderOf(control) {
    const id = control.closest("li")?.dataset.id;
    return this.#orders.find((order) => order.id === id);
  }

  /** @param {string} id */
  #card(id) {
    return [...this.querySelectorAll("li")].find((card) => card.dataset.id === id);
  }
}

/**
 * @param {DocumentFragment} card
 * @param {string} id
 */
function named(card, id) {
  part(card, "li", HTMLLIElement).dataset.id = id;
  return card;
}

customElements.define("partner-orders", PartnerOrders);
