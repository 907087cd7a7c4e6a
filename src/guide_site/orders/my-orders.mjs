// The page of all orders of this browser.

import { download } from "../core/download.mjs";
import { clone, fill, filled, part, showTrouble } from "../core/parts.mjs";
import { backupFile, bringBack, FileRefused, readBackup } from "../store/backup.mjs";
import { copied, said, word } from "../store/order.mjs";
import { Store } from "../store/store.mjs";
import { deadlines, saveCalendar } from "./deadlines.mjs";
import { drawOrder, showDue } from "./order-line.mjs";
import { ahead, byUrgency, nameOf } from "./summary.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Guide} from "./summary.mjs" */

/** @typedef {{id: string, record: unknown}} Damaged */

const MINUTE = 60_000;

class PartnerOrders extends HTMLElement {
  #listening = new AbortController();
  #store = new Store();
  /** @type {Record<string, Guide>} */
  #guides = {};
  /** @type {Order[]} */
  #orders = [];
  /** @type {Damaged[]} */
  #damaged = [];
  /** Takes back what was done last. @type {(() => Promise<unknown>) | undefined} */
  #undo;

  async connectedCallback() {
    this.#guides = JSON.parse(part(this, "#procedures", HTMLScriptElement).textContent ?? "{}");
    part(this, "[data-list=guides]", HTMLElement).replaceChildren(
      ...Object.values(this.#guides).map(this.#start, this),
    );
    this.#store = new Store();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const listening = { signal };
    this.addEventListener("click", (event) => this.#clicked(event.target), listening);
    this.addEventListener("change", (event) => this.#changed(event.target), listening);
    this.#store.addEventListener("change", () => void this.#read(), listening);
    this.#store.addEventListener("trouble", () => showTrouble(this, this.#store.trouble), listening);
    addEventListener("pageshow", ({ persisted }) => persisted && void this.#read(), listening);
    const clock = setInterval(() => this.#showDeadlines(), MINUTE);
    signal.addEventListener("abort", () => clearInterval(clock));
    part(this, ".orders-page", HTMLElement).hidden = false;
    await this.#read();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#listening.abort();
    void this.#store.close();
  }

  get #locale() {
    return this.getAttribute("locale") ?? "en";
  }

  async #read() {
    const { orders, damaged } = await this.#store.all();
    this.#orders = byUrgency(orders, this.#guides, new Date());
    this.#damaged = damaged;
    this.#show();
  }

  /** @param {Promise<unknown>} change of what is stored: shown once it is made */
  async #make(change) {
    await change;
    await this.#read();
  }

  // ---- What a person does

  /** @param {EventTarget | null} control */
  #changed(control) {
    if (!(control instanceof HTMLInputElement)) return;
    const order = this.#orderOf(control);
    if (control.dataset.do === "rename" && order) {
      void this.#make(this.#store.change(order.id, (order) => said(order, { name: control.value.trim() })));
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
    if (button.dataset.do === "delete") return void this.#make(this.#store.remove(found.id));
    const text = JSON.stringify(found.record, null, 1);
    download(new File([text], "damaged.json", { type: "application/json" }));
  }

  /** @param {Order} order */
  async #duplicate(order) {
    const named = word(order, "name");
    const copy = copied(order, named ? filled(this.dataset.copy, { name: String(named) }) : "");
    await this.#make(this.#store.add([copy]));
    this.#tell(filled(this.dataset.duplicated, { name: nameOf(order, this.dataset) }), () =>
      this.#store.remove(copy.id),
    );
    this.#line(copy.id)?.querySelector("a")?.focus();
  }

