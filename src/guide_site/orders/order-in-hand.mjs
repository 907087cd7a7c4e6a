// A guide's page with an order in hand: remembers what is ticked, answered and typed, and says what comes next.

import { PartnerCalculator } from "../calculator/calculator.mjs";
import { given } from "../calculator/form-data.mjs";
import { download } from "../core/download.mjs";
import { clone, fill, filled, part, showTrouble } from "../core/parts.mjs";
import { NAMES } from "../core/site.mjs";
import { answered, showAnswers } from "../procedure/flow.mjs";
import { Steps } from "../procedure/steps.mjs";
import { backupFile } from "../store/backup.mjs";
import { lastChange, merged, newOrder, said, word, wordsOf } from "../store/order.mjs";
import { Damaged, Store } from "../store/store.mjs";
import * as due from "./deadlines.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Deadline} from "./deadlines.mjs" */

const FORMS = ".order-form partner-calculator";
const LOCALES = ["en", "sv", "nb", "it", "es"];
const MINUTE = 60_000;

class PartnerOrder extends HTMLElement {
  #store = new Store();
  /** @type {Order | undefined} */
  #order;
  #gone = false;
  #damaged = false;
  /** Changes are written one after the other. */
  #queue = Promise.resolve();
  #unwritten = 0;
  /** @type {Steps | undefined} */
  #steps;

