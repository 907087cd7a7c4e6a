// A calculator of a page: answers its form while it is filled in, and says what is wrong where it is wrong.

import { evaluate, start, status } from "../../../runtime/page/client.mjs";
import { CalcFailure } from "../../../runtime/page/protocol.mjs";
import { part } from "../core/parts.mjs";
import { hold } from "../procedure/conditions.mjs";
import { CalculatorAnswer } from "./answer.mjs";
import { put } from "./form-data.mjs";
import { CalculatorLines } from "./lines.mjs";
import { follow, showBesideFields, showInSummary } from "./problems.mjs";
import { address, inputs, read, withoutAnswers } from "./share.mjs";

/** @import {Answer, Check, NoAnswer, Problem, Row} from "../../../runtime/page/answer.d.ts" */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Control */

const PAUSE_MS = 150;
// A press on a button takes the focus from a field, and must end on the button before an error moves it away.
const PRESS_MS = 250;
// Safari allows 100 changes of the address in 30 seconds.
const ADDRESS_PAUSE_MS = 350;

export class PartnerCalculator extends HTMLElement {
  #listening = new AbortController();
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
  /** @type {(Problem | Check)[]} */
  #problems = [];
  /** Names of the controls that a person has typed in. @type {Set<string>} */
  #touched = new Set();
  /** The control that is being typed in: nothing is said against it yet. @type {Control | null} */
  #typing = null;
  /** An answer was asked for, so whatever stands in its way is shown. */
  #insisting = false;
  #showSummary = false;
  /** Waits to ask about what was filled in. @type {IntersectionObserver | undefined} */
  #inView;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const form = this.#form;
    form.addEventListener("input", (event) => this.#typed(event), { signal });
    form.addEventListener("change", (event) => this.#chosen(event), { signal });
    form.addEventListener("focusout", (event) => this.#left(event), { signal });
    form.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.addEventListener("click", (event) => this.#click(event), { signal });
    for (const intent of ["focusin", "pointerenter"]) {
      this.addEventListener(intent, () => start(), { signal, once: true });
    }

    const shared = !this.#private && read(form, this.#prefix);
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
    this.#inView?.disconnect();
    this.#turn += 1;
    clearTimeout(this.#pause);
    clearTimeout(this.#addressPause);
  }

  get #form() {
    return part(this, "form", HTMLFormElement);
  }

  get #answer() {
    return part(this, "calculator-answer", CalculatorAnswer);
  }

  /** Whether what is typed stays out of the page's address. */
  get #private() {
    return "private" in this.dataset;
  }

  /** Parameters of a link bear the calculator's name where the page holds several. */
  get #prefix() {
    const alone = document.querySelectorAll(this.localName).length === 1;
    return alone ? "" : `${this.getAttribute("name")}.`;
  }

  /**
   * Fills in what was typed before. It is asked about when this form comes into view, or at once where Python runs
   * already: whoever only reads does not wait for it.
   *
   * @param {Map<string, unknown>} data by name of the question
   */
  fill(data) {
    if (!put(this.#form, data)) return;
    this.#applyConditions();
    if (status.state === "ready") return this.#changed(0);
    this.#answer.state = "none";
    this.#answer.sayNone();
    this.#inView ??= new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      this.#inView?.disconnect();
      this.#changed(0);
    });
    this.#inView.observe(this);
  }

  // ---- What a person does

  /** @param {Event} event */
  #typed({ target }) {
    if (!isTyped(target)) return;
    this.#typing = target;
    this.#touched.add(target.name);
    this.#changed(PAUSE_MS);
    this.#showProblems();
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
    setTimeout(() => this.#showProblems(), PRESS_MS);
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
    const pressed =
      event.target instanceof Element ? event.target.closest("button, .calculator-summary a, a[data-do=go]") : null;
    if (pressed instanceof HTMLAnchorElement) {
      event.preventDefault();
      return follow(pressed);
    }
    if (!(pressed instanceof HTMLButtonElement)) return;
    switch (pressed.dataset.do) {
      case "start-over":
        return this.#startOver();
      case "retry":
        return this.#askIn(0);
      case "read-as":
        return this.#readAs(pressed);
      case "now":
        return this.#now(pressed);
      case "copy-link":
        return this.#answer.copyLink(this.#link());
    }
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
    if (this.#private) this.#forget();
    else {
      this.#label = "example";
      this.#askIn(0);
      clearTimeout(this.#addressPause);
      history.replaceState(history.state, "", withoutAnswers(form, this.#prefix));
    }
    form.querySelector("input")?.focus();
  }

  /** Shows nothing, as at first. An answer that is on its way is dropped. */
  #forget() {
    clearTimeout(this.#pause);
    this.#turn += 1;
    this.#asked = JSON.stringify(inputs(this.#form));
    this.#problems = [];
    this.#answer.state = "none";
    this.#answer.sayNone();
    this.#showTotals([]);
    this.#showProblems();
  }

  /** @param {HTMLButtonElement} button with the meaning that was chosen for an ambiguous number */
  #readAs(button) {
    const control = button.closest("[data-field]")?.querySelector("input");
    if (!control) return;
    control.value = button.value;
    control.focus();
    this.#changed(0);
  }

  /** @param {HTMLButtonElement} button beside a moment: it becomes the present one, on the reader's own clock */
  #now(button) {
    const control = button.closest("[data-field]")?.querySelector("input");
    const zone = this.#form.elements.namedItem("time_zone");
    if (!control || !(zone instanceof HTMLInputElement)) return;
    const now = new Date();
    control.value = new Date(now.valueOf() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    zone.value = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const changed of [zone, control]) changed.dispatchEvent(new Event("input", { bubbles: true }));
    this.#typing = null;
  }

  // ---- Asking

  /** @param {number} pause in milliseconds before the inputs are taken as they stand */
  #changed(pause) {
    this.#applyConditions();
    clearTimeout(this.#addressPause);
    if (!this.#private) this.#addressPause = setTimeout(() => this.#keepInAddress(), ADDRESS_PAUSE_MS);
    if (JSON.stringify(inputs(this.#form)) === this.#asked && this.#answer.state !== "pending") {
      return this.#showProblems();
    }
    this.#label = "current";
    this.#askIn(pause);
  }

  /** @param {number} pause in milliseconds; what was shown before is no answer from now on */
  #askIn(pause) {
    clearTimeout(this.#pause);
    this.#turn += 1;
    this.#answer.state = "pending";
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
      const answer = await evaluate(question).catch((/** @type {Error} */ failure) => failure);
      if (turn === this.#turn) this.#hear(answer);
    } while (this.#askAgain);
    this.#waiting = false;
  }

  /** @param {Answer | NoAnswer | Error} answer or why there is none */
  #hear(answer) {
    const shown = this.#answer;
    this.#problems = [];
    if (answer instanceof Error) {
      shown.state = "failed";
      shown.sayFailure(answer instanceof CalcFailure ? answer.code : "start_failed");
    } else if ("error" in answer) {
      shown.state = "none";
      this.#problems = answer.errors;
    } else {
      shown.tell(answer);
      shown.state = this.#label;
      // What an order form checks stops nobody: it is said beside the fields, and the answer lists it.
      this.#problems = answer.checks ?? [];
      if (!answer.checks) this.#insisting = false;
    }
    this.#showTotals(answer instanceof Error || "error" in answer ? [] : answer.rows);
    this.#showProblems();
    this.#finishSubmit();
  }

  /** @param {Row[]} rows of the answer */
  #showTotals(rows) {
    for (const lines of this.#form.querySelectorAll("calculator-lines")) {
      if (lines instanceof CalculatorLines) lines.tell(rows);
    }
  }

  #finishSubmit() {
    if (!this.#showSummary) return;
    this.#showSummary = false;
    const summary = part(this, ".calculator-summary", HTMLElement);
    if (summary.hidden) this.#answer.scrollIntoView({ block: "nearest" });
    else summary.focus();
  }

  // ---- What is wrong

  /** Says what is wrong where it is wrong, but never of a field that is still being typed in. */
  #showProblems() {
    const shown = this.#problems.filter((problem) => this.#mayShow(problem));
    showBesideFields(this, shown);
    const refused = this.#answer.state === "none";
    showInSummary(this, this.#insisting && refused ? shown : []);
    if (refused) this.#answer.sayNone(shown[0]?.message);
  }

  /** @param {Problem | Check} problem */
  #mayShow(problem) {
    const { field, error } = problem;
    const missing = "missing" in problem ? problem.missing : error.endsWith("required");
    if (this.#typing && field === this.#typing.name) return false;
    return this.#insisting || !missing || this.#touched.has(field ?? "");
  }

  // ---- The form and its link

  /** Hides the questions that the other answers make idle, and asks them no more. */
  #applyConditions() {
    const form = this.#form;
    for (const place of form.querySelectorAll("[data-only-if]")) {
      if (!(place instanceof HTMLElement)) continue;
      // Conditions name neighbours, in the same line or group.
      const before = place.dataset.field?.replace(/[^.]+$/, "") ?? "";
      const conditions = Object.entries(JSON.parse(place.dataset.onlyIf ?? "{}"));
      const neighbours = Object.fromEntries(conditions.map(([name, allowed]) => [before + name, allowed]));
      const applies = hold(neighbours, new FormData(form));
      place.classList.toggle("calculator-idle", !applies);
      for (const control of place.querySelectorAll("input, textarea")) control.toggleAttribute("disabled", !applies);
    }
  }

  #keepInAddress() {
    history.replaceState(history.state, "", address(this.#form, this.#prefix));
  }

  /** A link to this calculator with what was typed. */
  #link() {
    const link = address(this.#form, this.#prefix);
    link.hash = this.id;
    return link.href;
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {target is Control} whether it is typed in, rather than chosen
 */
function isTyped(target) {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "radio");
}

/** @param {Element} place */
function holdsChanges(place) {
  return [...place.querySelectorAll("input")].some((control) =>
    control.type === "radio" ? control.checked !== control.defaultChecked : control.value !== control.defaultValue,
  );
}

customElements.define("partner-calculator", PartnerCalculator);
