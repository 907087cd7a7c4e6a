// Lines of a form that a person adds, removes and pastes from a spreadsheet: all alike, numbered from one.

import { linesIn } from "./rows.mjs";

/** @import {Row} from "../../../runtime/page/answer.d.ts" */

const NOTHING = "–";

/** Fires a bubbling "change" event when a line comes or goes or is pasted. The name of a control is `<name>.<index>.<part>`. */
export class CalculatorLines extends HTMLElement {
  #listening = new AbortController();
  /** The lines of the worked example. @type {Node[] | undefined} */
  #first;

  connectedCallback() {
    this.#first ??= this.#lines.map((line) => line.cloneNode(true));
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("paste", (event) => this.#paste(event), { signal });
    // What was said of rows that were pasted is about the last change only.
    this.addEventListener("input", () => this.#say(""), { signal });
    this.#number();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  /** The name in a request and in a link. */
  get name() {
    return this.getAttribute("name") ?? "";
  }

  /** How few lines there may be. */
  get least() {
    return Number(this.dataset.least);
  }

  /** How many lines there may be. */
  get most() {
    return Number(this.dataset.most);
  }

  /** How many lines there are in the worked example, or before anything is filled in. */
  get atFirst() {
    return this.#first?.length ?? 0;
  }

  /** The controls of a line that is yet to come. */
  get asked() {
    return [...(this.querySelector("template")?.content.querySelectorAll("input") ?? [])];
  }

  /** @param {number} count how many lines there shall be; those that are there keep what was typed */
  resize(count) {
    while (this.#lines.length > Math.max(this.least, count)) this.#lines.at(-1)?.remove();
    while (this.#lines.length < Math.min(count, this.most)) this.#append();
    this.#number();
  }

  /** Brings back the lines of the worked example. */
  reset() {
    for (const line of this.#lines) line.remove();
    const lines = (this.#first ?? []).map((line) => line.cloneNode(true));
    this.querySelector(":scope > template")?.before(...lines);
    this.#say("");
    this.#number();
  }

  /**
   * Shows the totals of an answer below the lines; a dash where the answer has none.
   *
   * @param {Row[]} rows of the answer
   */
  tell(rows) {
    for (const total of this.querySelectorAll(".calculator-totals > div")) {
      const [label, value] = total.children;
      value.textContent = rows.find((row) => row.label === label.textContent)?.value ?? NOTHING;
    }
  }

  get #lines() {
    return [...this.children].filter((child) => child instanceof HTMLFieldSetElement);
  }

  /** @param {MouseEvent} event */
  #click({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    this.#say("");
    const removed = this.#lines.findIndex((line) => line.contains(button));
    if (removed === -1) this.#append();
    else this.#lines[removed].remove();
    this.#number();
    // The button that was pressed may be gone: go on where the lines changed.
    const at = removed === -1 ? this.#lines.length - 1 : Math.min(removed, this.#lines.length - 1);
    const next = (this.#lines[at] ?? this).querySelector("input, [data-do=add]");
    if (next instanceof HTMLElement) next.focus();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const { target, clipboardData } = event;
    const at = this.#lines.findIndex((line) => target instanceof Node && line.contains(target));
    const rows = linesIn(clipboardData?.getData("text/plain") ?? "");
    const cells = Math.max(...rows.map((row) => row.length));
    // A single cell goes where any text goes.
    if (at === -1 || (rows.length === 1 && cells === 1)) return;
    event.preventDefault();
    if (at + rows.length > this.most) {
      return this.#say(this.dataset.noRoom, { most: this.most, count: at + rows.length });
    }
    if (at + rows.length > this.#lines.length) this.resize(at + rows.length);
    const from = typedIn(this.#lines[at]).indexOf(/** @type {any} */ (target));
    for (const [index, row] of rows.entries()) fill(typedIn(this.#lines[at + index]).slice(from), row);
    const left = cells - (typedIn(this.#lines[at]).length - from);
    if (left > 0) this.#say(this.dataset.leftOut, { count: left });
    else this.#say(this.dataset.pasted, { count: rows.length });
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /**
   * @param {string} [words]
   * @param {Record<string, number>} [values]
   */
  #say(words = "", values = {}) {
    const place = this.querySelector(".calculator-pasted");
    const said = words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
    if (place && place.textContent !== said) place.textContent = said;
  }

  #append() {
    const pattern = this.querySelector("template");
    const line = pattern?.content.cloneNode(true);
    if (line) this.insertBefore(line, pattern);
  }

  #number() {
    const lines = this.#lines;
    lines.forEach((line, index) => {
      for (const shown of line.querySelectorAll("[data-number]")) shown.textContent = String(index + 1);
      for (const element of line.querySelectorAll("*")) this.#rename(element, index);
    });
    for (const button of this.querySelectorAll("button")) {
      button.disabled = button.dataset.do === "add" ? lines.length >= this.most : lines.length <= this.least;
    }
  }

  /**
   * @param {Element} element
   * @param {number} index
   */
  #rename(element, index) {
    const place = new RegExp(`(${this.name})([.-])[0-9N]+\\2`);
    for (const attribute of ["id", "for", "name", "aria-describedby", "data-field"]) {
      const old = element.getAttribute(attribute);
      if (old) element.setAttribute(attribute, old.replace(place, `$1$2${index}$2`));
    }
  }
}

/**
 * @param {Element} line
 * @returns {HTMLInputElement[]} its columns: what is typed in it, rather than chosen
 */
function typedIn(line) {
  return [...line.querySelectorAll("input")].filter(({ type }) => type !== "radio");
}

/**
 * @param {HTMLInputElement[]} controls
 * @param {string[]} row
 */
function fill(controls, row) {
  for (const [index, control] of controls.slice(0, row.length).entries()) control.value = row[index];
}

customElements.define("calculator-lines", CalculatorLines);
