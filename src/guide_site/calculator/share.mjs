// What was typed, as a request has it and as a link has it.

import { CalculatorLines } from "./lines.mjs";

// A browser empties a date that it cannot read. It must be refused then, not taken for one that was left out.
const UNREADABLE = "?";

/** @type {Record<string, RegExp>} */
const WRITTEN = {
  date: /^\d{4}-\d\d-\d\d$/,
  "datetime-local": /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/,
};

/**
 * The inputs of a request. What is empty or does not apply is left out.
 *
 * @param {HTMLFormElement} form
 * @returns {Record<string, unknown>}
 */
export function inputs(form) {
  return gathered(answered(form));
}

/**
 * What controls say, nested as their names are.
 *
 * @param {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[]} controls
 * @returns {Record<string, unknown>}
 */
export function gathered(controls) {
  /** @type {Record<string, any>} */
  const given = {};
  for (const control of controls) {
    const path = control.name.split(".");
    const last = path.pop() ?? "";
    let place = given;
    path.forEach((part, depth) => {
      // A number names one of several lines.
      place = place[part] ??= /^\d+$/.test(path[depth + 1] ?? last) ? [] : {};
    });
    const value = typed(control);
    if (control instanceof HTMLInputElement && control.type === "checkbox") place[last] = control.checked;
    else if (value !== "") place[last] = control.dataset.kind === "yes_no" ? value === "true" : value;
  }
  return given;
}

/**
 * Puts what the page's address says of a form into it. A value that does not fit is left out, and what a link
 * does not say is asked again, never assumed from the worked example.
 *
 * @param {HTMLFormElement} form
 * @param {string} prefix of this form's parameters
 * @returns {boolean} whether the address says anything of it
 */
export function read(form, prefix) {
  const parameters = new URLSearchParams(location.search);
  const said = saidOf(form, prefix);
  if (![...parameters.keys()].some(said)) return false;

  for (const lines of linesOf(form)) lines.resize(count(parameters, `${prefix}${lines.name}.`));
  const asked = controls(form).filter(({ type }) => type !== "hidden");
  for (const control of asked) {
    if (fromExample(control)) clear(control);
    const value = parameters.get(prefix + control.name);
    if (value === null) continue;
    if (control.type === "radio") control.checked ||= control.value === value;
    else if (fits(control, value)) control.value = value;
  }
  return true;
}

/**
 * The page's address, saying what was typed: all that the example had to fill in, and what is not as at first.
 *
 * @param {HTMLFormElement} form
 * @param {string} prefix
 * @returns {URL}
 */
export function address(form, prefix) {
  const url = withoutAnswers(form, prefix);
  for (const control of answered(form)) {
    if (control.type === "hidden" || !(fromExample(control) || changed(control))) continue;
    const value = typed(control);
    if (value !== "") url.searchParams.append(prefix + control.name, value);
  }
  return url;
}

/**
 * The page's address, saying nothing of this form.
 *
 * @param {HTMLFormElement} form
 * @param {string} prefix
 * @returns {URL}
 */
export function withoutAnswers(form, prefix) {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()].filter(saidOf(form, prefix))) url.searchParams.delete(key);
  return url;
}

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLInputElement[]} every control that a person answers, or the page for them
 */
function controls(form) {
  const answers = [...form.elements].filter((element) => element.matches("input, textarea"));
  // A textarea is never chosen, and else it does what an input does.
  return /** @type {HTMLInputElement[]} */ (answers);
}

/** @param {HTMLFormElement} form */
function linesOf(form) {
  return [...form.querySelectorAll("calculator-lines")].filter((lines) => lines instanceof CalculatorLines);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} prefix
 * @returns {(key: string) => boolean} whether a parameter is one of this form's, or of a line that it may have
 */
function saidOf(form, prefix) {
  const asked = controls(form).filter(({ type }) => type !== "hidden");
  const ofLines = linesOf(form).flatMap((lines) => lines.asked);
  const ours = new Set([...asked, ...ofLines].map(({ name }) => unnumbered(prefix + name)));
  return (key) => ours.has(unnumbered(key));
}

/** @param {HTMLFormElement} form */
function answered(form) {
  return controls(form).filter((control) => !control.disabled && (control.type !== "radio" || control.checked));
}

/** @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} control */
function typed(control) {
  return control.validity.badInput ? UNREADABLE : control.value;
}

/**
 * @param {HTMLInputElement} control
 * @param {string} value
 */
function fits({ type, maxLength }, value) {
  const written = WRITTEN[type];
  if (!written) return maxLength === -1 || value.length <= maxLength;
  // A control for dates would complain on the console of a day that does not exist.
  const moment = new Date(type === "date" ? value : `${value}Z`);
  return written.test(value) && Number.isFinite(moment.valueOf()) && moment.toISOString().startsWith(value);
}

/** @param {HTMLInputElement} control whose first value may be one of the worked example, not a default */
function fromExample({ required, name }) {
  return required || unnumbered(name) !== name;
}

/** @param {HTMLInputElement} control */
function changed(control) {
  return control.type === "radio" ? !control.defaultChecked : control.value !== control.defaultValue;
}

/** @param {HTMLInputElement} control */
function clear(control) {
  if (control.type === "radio") control.checked = false;
  else control.value = "";
}

/** @param {string} name */
function unnumbered(name) {
  return name.replace(/\.\d+\./, ".N.");
}

/**
 * @param {URLSearchParams} parameters
 * @param {string} start of the names that are counted
 */
function count(parameters, start) {
  const indexes = [...parameters.keys()]
    .filter((key) => key.startsWith(start))
    .map((key) => Number.parseInt(key.slice(start.length), 10))
    .filter((index) => index >= 0);
  return Math.max(-1, ...indexes) + 1;
}
