// A calculator of a page: answers its form while it is filled in. Every word that it says stands in the HTML.

import { evaluate, start, status } from "./client.mjs";
import { CalculatorLines } from "./lines.mjs";
import { CalcFailure } from "./protocol.mjs";
import { address, inputs, read, withoutAnswers } from "./share.mjs";

/** @import {FailureCode} from "./protocol.mjs" */

/**
 * @typedef {{label: string, value: string, text: string, rules: string[]}} Part a row, step or notice
 * @typedef {{id: string, label: string, value: string, certainty: string, certainty_text: string,
 *   quotes: string[], language: string, source: string, note: string | null}} Figure
 * @typedef {{headline: string, rows: Part[], steps: Part[], notices: Part[], sources: Figure[], text: string}} Told
 * @typedef {{error: string, field: string | null, message: string,
 *   readings?: {input: string, text: string}[]}} Refusal
 * @typedef {"example" | "pending" | "current" | "none" | "failed"} State
 */

const PAUSE_MS = 150;
// A press on a button takes the focus from a field, and must end on the button before an error moves it away.
const PRESS_MS = 250;
// Safari allows 100 changes of the address in 30 seconds.
const ADDRESS_PAUSE_MS = 350;

class PartnerCalculator extends HTMLElement {
  #listening = new AbortController();
  /** @type {State} */
  #state = "example";
  /** How the next answer is labelled. @type {"example" | "current"} */
  #label = "example";
  /** Grows with every change of the inputs: an answer to an older turn is dropped. */
  #turn = 0;
  #asked = "";
  #waiting = false;
  #askAgain = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #addressPause;
  /** @type {Refusal[]} */
  #refusals = [];
  /** Names of the controls that a person has typed in. @type {Set<string>} */
  #touched = new Set();
  /** The control that is being typed in: nothing is said against it yet. @type {HTMLInputElement | null} */
  #typing = null;
  /** An answer was asked for, so whatever stands in its way is shown. */
  #insisting = false;
  #showSummary = false;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const form = this.#form;
    form.addEventListener("input", (event) => this.#typed(event), { signal });
    form.addEventListener("change", (event) => this.#chosen(event), { signal });
    form.addEventListener("focusout", (event) => this.#left(event), { signal });
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    status.addEventListener("change", () => this.#showStart(), { signal });
    for (const intent of ["focusin", "pointerenter"]) {
      this.addEventListener(intent, () => start(), { signal, once: true });
    }

    const shared = read(form, this.#prefix);
    this.#applyConditions();
    this.#asked = JSON.stringify(inputs(form));
    if (shared) {
      this.#insisting = true;
      for (const more of form.querySelectorAll("details")) more.open = holdsChanges(more);
      this.#label = "current";
      this.#askIn(0);
    }
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#turn += 1;
    clearTimeout(this.#pause);
    clearTimeout(this.#addressPause);
  }

  get #form() {
    return part(this, "form", HTMLFormElement);
  }

  /** Parameters of a link bear the calculator's name where the page holds several. */
  get #prefix() {
    const alone = document.querySelectorAll(this.localName).length === 1;
    return alone ? "" : `${this.getAttribute("name")}.`;
  }

  // ---- What a person does

  /** @param {Event} event */
  #typed({ target }) {
    if (!(target instanceof HTMLInputElement) || target.type === "radio") return;
    this.#typing = target;
    this.#touched.add(target.name);
    this.#changed(PAUSE_MS);
    this.#showRefusals();
  }

  /** @param {Event} event */
  #chosen({ target }) {
    // Other controls have had their input event.
    if (target instanceof CalculatorLines || (target instanceof HTMLInputElement && target.type === "radio")) {
      this.#changed(0);
    }
  }

  /** @param {FocusEvent} event */
  #left({ target }) {
    if (target !== this.#typing) return;
    this.#typing = null;
    setTimeout(() => this.#showRefusals(), PRESS_MS);
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#typing = null;
    this.#insisting = true;
    this.#showSummary = true;
    this.#askIn(0);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = event.target instanceof Element ? event.target.closest("[data-do], a[href^='#']") : null;
    if (target instanceof HTMLAnchorElement) return this.#follow(target, event);
    if (!(target instanceof HTMLButtonElement)) return;
    switch (target.dataset.do) {
      case "start-over":
        return this.#startOver();
      case "retry":
        return this.#askIn(0);
      case "read-as":
        return this.#readAs(target);
      case "copy-link":
        return this.#copyLink();
      case "copy-text":
        return this.#copy(part(this, "textarea", HTMLTextAreaElement).defaultValue, this.dataset.textCopied);
    }
  }

  /**
   * @param {HTMLAnchorElement} link to a control or to a source
   * @param {Event} event
   */
  #follow(link, event) {
    const target = document.getElementById(link.hash.slice(1));
    const details = target?.closest("details");
    if (details) details.open = true;
    const control = target?.matches("fieldset") ? target.querySelector("input") : target;
    if (!(control instanceof HTMLInputElement)) return;
    event.preventDefault();
    control.focus();
  }

  #startOver() {
    const form = this.#form;
    form.reset();
    for (const lines of form.querySelectorAll("calculator-lines")) {
      if (lines instanceof CalculatorLines) lines.reset();
    }
    this.#touched.clear();
    this.#typing = null;
    this.#insisting = false;
    this.#applyConditions();
    this.#label = "example";
    this.#askIn(0);
    clearTimeout(this.#addressPause);
    history.replaceState(history.state, "", withoutAnswers(form, this.#prefix));
    form.querySelector("input")?.focus();
  }

  /** @param {HTMLButtonElement} button with the meaning that was chosen for an ambiguous number */
  #readAs(button) {
    const control = button.closest("[data-field]")?.querySelector("input");
    if (!control) return;
    control.value = button.value;
    control.focus();
    this.#changed(0);
  }

  // ---- Asking

  /** @param {number} pause in milliseconds before the inputs are taken as they stand */
  #changed(pause) {
    this.#applyConditions();
    this.#say(".calculator-copied", "");
    clearTimeout(this.#addressPause);
    this.#addressPause = setTimeout(() => this.#keepInAddress(), ADDRESS_PAUSE_MS);
    if (JSON.stringify(inputs(this.#form)) === this.#asked && this.#state !== "pending") {
      return this.#showRefusals();
    }
    this.#label = "current";
    this.#askIn(pause);
  }

  /** @param {number} pause in milliseconds; what was shown before is no answer from now on */
  #askIn(pause) {
    clearTimeout(this.#pause);
    this.#turn += 1;
    this.#show("pending");
    if (pause === 0) void this.#ask();
    else this.#pause = setTimeout(() => this.#ask(), pause);
  }

  /** Asks about the inputs as they stand. One question is on its way at a time, and the last one counts. */
  async #ask() {
    if (this.#waiting) {
      this.#askAgain = true;
      return;
    }
    this.#waiting = true;
    do {
      this.#askAgain = false;
      const turn = this.#turn;
      const given = inputs(this.#form);
      this.#asked = JSON.stringify(given);
      const question = {
        calculator: this.getAttribute("name") ?? "",
        inputs: given,
        locale: this.getAttribute("locale") ?? "",
      };
      const outcome = evaluate(question).catch((/** @type {unknown} */ failure) => failure);
      this.#showStart();
      const answer = await outcome;
      if (turn === this.#turn) this.#hear(answer);
    } while (this.#askAgain);
    this.#waiting = false;
  }

  /** @param {unknown} answer or why there is none */
  #hear(answer) {
    this.#refusals = [];
    if (answer instanceof Error) {
      this.#show("failed");
      this.#showFailure(answer instanceof CalcFailure ? answer.code : "start_failed");
    } else if (isRefused(answer)) {
      this.#refusals = answer.errors;
      this.#show("none");
    } else {
      this.#tell(/** @type {Told} */ (answer));
      this.#show(this.#label);
      this.#insisting = false;
    }
    this.#showRefusals();
    this.#finishSubmit();
  }

  #finishSubmit() {
    if (!this.#showSummary) return;
    this.#showSummary = false;
    const summary = part(this, ".calculator-summary", HTMLElement);
    if (summary.hidden) part(this, ".calculator-answer", HTMLElement).scrollIntoView({ block: "nearest" });
    else summary.focus();
  }

  // ---- Showing

  /** @param {State} state */
  #show(state) {
    this.#state = state;
    const answer = part(this, ".calculator-answer", HTMLElement);
    answer.dataset.state = state;
    answer.setAttribute("aria-busy", String(state === "pending"));
    for (const word of answer.querySelectorAll("[data-when]")) {
      if (word instanceof HTMLElement) word.hidden = word.dataset.when !== state;
    }
    const told = state === "example" || state === "current" || state === "pending";
    for (const name of [".calculator-headline", ".calculator-notices", ".calculator-account"]) {
      part(answer, name, HTMLElement).hidden = !told;
    }
    part(answer, ".calculator-trouble", HTMLElement).hidden = told;
    part(answer, ".calculator-plain", HTMLElement).hidden = true;
    part(answer, "[data-do=retry]", HTMLElement).hidden = true;
    part(answer, "[data-do=copy-text]", HTMLButtonElement).disabled = !told || state === "pending";
    this.#showStart();
  }

  /** @param {FailureCode} code */
  #showFailure(code) {
    const words = {
      start_failed: this.dataset.startFailed,
      timed_out: this.dataset.timedOut,
      unsupported: this.dataset.unsupported,
    };
    this.#say(".calculator-trouble", words[code]);
    part(this, "[data-do=retry]", HTMLElement).hidden = code === "unsupported";
  }

  #showStart() {
    const starting = this.#state === "pending" && status.state === "starting";
    const bar = part(this, "progress", HTMLProgressElement);
    bar.hidden = !starting;
    if (status.total > 0) {
      bar.max = status.total;
      bar.value = Math.min(status.loaded, status.total);
    }
    this.#say(".calculator-starting", starting ? this.dataset.starting : "");
  }

  /** Says what is wrong where it is wrong, but never of a field that is still being typed in. */
  #showRefusals() {
    const shown = this.#refusals.filter((refusal) => this.#mayShow(refusal));
    const form = this.#form;
    for (const place of form.querySelectorAll("[data-field]")) {
      const refusal = shown.find(({ field }) => field === place.getAttribute("data-field"));
      if (place instanceof HTMLElement) this.#showRefusal(place, refusal);
    }
    if (this.#state === "none") this.#say(".calculator-trouble", shown[0]?.message ?? this.dataset.unfinished);

    const summary = part(form, ".calculator-summary", HTMLElement);
    const listed = this.#insisting ? shown : [];
    summary.hidden = listed.length === 0;
    part(summary, "ul", HTMLElement).replaceChildren(...listed.map((refusal) => this.#problem(refusal)));
  }

  /** @param {Refusal} refusal */
  #mayShow({ field, error }) {
    if (this.#typing && field === this.#typing.name) return false;
    return this.#insisting || error !== "required" || this.#touched.has(field ?? "");
  }

  /**
   * @param {HTMLElement} place of the question
   * @param {Refusal | undefined} refusal
   */
  #showRefusal(place, refusal) {
    const error = part(place, ".calculator-error", HTMLElement);
    const help = part(place, ".calculator-help", HTMLElement);
    const control = place.matches("fieldset") ? place : part(place, "input", HTMLInputElement);
    error.hidden = !refusal;
    error.replaceChildren();
    control.setAttribute("aria-describedby", refusal ? `${help.id} ${error.id}` : help.id);
    if (!refusal) return control.removeAttribute("aria-invalid");

    // A group of lines cannot be invalid itself.
    if (!control.matches("fieldset:not([role])")) control.setAttribute("aria-invalid", "true");
    const words = document.createElement("p");
    words.textContent = refusal.message;
    const readings = (refusal.readings ?? []).map(({ input, text }) => {
      const button = part(this.#pattern("reading"), "button", HTMLButtonElement);
      button.value = input;
      button.textContent = text;
      return button;
    });
    error.append(words, ...readings);
  }

  /** @param {Refusal} refusal as an item of the summary */
  #problem({ field, message }) {
    const item = document.createElement("li");
    const place = this.querySelector(`[data-field="${CSS.escape(field ?? "")}"]`);
    const control = place?.matches("fieldset") ? place : place?.querySelector("input");
    if (!control) {
      item.textContent = message;
      return item;
    }
    const link = document.createElement("a");
    link.href = `#${control.id}`;
    link.textContent = message;
    item.append(link);
    return item;
  }

  /** @param {Told} told */
  #tell(told) {
    const numbers = new Map(told.sources.map(({ id }, index) => [id, index + 1]));
    /** @type {(name: string) => (part: Part) => DocumentFragment} */
    const drawn = (name) => (told) => this.#drawPart(name, told, numbers);
    this.#say(".calculator-headline", told.headline);
    part(this, ".calculator-notices", HTMLElement).replaceChildren(...told.notices.map(drawn("notice")));
    part(this, ".calculator-rows", HTMLElement).replaceChildren(...told.rows.map(drawn("row")));
    part(this, ".calculator-steps ol", HTMLElement).replaceChildren(...told.steps.map(drawn("step")));
    part(this, ".calculator-steps", HTMLElement).hidden = told.steps.length === 0;
    const sources = told.sources.map((figure, index) => this.#drawSource(figure, index + 1));
    part(this, ".calculator-sources ol", HTMLElement).replaceChildren(...sources);
    part(this, ".calculator-sources", HTMLElement).hidden = told.sources.length === 0;
    part(this, "textarea", HTMLTextAreaElement).defaultValue = told.text;
  }

  /**
   * @param {string} name of the pattern
   * @param {Part} told
   * @param {Map<string, number>} numbers of the sources
   */
  #drawPart(name, told, numbers) {
    const drawn = this.#pattern(name);
    fill(drawn, told);
    drawn.querySelector("dd")?.classList.toggle("calculator-unknown", told.value === this.dataset.notStated);
    part(drawn, ".calculator-refs", HTMLElement).append(
      ...told.rules.map((rule) => {
        const ref = this.#pattern("ref");
        const number = String(numbers.get(rule));
        part(ref, "[data-number]", HTMLElement).textContent = number;
        part(ref, "a", HTMLAnchorElement).href = `#${this.#sourceId(number)}`;
        return ref;
      }),
    );
    return drawn;
  }

  /**
   * @param {Figure} figure
   * @param {number} number
   */
  #drawSource(figure, number) {
    const drawn = this.#pattern("source");
    fill(drawn, figure);
    part(drawn, "li", HTMLLIElement).id = this.#sourceId(String(number));
    const link = part(drawn, "a", HTMLAnchorElement);
    link.href = `${this.dataset.policies}#figure-${figure.id.replaceAll(".", "-")}`;
    part(drawn, "[data-certainty]", HTMLElement).dataset.certainty = figure.certainty;
    const quotes = part(drawn, "blockquote", HTMLElement);
    quotes.lang = figure.language;
    quotes.replaceChildren(
      ...figure.quotes.map((quote) => {
        const line = this.#pattern("quote");
        fill(line, { quote });
        return line;
      }),
    );
    return drawn;
  }

  /** @param {string} number */
  #sourceId(number) {
    return `${this.getAttribute("name")}-source-${number}`;
  }

  /** Hides the questions that the other answers make idle, and asks them no more. */
  #applyConditions() {
    const form = this.#form;
    for (const place of form.querySelectorAll("[data-only-if]")) {
      if (!(place instanceof HTMLElement)) continue;
      /** @type {Record<string, string[]>} */
      const conditions = JSON.parse(place.dataset.onlyIf ?? "{}");
      const given = new FormData(form);
      const applies = Object.entries(conditions).every(([name, values]) => values.includes(String(given.get(name))));
      place.classList.toggle("calculator-idle", !applies);
      for (const control of place.querySelectorAll("input")) control.disabled = !applies;
    }
  }

