// A guide's page with an order in hand: remembers what is ticked, answered and typed, and says what comes next.

import { download } from "../core/download.mjs";
import { clone, part, showTrouble } from "../core/parts.mjs";
import { NAMES } from "../core/site.mjs";
import { progress } from "../procedure/progress.mjs";
import { backupFile } from "../store/backup.mjs";
import { lastChange, merged, newOrder, said, word } from "../store/order.mjs";
import { Damaged, Store } from "../store/store.mjs";
import { PartnerDeadlines } from "./deadline-list.mjs";
import { due, inEveryLanguage, manner, next, saveCalendar } from "./deadlines.mjs";
import { named, OrderPage } from "./order-page.mjs";
import { nameOf, numbered } from "./summary.mjs";

/** @import {Answer, NoAnswer} from "../../../runtime/page/answer.d.ts" */
/** @import {CalcFailure, Request} from "../../../runtime/page/protocol.mjs" */
/** @import {Order} from "../store/order.mjs" */
/** @import {Deadline} from "./deadlines.mjs" */
/** @import {GuideProcedure} from "./order-page.mjs" */

const MINUTE = 60_000;

class PartnerOrder extends HTMLElement {
  #listening = new AbortController();
  #store = new Store();
  /** The orders of this guide, as they were last read. @type {Order[]} */
  #stored = [];
  /** @type {Order | undefined} */
  #order;
  #gone = false;
  #damaged = false;
  /** Changes are written one after the other. */
  #queue = Promise.resolve();
  #unwritten = 0;
  /** @type {GuideProcedure | undefined} */
  #procedure;
  /** @type {OrderPage | undefined} */
  #form;
  /** The drawing that waits for the next frame. @type {number | undefined} */
  #frame;

