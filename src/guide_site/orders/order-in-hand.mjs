// A guide's page with an order in hand: remembers what is ticked, answered and typed, and says what comes next.

import { PartnerCalculator } from "../calculator/calculator.mjs";
import { given } from "../calculator/form-data.mjs";
import { download } from "../core/download.mjs";
import { clone, part, showTrouble } from "../core/parts.mjs";
import { NAMES } from "../core/site.mjs";
import { answered, PartnerFlow } from "../procedure/questions.mjs";
import { Steps } from "../procedure/steps.mjs";
import { backupFile } from "../store/backup.mjs";
import { lastChange, merged, newOrder, said, word, wordsOf } from "../store/order.mjs";
import { Damaged, Store } from "../store/store.mjs";
import { PartnerDeadlines } from "./deadline-list.mjs";
import { inEveryLanguage, saveCalendar } from "./deadlines.mjs";
import { nameOf, showDue, showProgress } from "./summary.mjs";

/** @import {Answer, NoAnswer} from "../../../runtime/page/answer.d.ts" */
/** @import {Request} from "../../../runtime/page/protocol.mjs" */
/** @import {Order} from "../store/order.mjs" */

const FORMS = ".order-form partner-calculator";
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
  /** @type {Steps | undefined} */
  #steps;
  /** The drawing that waits for the next frame. @type {number | undefined} */
  #frame;

  async connectedCallback() {
    const page = this.#page;
    this.#steps ??= new Steps(page, this, JSON.parse(part(page, "#procedure", HTMLScriptElement).text));
    this.#store = new Store();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const listening = { signal };
    this.#store.addEventListener("change", (event) => this.#hear(/** @type {CustomEvent} */ (event).detail), listening);
    this.#store.addEventListener("trouble", () => this.#showTroubles(), listening);
    page.addEventListener("change", (event) => this.#changed(event.target), listening);
    page.addEventListener("input", (event) => this.#typed(event.target), listening);
    page.addEventListener("click", (event) => this.#clicked(event.target), listening);
    page.addEventListener(
      "answer",
      (event) => this.#keepDeadlines(/** @type {CustomEvent} */ (event).detail),
      listening,
    );
    // A page that comes back from the history may be behind.
    addEventListener("pageshow", ({ persisted }) => persisted && void this.#read(), listening);
    const clock = setInterval(() => this.#showDeadlines(), MINUTE);
    signal.addEventListener("abort", () => clearInterval(clock));
    await this.#read();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#listening.abort();
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

  // ---- Which order

  async #read() {
    const id = this.#chosen();
    await this.#queue;
    const damaged = await this.#readAll();
    this.#damaged = damaged.some((record) => record.id === id);
    this.#order = id === null ? latest(this.#stored) : this.#stored.find((order) => order.id === id);
    this.#gone = false;
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
    const asked = url.searchParams.get("order");
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

  /** @param {EventTarget | null} control */
  #changed(control) {
    if (control instanceof HTMLSelectElement && control.dataset.do === "switch") {
      this.#choose(control.value);
      void this.#read();
      return;
    }
    const step = control instanceof HTMLInputElement && this.#steps?.stepOf(control);
    if (step) return this.#say({ [`tick:${step.id}`]: control.checked ? step.version : null });
    const answer = answered(control);
    if (answer) this.#say({ [`data:${answer[0]}`]: answer[1] });
    else this.#typed(control);
  }

  /** @param {EventTarget | null} control */
  #typed(control) {
    if (!(control instanceof Element)) return;
    if (control instanceof HTMLInputElement && control.dataset.do === "name") return this.#say({ name: control.value });
    const form = control.closest(FORMS);
    if (!(form instanceof PartnerCalculator)) return;
    const answer = given(part(form, "form", HTMLFormElement), control);
    if (answer) this.#say({ [`data:${answer[0]}`]: answer[1] });
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button[data-do]") : null;
    const order = this.#order;
    switch (button instanceof HTMLElement ? button.dataset.do : "") {
      case "start":
        this.#choose("");
        return void this.#read().then(() => part(this, "[data-do=name]", HTMLInputElement).focus());
      case "save":
        return order && download(backupFile([order]));
      case "keep":
        return order && this.#write(order, () => this.#store.add([order]).then(() => order));
      case "calendar":
        return void this.#saveCalendar();
      case "start-over":
        return this.#forget(button?.closest(FORMS));
    }
  }

  /**
   * Forgets what a form alone has asked: what another form or a question asks too is not this form's to empty.
   *
   * @param {Element | null | undefined} form that was emptied
   */
  #forget(form) {
    if (!(form instanceof PartnerCalculator) || !this.#order) return;
    const names = namesIn(form);
    for (const other of this.#page.querySelectorAll(`${FORMS}, [data-question]`)) {
      if (other !== form) for (const name of namesIn(other)) names.delete(name);
    }
    this.#remember(Object.fromEntries([...names].map((name) => [`data:${name}`, null])));
    // What the order still knows comes back into the form.
    this.#show();
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
   * @param {{question: Request, answer: Answer | NoAnswer}} heard
   */
  async #keepDeadlines({ question, answer }) {
    const id = this.#order?.id;
    const locales = (this.dataset.locales ?? "").split(" ");
    const told = id && (await inEveryLanguage(question, answer, locales));
    // Another order may be in hand by now.
    if (this.#order?.id !== id || told === undefined) return;
    // A deadline changes nothing else on the page.
    if (this.#remember({ [`deadlines:${question.calculator}`]: told })) this.#showDeadlines();
  }

  async #saveCalendar() {
    if (!this.#order) return;
    try {
      await saveCalendar([{ order: this.#order, name: nameOf(this.#order, this.dataset) }], this.#locale);
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
    const done = /** @type {Steps} */ (this.#steps).show(order, this.dataset.progress);
    const data = order ? wordsOf(order, "data") : new Map();
    part(this.#page, "partner-flow", PartnerFlow).show(data);
    for (const form of this.#page.querySelectorAll(FORMS)) {
      if (form instanceof PartnerCalculator) form.fill(data);
    }

    part(this, ".order-none", HTMLElement).hidden = order !== undefined;
    for (const place of this.querySelectorAll(".order-progress, .order-next, [data-do=save]")) {
      if (place instanceof HTMLElement) place.hidden = !order;
    }
    const name = part(this, "[data-do=name]", HTMLInputElement);
    const written = order ? String(word(order, "name") ?? "") : "";
    if (name.value !== written && name !== document.activeElement) name.value = written;
    part(this, ".order-name-print", HTMLElement).textContent = order ? nameOf(order, this.dataset) : "";
    this.#showChoice();
    showProgress(this, done, this.dataset);
    const next = part(this, "[data-text=next]", HTMLAnchorElement);
    next.textContent = done.next ? done.next.label : (this.dataset.done ?? "");
    if (done.next) next.href = `#${done.next.id}`;
    else next.removeAttribute("href");
    this.#showDeadlines();
    this.#showTroubles();
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
    showDue(this, this.#order, this.#locale);
    this.#deadlineList?.show(this.#order);
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
 * @param {Element} place
 * @returns {Set<string>} the names of what is asked there
 */
function namesIn(place) {
  const controls = place.querySelectorAll("input[name], textarea[name], calculator-lines[name]");
  return new Set([...controls].map((control) => (control.getAttribute("name") ?? "").split(".")[0]));
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