  // ---- Sharing

  #keepInAddress() {
    history.replaceState(history.state, "", address(this.#form, this.#prefix));
  }

  #copyLink() {
    const { search } = address(this.#form, this.#prefix);
    const link = new URL(location.href);
    link.search = search;
    link.hash = this.id;
    return this.#copy(link.href, this.dataset.linkCopied);
  }

  /**
   * @param {string} text
   * @param {string} [done] what to say then
   */
  async #copy(text, done) {
    const plain = part(this, "textarea", HTMLTextAreaElement);
    plain.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      this.#say(".calculator-copied", done);
    } catch {
      this.#say(".calculator-copied", this.dataset.notCopied);
      plain.value = text;
      plain.hidden = false;
      plain.select();
    }
  }

  // ---- Small things

  /**
   * @param {string} selector
   * @param {string} [words]
   */
  #say(selector, words = "") {
    const place = part(this, selector, HTMLElement);
    // A live region would say the same words again.
    if (place.textContent !== words) place.textContent = words;
  }

  /** @param {string} name */
  #pattern(name) {
    const pattern = part(this, `template[data-pattern=${name}]`, HTMLTemplateElement);
    return document.importNode(pattern.content, true);
  }
}

/**
 * The part of the HTML that must be there.
 *
 * @template {Element} E
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E}
 */
function part(root, selector, type) {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new TypeError(`The calculator has no ${selector}`);
  return found;
}

/**
 * Writes data into the places that name it.
 *
 * @param {ParentNode} root
 * @param {Record<string, any>} data
 */
function fill(root, data) {
  for (const place of root.querySelectorAll("[data-text]")) {
    place.textContent = data[place.getAttribute("data-text") ?? ""] ?? "";
  }
}

/** @param {Element} place */
function holdsChanges(place) {
  return [...place.querySelectorAll("input")].some((control) =>
    control.type === "radio" ? control.checked !== control.defaultChecked : control.value !== control.defaultValue,
  );
}

/**
 * @param {unknown} answer
 * @returns {answer is {errors: Refusal[]}}
 */
function isRefused(answer) {
  return typeof answer === "object" && answer !== null && "error" in answer;
}

customElements.define("partner-calculator", PartnerCalculator);
