import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { CalculatorLines } from "../../../src/guide_site/calculator/lines.mjs";
import { find } from "../support/page.mjs";
import { control, opened, type } from "./form.mjs";

/** @type {CalculatorLines} */
let lines;
beforeEach(() => {
  opened();
  lines = find("calculator-lines", CalculatorLines);
});

/** What is typed as the items, line by line. */
const items = () => [...lines.querySelectorAll("input[name$=item]")].map((input) => /** @type {any} */ (input).value);
const numbers = () => [...lines.querySelectorAll("legend [data-number]")].map(({ textContent }) => textContent);

/** @param {string} selector @returns {HTMLButtonElement} */
const button = (selector) => find(`calculator-lines ${selector}`, HTMLButtonElement);

/** @param {HTMLElement} pressed */
const press = (pressed) => pressed.dispatchEvent(new Event("click", { bubbles: true }));

describe("The lines of a form", () => {
  test("are counted from one", () => assert.deepEqual(numbers(), ["1", "2"]));

  test("say how they are called, and how few and how many there may be", () => {
    assert.deepEqual([lines.name, lines.least, lines.most], ["lines", 1, 3]);
  });

  test("say what a line that is yet to come will ask", () => {
    assert.deepEqual(
      lines.asked.map(({ name }) => name),
      ["lines.N.item", "lines.N.amount"],
    );
  });

  test("keep what was typed where they become more or fewer", () => {
    type("lines.0.item", "typed");
    lines.resize(3);
    assert.deepEqual(items(), ["typed", "B-200", ""]);
    lines.resize(1);
    assert.deepEqual(items(), ["typed"]);
  });

  test("are never fewer or more than there may be", () => {
    lines.resize(0);
    assert.equal(items().length, 1);
    lines.resize(4);
    assert.equal(items().length, 3);
  });

  test("are those of the example after a reset, whatever was typed, added or removed", () => {
    type("lines.0.item", "typed");
    lines.resize(3);
    lines.reset();
    assert.deepEqual(items(), ["A-100", "B-200"]);
    assert.deepEqual(numbers(), ["1", "2"]);
  });
});

describe("A line that is added", () => {
  test("is the last one, empty, and has names of its own", () => {
    press(button("[data-do=add]"));
    assert.deepEqual(numbers(), ["1", "2", "3"]);
    assert.equal(control("lines.2.item").value, "");
    assert.equal(control("lines.2.item").id, "form-lines-2-item");
    assert.equal(find("fieldset:nth-of-type(3) label", HTMLLabelElement).htmlFor, "form-lines-2-item");
    assert.ok(document.querySelector("[data-field='lines.2.item']"));
  });

  test("is gone to, and is a change of the form", () => {
    let changes = 0;
    find("form", HTMLFormElement).addEventListener("change", () => (changes += 1));
    press(button("[data-do=add]"));
    assert.equal(document.activeElement, control("lines.2.item"));
    assert.equal(changes, 1);
  });

  test("may be the last that there may be: then none can be added", () => {
    assert.equal(button("[data-do=add]").disabled, false);
    press(button("[data-do=add]"));
    assert.equal(button("[data-do=add]").disabled, true);
  });
});

describe("A line that is removed", () => {
  test("leaves the others, counted anew", () => {
    press(button("[data-do=add]"));
    type("lines.2.item", "C-300");
    press(button("fieldset:nth-of-type(2) [data-do=remove]"));
    assert.deepEqual(items(), ["A-100", "C-300"]);
    assert.deepEqual(numbers(), ["1", "2"]);
    assert.equal(control("lines.1.item").value, "C-300");
  });

  test("leads to the line that took its place, or to the last one", () => {
    press(button("[data-do=add]"));
    press(button("fieldset:nth-of-type(1) [data-do=remove]"));
    assert.equal(document.activeElement, control("lines.0.item"));
    press(button("fieldset:nth-of-type(2) [data-do=remove]"));
    assert.equal(document.activeElement, control("lines.0.item"));
  });

  test("may leave the last that there must be: then none can be removed", () => {
    assert.equal(button("[data-do=remove]").disabled, false);
    press(button("[data-do=remove]"));
    assert.equal(button("[data-do=remove]").disabled, true);
  });
});

test("A press beside the buttons changes nothing", () => {
  press(find("legend", HTMLElement));
  assert.deepEqual(items(), ["A-100", "B-200"]);
});

test("Lines that left the page and came back answer a press once", () => {
  const form = find("form", HTMLFormElement);
  lines.remove();
  form.append(lines);
  press(button("[data-do=add]"));
  assert.equal(items().length, 3);
});

describe("Rows that are pasted", () => {
  const typed = () =>
    [...lines.querySelectorAll("fieldset")].map((line) =>
      [...line.querySelectorAll("input")].map((input) => /** @type {any} */ (input).value).join("|"),
    );
  const said = () => find(".calculator-pasted", HTMLElement).textContent;

  /** @param {string} name of the control @param {string} text @returns {boolean} whether the browser pastes it itself */
  function paste(name, text) {
    const event = new Event("paste", { bubbles: true, cancelable: true });
    return control(name).dispatchEvent(Object.assign(event, { clipboardData: { getData: () => text } }));
  }

  test("fill the lines from the field on, and add those that are missing", () => {
    assert.equal(paste("lines.1.item", "C-300\t3\nD-400\t4\n"), false);
    assert.deepEqual(typed(), ["A-100|2", "C-300|3", "D-400|4"]);
    assert.equal(said(), "Filled in: 2.");
  });

  test("change nothing outside the rows and columns pasted over", () => {
    paste("lines.0.amount", "7\n8");
    assert.deepEqual(typed(), ["A-100|7", "B-200|8"]);
  });

  test("are a change of the form, once", () => {
    let changes = 0;
    find("form", HTMLFormElement).addEventListener("change", () => (changes += 1));
    paste("lines.0.item", "C-300\t3\nD-400\t4");
    assert.equal(changes, 1);
  });

  test("are refused where there are more than may be: then nothing changes, and the page says so", () => {
    paste("lines.1.item", "C-300\t3\nD-400\t4\nE-500\t5");
    assert.deepEqual(typed(), ["A-100|2", "B-200|5"]);
    assert.equal(said(), "4 are more than 3.");
  });

  test("leave out columns that have no place, and say so", () => {
    paste("lines.0.item", "C-300\t3\t30.00\nD-400\t4\t40.00");
    assert.deepEqual(typed(), ["C-300|3", "D-400|4"]);
    assert.equal(said(), "Left out: 1.");
  });

  test("are spoken of until something else is done", () => {
    paste("lines.0.item", "C-300\t3\nD-400\t4");
    control("lines.0.item").dispatchEvent(new Event("input", { bubbles: true }));
    assert.equal(said(), "");
  });

  test("are left to the browser where they are a single cell", () => {
    assert.equal(paste("lines.0.item", "C-300\r\n"), true);
    assert.deepEqual(typed(), ["A-100|2", "B-200|5"]);
  });
});

describe("Totals below the lines", () => {
  const total = () => find(".calculator-totals dd", HTMLElement).textContent;

  test("are the rows of the answer by their labels", () => {
    lines.tell([
      { label: "Other", value: "1", rules: [] },
      { label: "Total", value: "12", rules: [] },
    ]);
    assert.equal(total(), "12");
  });

  test("are a dash where there is no answer", () => {
    lines.tell([]);
    assert.equal(total(), "–");
  });
});
