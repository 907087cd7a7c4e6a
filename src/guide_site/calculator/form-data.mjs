// What an order remembers of a form: each answer by the name of its question, whichever form asks it.

import { CalculatorLines } from "./lines.mjs";
import { inputs } from "./share.mjs";

/**
 * What a change to a control says.
 *
 * @param {HTMLFormElement} form
 * @param {Element} control
 * @returns {[string, unknown] | undefined} the name of the question and its answer; null where it was emptied
 */
export function given(form, control) {
  if (!("name" in control) || typeof control.name !== "string" || !control.name) return undefined;
  // A date that is half typed says nothing yet.
  if (control instanceof HTMLInputElement && control.validity.badInput) return undefined;
  const name = control.name.split(".")[0];
  return [name, inputs(form)[name] ?? null];
}

/**
 * Puts what an order remembers into a form. What it does not know becomes what it was at first; the control that
 * is being typed in stays as it is.
 *
 * @param {HTMLFormElement} form
 * @param {Map<string, unknown>} data
 * @returns {boolean} whether anything changed
 */
export function put(form, data) {
  for (const lines of form.querySelectorAll("calculator-lines")) {
    const known = lines instanceof CalculatorLines ? data.get(lines.name) : undefined;
    if (lines instanceof CalculatorLines && Array.isArray(known)) lines.resize(known.length);
  }
  const texts = new Map([...data].flatMap(([name, value]) => flat(name, value)));
  let changed = false;
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) continue;
    if (control.type === "hidden" || control === document.activeElement) continue;
    const text = texts.get(control.name);
    if (control instanceof HTMLInputElement && control.type === "radio") {
      const checked = text === undefined ? control.defaultChecked : control.value === text;
      changed ||= control.checked !== checked;
      control.checked = checked;
    } else {
      const value = text ?? control.defaultValue;
      if (control.value === value) continue;
      control.value = value;
      // A date control takes no text that is no date.
      changed ||= control.value === value;
    }
  }
  return changed;
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {[string, string][]} the texts of the controls that a value fills
 */
function flat(name, value) {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([part, inner]) => flat(`${name}.${part}`, inner));
}