  async connectedCallback() {
    const page = this.#page;
    this.#steps = new Steps(page, this);
    this.#store.addEventListener("change", (event) => this.#hear(/** @type {CustomEvent} */ (event).detail));
    this.#store.addEventListener("trouble", () => this.#showTroubles());
    page.addEventListener("change", (event) => this.#changed(event.target));
    page.addEventListener("input", (event) => this.#typed(event.target));
    page.addEventListener("click", (event) => this.#clicked(event.target));
    page.addEventListener("answer", (event) => void this.#keepDeadlines(/** @type {CustomEvent} */ (event).detail));
    // A page that comes back from the history may be behind.
    addEventListener("pageshow", ({ persisted }) => persisted && void this.#read());
    setInterval(() => this.#showDeadlines(), MINUTE);
    await this.#read();
    this.dataset.ready = "";
  }

  get #page() {
    return part(document, "article", HTMLElement);
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
    const { orders, damaged } = await this.#store.all();
    const own = orders.filter(({ guide }) => guide === this.#guide);
    this.#damaged = damaged.some((record) => record.id === id);
    this.#order = id === null ? latest(own) : own.find((order) => order.id === id);
    this.#gone = false;
    this.#showChoice(own);
    this.#show();
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
    const key = this.#key;
    return asked ?? kept(() => sessionStorage.getItem(key) ?? localStorage.getItem(key));
  }

  /** @param {string} id empty for none */
  #choose(id) {
    kept(() => {
      sessionStorage.setItem(this.#key, id);
      localStorage.setItem(this.#key, id);
    });
  }

  get #key() {
    return NAMES.orderInHand(this.#guide);
  }

  /** @param {Order[]} orders */
  #showChoice(orders) {
    const open = orders.filter((order) => order.id === this.#order?.id || !word(order, "archived"));
    const choice = part(this, "select", HTMLSelectElement);
    const options = open.map((order) => new Option(this.#name(order), order.id));
    choice.replaceChildren(clone(this, "new"), ...options);
    choice.value = this.#order?.id ?? "";
    part(this, ".order-switch", HTMLElement).hidden = open.length === 0;
  }

  /** @param {Order} order */
  #name(order) {
    return String(word(order, "name") || this.dataset.unnamed);
  }

  // ---- What a person does

  /** @param {EventTarget | null} control */
  #changed(control) {
    if (control instanceof HTMLSelectElement && control.dataset.do === "switch") {
      this.#choose(control.value);
      void this.#read();
      return;
    }
    if (control instanceof HTMLInputElement && control.id.startsWith("tick-")) {
      const id = control.id.replace(/^tick-/, "");
      this.#say({ [`tick:${id}`]: control.checked ? (control.dataset.version ?? "") : null });
      return;
    }
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
    switch (button instanceof HTMLElement ? button.dataset.do : "") {
      case "start":
        this.#choose("");
        return void this.#read().then(() => part(this, "[data-do=name]", HTMLInputElement).focus());
      case "save":
        return this.#order && download(backupFile([this.#order]));
      case "keep":
        return this.#order && this.#write(() => this.#store.add([/** @type {Order} */ (this.#order)]));
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
    this.#say(Object.fromEntries([...names].map((name) => [`data:${name}`, null])));
    // What the order still knows comes back into the form.
    this.#show();
  }

  /** @param {Record<string, unknown>} words */
  #say(words) {
    const isNew = !this.#order;
    const order = said(this.#order ?? newOrder(this.#guide), words);
    if (order === this.#order) return;
    this.#order = order;
    if (isNew) this.#choose(order.id);
    this.#write(() =>
      isNew ? this.#store.add([order]) : this.#store.change(order.id, (stored) => said(stored, words)),
    );
    this.#show();
  }

  /** @param {() => Promise<void>} write */
  #write(write) {
    this.#unwritten += 1;
    this.#queue = this.#queue
      .then(write)
      .catch((error) => {
        if (!(error instanceof Damaged)) throw error;
        this.#damaged = true;
      })
      .finally(() => (this.#unwritten -= 1))
      .then(() => this.#show());
  }

  /** @param {string[]} ids of orders that were changed, here or in another tab */
  async #hear(ids) {
    const { orders } = await this.#store.all();
    // Another tab may have started one.
    if (!this.#order) return this.#read();
    const { id } = this.#order;
    if (ids.includes(id)) {
      const stored = orders.find((order) => order.id === id);
      this.#gone = !stored && this.#unwritten === 0;
      // What is still to be written, or was written since, is on the page already.
      if (stored && this.#order) this.#order = merged(this.#order, stored);
    }
    this.#showChoice(orders.filter(({ guide }) => guide === this.#guide));
    this.#show();
  }

  // ---- Deadlines

  /** @param {{question: {calculator: string, inputs: Record<string, unknown>}, answer: Record<string, unknown>}} heard */
  async #keepDeadlines({ question, answer }) {
    if (!this.#order) return;
    const some = Array.isArray(answer.deadlines) && answer.deadlines.length > 0;
    const told = some ? await due.ask(question, LOCALES) : null;
    this.#say({ [`deadlines:${question.calculator}`]: told });
  }

  async #saveCalendar() {
    const list = this.#deadlineList;
    if (!this.#order || !list) return;
    try {
      download(await due.calendarFile([{ order: this.#order, name: this.#name(this.#order) }], this.#locale));
    } catch {
      part(list, ".order-said", HTMLElement).textContent = list.dataset.failed ?? "";
    }
  }

  get #deadlineList() {
    const list = this.#page.querySelector("partner-deadlines");
    return list instanceof HTMLElement ? list : null;
  }

  // ---- What is shown

  #show() {
    const order = this.#order;
    const done = /** @type {Steps} */ (this.#steps).show(order, this.dataset.progress);
    const data = order ? wordsOf(order, "data") : new Map();
    showAnswers(this.#page, data);
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
    const option = part(this, "select", HTMLSelectElement).selectedOptions[0];
    if (order && option?.value === order.id) option.textContent = this.#name(order);
    part(this, ".order-name-print", HTMLElement).textContent = order ? this.#name(order) : "";

    const bar = part(this, "progress", HTMLProgressElement);
    bar.max = Math.max(1, done.total);
    bar.value = done.done;
    part(this, "[data-text=progress]", HTMLElement).textContent = filled(this.dataset.progress, {
      done: done.done,
      total: done.total,
    });
    const next = part(this, "[data-text=next]", HTMLAnchorElement);
    const finished = done.next === undefined;
    next.textContent = finished ? (this.dataset.done ?? "") : (this.#steps?.label(done.next ?? "") ?? "");
    if (finished) next.removeAttribute("href");
    else next.href = `#${done.next}`;
    this.#showDeadlines();
    this.#showTroubles();
  }

  #showDeadlines() {
    const now = new Date();
    const { when, left } = due.manner(this.#locale);
    const ahead = this.#order && due.next(this.#order, now);
    part(this, ".order-due", HTMLElement).hidden = !ahead;
    if (ahead) {
      const told = `${due.inWords(ahead, this.#locale).label}: ${when(ahead.at)} (${left(ahead, now)})`;
      part(this, "[data-text=due]", HTMLElement).textContent = told;
    }

    const list = this.#deadlineList;
    if (!list) return;
    const all = this.#order ? due.deadlines(this.#order) : [];
    part(list, "ol", HTMLElement).replaceChildren(...all.map((deadline) => this.#drawn(list, deadline, now)));
    part(list, ".deadlines-none", HTMLElement).hidden = all.length > 0;
    for (const place of [part(list, "ol", HTMLElement), part(list, ".deadlines-buttons", HTMLElement)]) {
      place.hidden = all.length === 0;
    }
  }

  /**
   * @param {HTMLElement} list
   * @param {Deadline} deadline
   * @param {Date} now
   */
  #drawn(list, deadline, now) {
    const { when, left } = due.manner(this.#locale);
    const { label, reasons } = due.inWords(deadline, this.#locale);
    const drawn = clone(list, "deadline");
    fill(drawn, { label, when: when(deadline.at), left: `(${left(deadline, now)})` });
    part(drawn, "time", HTMLTimeElement).dateTime = deadline.at;
    part(drawn, "li", HTMLElement).classList.toggle("deadline-passed", due.end(deadline) < now);
    const sources = deadline.rules.map((rule, index) => {
      const source = clone(list, "deadline-source");
      fill(source, { reason: reasons[index] });
      part(source, "a", HTMLAnchorElement).href = `${list.dataset.policies}#figure-${rule.replaceAll(".", "-")}`;
      return source;
    });
    part(drawn, ".deadline-reason", HTMLElement).hidden = sources.length === 0;
    part(drawn, ".deadline-reason > div", HTMLElement).replaceChildren(...sources);
    return drawn;
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
