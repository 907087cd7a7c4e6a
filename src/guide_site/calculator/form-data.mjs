// What is remembered of controls, in a form or on the page of a guide: each answer under the name of its control.

import { CalculatorLines } from "./lines.mjs";
import { gathered } from "./share.mjs";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

const CONTROLS = "input[name]:not([type=hidden]), textarea[name], select[name]";

/**
 * What a change to a control says.
 *
 * @param {ParentNode} page
 * @param {EventTarget | null} control
 * @returns {[string, unknown] | undefined} its name and the answer; null where it was emptied
 */
export function given(page, control) {
  if (!(control instanceof CalculatorLines || isControl(control)) || !control.name) return undefined;
  // A date that is half typed says nothing yet.
  if (isControl(control) && control.validity.badInput) return undefined;
  const name = control.name.split(".")[0];
  const all = controls(page).filter((one) => one.name.split(".")[0] === name && !one.disabled);
  return [name, gathered(all.filter(isAnswered))[name] ?? null];
}

/**
 * Puts what is remembered into the page. What is not known becomes what it was at first; the control that is being
 * typed in stays as it is.
 *
 * @param {ParentNode} page
 * @param {Map<string, unknown>} data
 * @returns {boolean} whether anything changed
 */
export function put(page, data) {
  for (const lines of page.querySelectorAll("calculator-lines")) {
    if (!(lines instanceof CalculatorLines)) continue;
    const known = data.get(lines.name);
    lines.resize(Array.isArray(known) ? known.length : lines.atFirst);
  }
  const texts = flat(data);
  let changed = false;
  for (const control of controls(page)) {
    const text = texts.get(control.name);
    if (isChosen(control)) {
      const chosen = control.type === "radio" ? control.value === text : text === "true";
      const checked = text === undefined ? control.defaultChecked : chosen;
      changed ||= control.checked !== checked;
      control.checked = checked;
    } else if (control !== document.activeElement) {
      const value = text ?? atFirst(control);
      if (control.value === value) continue;
      control.value = value;
      // A date control takes no text that is no date.
      changed ||= control.value === value;
    }
  }
  return changed;
}

/**
 * The texts of the controls that data fills, by their names.
 *
 * @param {Map<string, unknown>} data
 * @returns {Map<string, string>}
 */
export function flat(data) {
  return new Map([...data].flatMap(([name, value]) => texts(name, value)));
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {[string, string][]}
 */
function texts(name, value) {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([part, inner]) => texts(`${name}.${part}`, inner));
}

/** @param {ParentNode} page */
function controls(page) {
  return [...page.querySelectorAll(CONTROLS)].filter(isControl);
}

/**
 * @param {unknown} target
 * @returns {target is Control}
 */
function isControl(target) {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement} whether it is chosen, rather than filled in
 */
function isChosen(control) {
  return control.type === "radio" || control.type === "checkbox";
}

/** @param {Control} control */
function isAnswered(control) {
  return control.type !== "radio" || (control instanceof HTMLInputElement && control.checked);
}

/** @param {Control} control */
function atFirst(control) {
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  const options = [...control.options];
  return (options.find((option) => option.hasAttribute("selected")) ?? options[0])?.value ?? "";
}