  /**
   * @param {Order} order
   * @param {boolean} archived
   */
  async #archive(order, archived) {
    /** @param {boolean} value */
    const set = (value) => this.#store.change(order.id, (order) => said(order, { archived: value }));
    await this.#make(set(archived));
    const sentence = archived ? this.dataset.archived : this.dataset.unarchived;
    this.#tell(filled(sentence, { name: nameOf(order, this.dataset) }), () => set(!archived));
  }

  /** @param {Order} order */
  async #delete(order) {
    await this.#make(this.#store.remove(order.id));
    this.#tell(filled(this.dataset.deleted, { name: nameOf(order, this.dataset) }), () => this.#store.add([order]));
    part(this, "[data-do=undo]", HTMLButtonElement).focus();
  }

  /** @param {File} file */
  async #bringBack(file) {
    try {
      const { orders, damaged } = await readBackup(file);
      const { undo, ...counts } = await bringBack(this.#store, orders);
      await this.#read();
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
    if (undo) await this.#make(undo());
  }

  async #saveCalendar() {
    const open = this.#orders.filter((order) => !word(order, "archived"));
    const named = open.map((order) => {
      const { over } = ahead(order, this.#guides[order.guide], new Date());
      return { order, over, name: nameOf(order, this.dataset) };
    });
    if (named.every(({ order, over }) => deadlines(order, over).length === 0)) {
      return this.#tell(this.dataset.noDeadlines);
    }
    try {
      await saveCalendar(named, this.#locale);
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
      this.#damaged.map(({ id }) => this.#drawnDamaged(id)),
    );
    part(this, ".orders-archive", HTMLElement).hidden = archived.length === 0;
    fill(part(this, ".orders-archive > summary", HTMLElement), {
      archive: filled(this.dataset.archive, { count: archived.length }),
    });
    showTrouble(this, this.#store.trouble);
  }

  /**
   * Puts lines into a list; those that a person has open or in hand stay so.
   *
   * @param {string} name
   * @param {HTMLElement[]} lines
   */
  #list(name, lines) {
    const list = part(this, `[data-list=${name}]`, HTMLElement);
    const opened = new Set(
      [...list.querySelectorAll("li:has(details[open])")].map((card) => card.getAttribute("data-id")),
    );
    const focused = document.activeElement;
    const inHand = focused instanceof HTMLElement && list.contains(focused) ? focused : undefined;
    const [id, action] = [inHand?.closest("li")?.dataset.id, inHand?.dataset.do];
    list.replaceChildren(...lines);
    for (const card of list.children) {
      if (card instanceof HTMLElement && opened.has(card.dataset.id ?? ""))
        part(card, "details", HTMLDetailsElement).open = true;
    }
    const again = id && this.#line(id)?.querySelector(action ? `[data-do=${action}]` : "a, summary");
    if (again instanceof HTMLElement) again.focus();
  }

  /** @param {Guide} guide that a new order may follow */
  #start({ title, address }) {
    const item = clone(this, "guide");
    fill(item, { title });
    part(item, "a", HTMLAnchorElement).href = `${address}?order=new`;
    return item;
  }

  /** @param {Order} order */
  #drawn(order) {
    const line = drawOrder(this, order, this.#guides[order.guide]);
    part(line, "[data-do=rename]", HTMLInputElement).value = String(word(order, "name") ?? "");
    const archived = Boolean(word(order, "archived"));
    part(line, "[data-do=archive]", HTMLElement).hidden = archived;
    part(line, "[data-do=unarchive]", HTMLElement).hidden = !archived;
    return line;
  }

  /** @param {string} id */
  #drawnDamaged(id) {
    const line = part(clone(this, "damaged"), "li", HTMLLIElement);
    line.dataset.id = id;
    return line;
  }

  #showDeadlines() {
    for (const order of this.#orders) {
      const line = this.#line(order.id);
      if (line) showDue(line, order, this.#guides[order.guide], this.#locale);
    }
  }

  /**
   * @param {string | undefined} sentence
   * @param {() => Promise<unknown>} [undo]
   */
  #tell(sentence = "", undo) {
    part(this, ".order-said", HTMLElement).textContent = sentence;
    this.#undo = undo;
    part(this, "[data-do=undo]", HTMLButtonElement).hidden = !undo;
  }

  /** @param {Element} control */
  #orderOf(control) {
    const id = control.closest("li")?.dataset.id;
    return this.#orders.find((order) => order.id === id);
  }

  /** @param {string} id */
  #line(id) {
    return [...this.querySelectorAll("li")].find((card) => card.dataset.id === id);
  }
}

customElements.define("partner-orders", PartnerOrders);
