// What is wrong with a form, beside the fields and in a summary above them.

import { clone, part } from "../core/parts.mjs";

/** @import {Problem} from "../../../runtime/page/answer.d.ts" */

/**
 * Says each problem beside its field, and takes back what was said before.
 *
 * @param {ParentNode} calculator
 * @param {Problem[]} problems
 */
export function showBesideFields(calculator, problems) {
  for (const place of calculator.querySelectorAll("[data-field]")) {
    const problem = problems.find(({ field }) => field === place.getAttribute("data-field"));
    const error = place.querySelector(":scope > .calculator-error") ?? (problem && draw(place));
    if (!(error instanceof HTMLElement)) continue;
    // What is said already stays, and keeps the focus that may be on it.
    if (error.hidden ? !problem : problem?.message === error.firstElementChild?.textContent) continue;

    const control = controlOf(place);
    error.hidden = !problem;
    error.replaceChildren(...(problem ? said(calculator, problem) : []));
    const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error.id);
    const described = problem ? [...others, error.id] : others;
    if (described.length > 0) control.setAttribute("aria-describedby", described.join(" "));
    else control.removeAttribute("aria-describedby");
    // A group of lines cannot be invalid itself.
    if (!problem) control.removeAttribute("aria-invalid");
    else if (!control.matches("fieldset:not([role])")) control.setAttribute("aria-invalid", "true");
  }
}

/**
 * Lists problems above the form, each with the way to its field.
 *
 * @param {ParentNode} calculator
 * @param {Problem[]} problems
 */
export function showInSummary(calculator, problems) {
  const summary = part(calculator, ".calculator-summary", HTMLElement);
  summary.hidden = problems.length === 0;
  part(summary, "ul", HTMLElement).replaceChildren(
    ...problems.map(({ field, message }) => {
      const item = document.createElement("li");
      const place = calculator.querySelector(`[data-field="${CSS.escape(field ?? "")}"]`);
      if (!place) {
        item.textContent = message;
        return item;
      }
      const link = document.createElement("a");
      link.href = `#${controlOf(place).id}`;
      link.textContent = message;
      item.append(link);
      return item;
    }),
  );
}

/**
 * Goes to the field that a link of the summary names, wherever it is folded away.
 *
 * @param {HTMLAnchorElement} link
 */
export function follow(link) {
  const target = document.getElementById(link.hash.slice(1));
  const folded = target?.closest("details");
  if (folded) folded.open = true;
  const control = target?.matches("fieldset, div") ? target.querySelector("input") : target;
  control?.focus();
}

/**
 * The place for what is wrong: below a field, and above the parts of a group.
 *
 * @param {Element} place of a question
 */
function draw(place) {
  const error = document.createElement("div");
  error.className = "calculator-error";
  error.id = `${controlOf(place).id}-error`;
  error.hidden = true;
  const above = place.querySelector(":scope > .calculator-help") ?? place.querySelector(":scope > legend");
  if (place.matches("fieldset")) above?.after(error);
  else place.append(error);
  return error;
}

/** @param {Element} place of a question */
function controlOf(place) {
  return place.matches("fieldset") ? place : part(place, "input, textarea, select", HTMLElement);
}

/**
 * @param {ParentNode} calculator
 * @param {Problem} problem in words, with a button for each meaning of an ambiguous number
 */
function said(calculator, { message, readings = [] }) {
  const words = document.createElement("p");
  words.textContent = message;
  const buttons = readings.map(({ input, text }) => {
    const button = part(clone(calculator, "reading"), "button", HTMLButtonElement);
    button.value = input;
    button.textContent = text;
    return button;
  });
  return [words, ...buttons];
}