  async connectedCallback() {
    const page = this.#page;
    this.#procedure = JSON.parse(part(page, "#procedure", HTMLScriptElement).text);
    this.#leaveForOldLink();
    this.#form = new OrderPage(page, this, /** @type {GuideProcedure} */ (this.#procedure), this.#locale, {
      heard: (question, answer) => this.#keepDeadlines(question, answer),
      failed: (failure) => this.#sayFailure(failure),
    });
    this.#store = new Store();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const listening = { signal };
    this.#store.addEventListener("change", (event) => this.#hear(/** @type {CustomEvent} */ (event).detail), listening);
    this.#store.addEventListener("trouble", () => this.#showTroubles(), listening);
    page.addEventListener("change", (event) => this.#changed(event), listening);
    page.addEventListener("input", (event) => this.#typed(event), listening);
    page.addEventListener("focusout", ({ target }) => this.#form?.left(target), listening);
    page.addEventListener("click", (event) => this.#clicked(event.target), listening);
    this.addEventListener("keydown", ({ key }) => key === "Escape" && this.#closeMenu(), listening);
    addEventListener("hashchange", () => this.#arrive(), listening);
    // A page that comes back from the history may be behind.
    addEventListener("pageshow", ({ persisted }) => persisted && void this.#read(), listening);
    const clock = setInterval(() => this.#showDeadlines(), MINUTE);
    signal.addEventListener("abort", () => clearInterval(clock));
    await this.#read();
    if (location.hash) this.#arrive();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#form?.close();
    cancelAnimationFrame(this.#frame ?? 0);
    const store = this.#store;
    void this.#queue.finally(() => store.close());
  }

  get #page() {
    // The search lists its results as articles too.
    return /** @type {HTMLElement} */ (this.closest("article"));
  }

  get #guide() {
    return this.getAttribute("guide") ?? "";
  }

  get #locale() {
    return this.getAttribute("locale") ?? "en";
  }

  // ---- Where a link leads

  /** What older pages had, and this one has not, stands on the page of the guide's sources. */
  #leaveForOldLink() {
    if (location.hash.length < 2 || named(location.hash)) return;
    const id = location.hash.slice(1);
    const step = this.#procedure?.steps.find(({ was }) => was.includes(id));
    const sources = this.#page.querySelector('a[href^="sources/"]')?.getAttribute("href") ?? "sources/";
    location.replace(step ? `#${step.id}` : `${sources.replace(/#.*/, "")}${location.hash}`);
  }

  /** Shows what the address names, be it folded. */
  #arrive() {
    this.#leaveForOldLink();
    this.#form?.reveal(location.hash)?.scrollIntoView({ behavior: "instant" });
  }

  // ---- Which order

  async #read() {
    const id = this.#chosen();
    await this.#queue;
    const damaged = await this.#readAll();
    this.#damaged = damaged.some((record) => record.id === id);
    this.#order = id === null ? latest(this.#stored) : this.#stored.find((order) => order.id === id);
    this.#gone = false;
    this.#form?.forget();
    this.#draw();
  }

  async #readAll() {
    const { orders, damaged } = await this.#store.all();
    this.#stored = orders.filter(({ guide }) => guide === this.#guide);
    return damaged;
  }

  /** The order that this tab is on, or the one that was last in hand; empty for a new one, null for no choice. */
  #chosen() {
    const url = new URL(location.href);
    const asked = url.searchParams.get("order")?.replace(/^new$/, "") ?? null;
    if (asked !== null) {
      this.#choose(asked);
      url.searchParams.delete("order");
      history.replaceState(history.state, "", url);
    }
    const key = NAMES.orderInHand(this.#guide);
    return asked ?? kept(() => sessionStorage.getItem(key) ?? localStorage.getItem(key));
  }

  /** @param {string} id empty for none */
  #choose(id) {
    const key = NAMES.orderInHand(this.#guide);
    kept(() => {
      sessionStorage.setItem(key, id);
      localStorage.setItem(key, id);
    });
  }

  // ---- What a person does

  /** @param {Event} event */
  #changed(event) {
    const { target } = event;
    if (!(target instanceof HTMLSelectElement) || target.dataset.do !== "switch") return this.#typed(event);
    this.#choose(target.value);
    this.#closeMenu();
    void this.#read();
  }

  /** @param {Event} event */
  #typed(event) {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.dataset.do === "name") return this.#say({ name: target.value });
    const words = this.#form?.hear(event, this.#order);
    if (words) this.#say(words);
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    if (!(target instanceof Element)) return;
    if (!target.closest(".order-menu") || target.closest(".order-menu a")) this.#closeMenu();
    const words = this.#form?.press(target);
    if (words) return this.#say(words);
    const order = this.#order;
    switch (target.closest("button[data-do]")?.getAttribute("data-do")) {
      case "start":
        this.#choose("");
        this.#closeMenu();
        return void this.#read().then(() => part(this, "[data-text=next]", HTMLAnchorElement).focus());
      case "save":
        return order && download(backupFile([order]));
      case "keep":
        return order && this.#write(order, () => this.#store.add([order]).then(() => order));
      case "calendar":
        return void this.#saveCalendar();
    }
  }

  #closeMenu() {
    const menu = part(this, ".order-menu", HTMLDetailsElement);
    if (!menu.open) return;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) part(menu, "summary", HTMLElement).focus();
  }

  /** @param {Record<string, unknown>} words */
  #say(words) {
    if (this.#remember(words)) this.#show();
  }

  /**
   * @param {Record<string, unknown>} words
   * @returns {boolean} whether any of them is new
   */
  #remember(words) {
    const before = this.#order;
    const order = said(before ?? newOrder(this.#guide), words);
    if (order === before) return false;
    this.#order = order;
    if (before) this.#write(order, () => this.#store.change(order.id, (stored) => merged(stored, order)));
    else {
      this.#choose(order.id);
      this.#write(order, () => this.#store.add([order]).then(() => order));
    }
    return true;
  }

  /**
   * @param {Order} order
   * @param {() => Promise<Order | undefined>} write gives the order as it is stored then
   */
  #write({ id }, write) {
    this.#unwritten += 1;
    this.#queue = this.#queue
      .then(write)
      .finally(() => (this.#unwritten -= 1))
      .then((stored) => this.#take(id, stored))
      .catch((error) => {
        if (!(error instanceof Damaged)) throw error;
        this.#damaged = true;
        this.#show();
      });
  }

  /** @param {string[]} ids of orders that were changed in another tab */
  async #hear(ids) {
    await this.#readAll();
    // Another tab may have started one.
    const order = this.#order;
    if (!order) return this.#read();
    if (ids.includes(order.id)) {
      this.#take(
        order.id,
        this.#stored.find(({ id }) => id === order.id),
      );
    }
    this.#show();
  }

  /**
   * Takes over what is stored of an order. What is still to be written, or was said since, is on the page already.
   *
   * @param {string} id
   * @param {Order | undefined} stored
   */
  #take(id, stored) {
    if (this.#order?.id !== id) return;
    const before = { order: this.#order, gone: this.#gone };
    this.#gone = !stored && this.#unwritten === 0;
    if (stored) this.#order = merged(this.#order, stored);
    if (this.#order !== before.order || this.#gone !== before.gone) this.#show();
  }

  // ---- Deadlines

  /**
   * @param {Request} question
   * @param {Answer | NoAnswer} answer
   */
  async #keepDeadlines(question, answer) {
    const order = this.#order;
    if (!order) return;
    const key = `deadlines:${question.calculator}`;
    const locales = (this.dataset.locales ?? "").split(" ");
    const told = await inEveryLanguage(question, answer, locales, /** @type {Deadline[] | null} */ (word(order, key)));
    // Another order may be in hand by now. A deadline changes nothing else on the page.
    if (this.#order?.id === order.id && this.#remember({ [key]: told })) this.#showDeadlines();
    part(this, ".order-said", HTMLElement).textContent = "";
  }

  /** @param {CalcFailure} failure */
  #sayFailure({ code }) {
    const { startFailed, timedOut, unsupported } = this.dataset;
    const words = { start_failed: startFailed, timed_out: timedOut, unsupported }[code];
    part(this, ".order-said", HTMLElement).textContent = words ?? "";
  }

  async #saveCalendar() {
    if (!this.#order) return;
    try {
      const { over } = this.#progress;
      await saveCalendar([{ order: this.#order, name: nameOf(this.#order, this.dataset), over }], this.#locale);
    } catch {
      this.#deadlineList?.sayFailed();
    }
  }

  get #deadlineList() {
    const list = this.#page.querySelector("partner-deadlines");
    return list instanceof PartnerDeadlines ? list : null;
  }

  // ---- What is shown

  /** Draws the page before the browser shows it next, however many changes come until then. */
  #show() {
    this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    cancelAnimationFrame(this.#frame ?? 0);
    this.#frame = undefined;
    const order = this.#order;
    this.toggleAttribute("data-fresh", !order);
    this.#form?.show(order);
    part(this, "[data-do=save]", HTMLElement).hidden = !order;
    const name = part(this, "[data-do=name]", HTMLInputElement);
    const written = order ? String(word(order, "name") ?? "") : "";
    if (name.value !== written && name !== document.activeElement) name.value = written;
    part(this, "[data-text=name]", HTMLElement).textContent = order
      ? nameOf(order, this.dataset)
      : (this.dataset.unnamed ?? "");
    this.#showChoice();
    this.#showDeadlines();
    this.#showTroubles();
  }

  get #progress() {
    return progress(this.#order, /** @type {GuideProcedure} */ (this.#procedure));
  }

  /** What comes next, and by when. */
  #showNext() {
    const order = this.#order;
    const { next: step, over } = this.#progress;
    const link = part(this, "[data-text=next]", HTMLAnchorElement);
    link.textContent = step ? numbered(step) : (this.dataset.done ?? "");
    link.href = `#${step?.id ?? "done"}`;
    part(this, ".order-ahead-word", HTMLElement).hidden = !step;
    const now = new Date();
    const date = step && order && (this.#form?.dueOf(step.id, order, now) ?? next(order, now, over));
    const place = part(this, "[data-text=due]", HTMLElement);
    place.hidden = !date;
    place.textContent = date ? due(date, this.#locale, manner(this.#locale)) : "";
  }

  /** The order in hand is named as it is on the page, and stands among the others where it is stored. */
  #showChoice() {
    const inHand = this.#order;
    const others = this.#stored.filter((order) => order.id !== inHand?.id && !word(order, "archived"));
    const open = (inHand ? [...others, inHand] : others).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const choice = part(this, "select", HTMLSelectElement);
    const options = open.map((order) => new Option(nameOf(order, this.dataset), order.id));
    choice.replaceChildren(clone(this, "new"), ...options);
    choice.value = inHand?.id ?? "";
    part(this, ".order-switch", HTMLElement).hidden = open.length === 0;
  }

  #showDeadlines() {
    this.#form?.showDates(this.#order);
    this.#deadlineList?.show(this.#order, this.#progress.over);
    this.#showNext();
  }

  #showTroubles() {
    showTrouble(this, this.#damaged ? "damaged" : this.#gone ? "gone" : this.#store.trouble);
    part(this, "[data-do=keep]", HTMLButtonElement).hidden = !this.#gone;
  }
}

/**
 * @param {Order[]} orders
 * @returns {Order | undefined} the one that was changed last, of those that are not archived
 */
function latest(orders) {
  const open = orders.filter((order) => !word(order, "archived"));
  return open.toSorted((one, other) => lastChange(other) - lastChange(one))[0];
}

/**
 * @template T
 * @param {() => T} act on a storage that may be forbidden
 * @returns {T | null}
 */
function kept(act) {
  try {
    return act();
  } catch {
    return null; // Then the page starts without an order, and says so when it cannot keep one.
  }
}

customElements.define("partner-order", PartnerOrder);
