// What the calculators say about an order, where the guide's page has a place for it: answers, texts that are ready to
// send, and what is wrong beside its field.

import { showDraft } from "../calculator/draft.mjs";
import { showBesideFields } from "../calculator/problems.mjs";
import { part } from "../core/parts.mjs";

/** @import {Answer, Check, NoAnswer, Notice, Problem} from "../../../runtime/page/answer.d.ts" */

// A press on a button takes the focus from a field, and must end on the button before an error moves it away.
const PRESS_MS = 250;
const PLACES = "partner-answer, partner-text";

export class Answers {
  #page;
  /** @type {Map<string, (Problem | Check)[]>} */
  #problems = new Map();
  /** Names of the controls that a person has typed in. @type {Set<string>} */
  #touched = new Set();
  /** The control that is being typed in: nothing is said against it yet. @type {EventTarget | null} */
  #typing = null;

  /** @param {HTMLElement} page */
  constructor(page) {
    this.#page = page;
  }

  /** Another order is in hand. */
  forget() {
    this.#touched.clear();
    this.#problems.clear();
    this.#showProblems();
  }

  /** @param {EventTarget | null} control */
  typed(control) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return;
    if (control.type !== "radio" && control.type !== "checkbox") this.#typing = control;
    this.#touched.add(control.name);
  }

  /** @param {EventTarget | null} control that the focus has left */
  left(control) {
    if (control !== this.#typing) return;
    this.#typing = null;
    setTimeout(() => this.#showProblems(), PRESS_MS);
  }

  /** @param {string[]} calculators whose answers are awaited */
  await(calculators) {
    for (const place of this.#page.querySelectorAll(PLACES)) {
      place.toggleAttribute("aria-busy", false);
      if (calculators.includes(place.getAttribute("name") ?? "")) place.setAttribute("aria-busy", "true");
    }
  }

  /**
   * @param {string} calculator
   * @param {Answer | NoAnswer} answer
   */
  show(calculator, answer) {
    const refused = "error" in answer;
    this.#problems.set(calculator, refused ? answer.errors : (answer.checks ?? []));
    for (const place of this.#page.querySelectorAll(PLACES)) {
      if (!(place instanceof HTMLElement) || place.getAttribute("name") !== calculator) continue;
      if (place.matches("partner-text")) {
        if (!refused) showText(place, answer);
      } else {
        place.hidden = refused;
        if (!refused) replace(place, [paragraph("answer-headline", answer.headline), ...notices(answer.notices)]);
      }
    }
    this.#showProblems();
  }

  /**
   * Takes the meaning that was chosen for an ambiguous number, as if it had been typed.
   *
   * @param {HTMLButtonElement} button
   */
  readAs(button) {
    const control = button.closest("[data-field]")?.querySelector("input");
    if (!control) return;
    control.value = button.value;
    control.focus();
    control.dispatchEvent(new Event("input", { bubbles: true }));
    this.#typing = null;
  }

  #showProblems() {
    showBesideFields(
      this.#page,
      [...this.#problems.values()].flat().filter((problem) => this.#mayShow(problem)),
    );
  }

  /** @param {Problem | Check} problem */
  #mayShow(problem) {
    const { field, error } = problem;
    if (this.#typing instanceof Element && field === this.#typing.getAttribute("name")) return false;
    const missing = "missing" in problem ? problem.missing : error.endsWith("required");
    return !missing || this.#touched.has(field ?? "");
  }
}

/**
 * The text as it stands now, and what is missing or wrong in it.
 *
 * @param {HTMLElement} place
 * @param {Answer} answer of a form
 */
function showText(place, { draft, checks = [], notices: warnings }) {
  if (draft) showDraft(place, draft);
  for (const list of place.querySelectorAll("[data-checks]")) {
    const found = checks.filter(({ missing }) => missing === (list.getAttribute("data-checks") === "missing"));
    list.toggleAttribute("hidden", found.length === 0);
    replace(part(list, "ul", HTMLElement), found.map(checked));
  }
  const warned = place.querySelector(".answer-notices");
  if (warned) replace(warned, notices(warnings));
}

/** @param {Check} check with the way to its field, where the page asks it. Of what is missing, its name says enough */
function checked({ field, message, missing }) {
  const item = document.createElement("li");
  const control = controlFor(field ?? "");
  if (!control) {
    item.textContent = message;
    return item;
  }
  const link = document.createElement("a");
  const name = control instanceof HTMLInputElement ? control.labels?.[0] : control.querySelector("legend");
  Object.assign(link, { href: `#${control.id}`, textContent: (missing && name?.textContent?.trim()) || message });
  link.dataset.do = "go";
  item.append(link);
  return item;
}

/** @param {string} field */
function controlFor(field) {
  return (
    document.getElementById(`field-${field.replaceAll(".", "-")}`) ??
    document.querySelector(`[data-question="${CSS.escape(field)}"]`)
  );
}

/** @param {Notice[]} warnings */
function notices(warnings) {
  return warnings.map(({ text }) => paragraph("answer-notice", text));
}

/**
 * @param {string} name
 * @param {string} text
 */
function paragraph(name, text) {
  const words = document.createElement("p");
  Object.assign(words, { className: name, textContent: text });
  return words;
}

/**
 * Puts new content where it says something new: a live region would say the same again.
 *
 * @param {Element} place
 * @param {Element[]} content
 */
function replace(place, content) {
  const same =
    content.length === place.children.length && content.every((one, i) => one.isEqualNode(place.children[i]));
  if (!same) place.replaceChildren(...content);
}

/**
 * Copies the text of a place, or selects it where the browser does not let a page copy.
 *
 * @param {HTMLElement} place
 */
export async function copyText(place) {
  const text = part(place, "[data-text=body]", HTMLElement);
  const said = part(place, "[role=status]", HTMLElement);
  try {
    await navigator.clipboard.writeText(text.textContent ?? "");
    said.textContent = place.dataset.textCopied ?? "";
  } catch {
    for (const folded of place.querySelectorAll("details")) folded.open = true;
    getSelection()?.selectAllChildren(text);
    said.textContent = place.dataset.notCopied ?? "";
  }
}
