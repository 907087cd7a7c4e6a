// A form with a question of every kind.

import { find, show } from "../support/page.mjs";

const FORM = `
  <form>
    <input type="hidden" name="basis" value="list">
    <input type="text" name="amount" required maxlength="10" value="100.00">
    <input type="text" name="note" value="none">
    <textarea name="remark"></textarea>
    <input type="date" name="day">
    <input type="datetime-local" name="moment">
    <fieldset>
      <input type="radio" name="channel" required value="email" checked>
      <input type="radio" name="channel" required value="web_shop">
    </fieldset>
    <fieldset>
      <input type="radio" name="agreed" data-kind="yes_no" value="true">
      <input type="radio" name="agreed" data-kind="yes_no" value="false">
    </fieldset>
    <input type="text" name="end_user.name">
    <calculator-lines name="lines" data-least="1" data-most="3" data-pasted="Filled in: {count}."
      data-left-out="Left out: {count}." data-no-room="{count} are more than {most}.">
      ${line(0, "A-100", "2")}${line(1, "B-200", "5")}
      <template>${line("N")}</template>
      <dl class="calculator-totals"><div><dt>Total</dt><dd>7</dd></div></dl>
      <button type="button" data-do="add">Add a line</button>
      <p class="calculator-pasted"></p>
    </calculator-lines>
    <button type="submit" name="go" value="x">Answer</button>
  </form>`;

/** @param {number | string} index @param {string} [item] @param {string} [amount] */
function line(index, item = "", amount = "") {
  return `<fieldset>
    <legend>Line <span data-number></span></legend>
    <div data-field="lines.${index}.item">
      <label for="form-lines-${index}-item">Item</label>
      <input type="text" id="form-lines-${index}-item" name="lines.${index}.item" value="${item}">
    </div>
    <input type="text" name="lines.${index}.amount" required value="${amount}">
    <button type="button" data-do="remove">Remove line <span data-number></span></button>
  </fieldset>`;
}

/** What a form asks for that is as at first. */
export const AT_FIRST = {
  basis: "list",
  amount: "100.00",
  note: "none",
  channel: "email",
  end_user: {},
  lines: [
    { item: "A-100", amount: "2" },
    { item: "B-200", amount: "5" },
  ],
};

/** @param {string} [address] of the page */
export function opened(address) {
  show(FORM, address);
  return find("form", HTMLFormElement);
}

/** @param {string} name @param {string} value */
export function type(name, value) {
  control(name).value = value;
}

/** @param {string} name @param {string} value */
export function choose(name, value) {
  find(`[name="${name}"][value="${value}"]`, HTMLInputElement).checked = true;
}

/** @param {string} name */
export function control(name) {
  return /** @type {HTMLInputElement} */ (find(`input[name="${name}"], textarea[name="${name}"]`, HTMLElement));
}

/**
 * Lets a date stand half typed, as only a person can leave it.
 *
 * @param {string} name
 */
export function typeHalf(name) {
  control(name).value = "";
  Object.defineProperty(control(name), "validity", { value: { badInput: true } });
}
