// The steps of a guide's page: each shows its state, and folds to one line where there is nothing to do in it.

import { clone, filled, part } from "../core/parts.mjs";
import { told } from "./told.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Procedure, Standing, State, Step} from "./progress.mjs" */
/** @import {Words} from "./told.mjs" */

/** @typedef {{when: (at: string) => string}} Manner in which the page writes moments */

const CONTROL = "input:not([type=hidden]), select, textarea, button";
/** @type {Set<State>} */
const FOLDING = new Set(["done", "idle", "maybe", "waiting"]);

/** What the page holds. It does not change while the page is open. */
export class Steps {
  #page;
  #words;
  #patterns;
  #procedure;
  /** @type {Map<string, HTMLElement>} */
  #items;
  /** The line of a step that can fold, by its id. @type {Map<string, HTMLElement>} */
  #lines = new Map();
  /** Steps that a person has opened. @type {Set<string>} */
  #opened = new Set();
  /** The step in which something was said last: it stays as it is until something is said in another. */
  #inHand = "";

  /**
   * @param {HTMLElement} page
   * @param {HTMLElement} patterns also bears the words
   * @param {Procedure} procedure
   */
  constructor(page, patterns, procedure) {
    this.#page = page;
    this.#patterns = patterns;
    this.#words = patterns.dataset;
    this.#procedure = procedure;
    this.#items = new Map(procedure.steps.map(({ id }) => [id, part(page, `#${id}`, HTMLElement)]));
  }

  /**
   * @param {EventTarget | null} box
   * @returns {(Step & {tick: string}) | undefined} the step that it is the tick of
   */
  tickedBy(box) {
    const id = box instanceof HTMLInputElement && box.type === "checkbox" ? box.id : "";
    const step = this.#procedure.steps.find(({ tick }) => tick !== null && id === `tick-${tick}`);
    return /** @type {(Step & {tick: string}) | undefined} */ (step);
  }

  /** @param {Element} place where something was said */
  say(place) {
    const id = place.closest("li.step")?.id ?? "";
    this.#opened.delete(id);
    this.#inHand = id;
  }

  /** Another order, nothing is in hand. */
  forget() {
    this.#opened.clear();
    this.#inHand = "";
  }

  /**
   * Shows or hides what a line stands for.
   *
   * @param {Element} button of a line
   */
  turn(button) {
    const item = button.closest("li.step");
    if (!(item instanceof HTMLElement)) return;
    const open = !item.classList.contains("open");
    if (open) this.#opened.add(item.id);
    else this.#opened.delete(item.id);
    if (!open && this.#inHand === item.id) this.#inHand = "";
    this.#open(item, open);
  }

  /**
   * Opens the step that something stands in.
   *
   * @param {Element} place
   */
  reveal(place) {
    const item = place.closest("li.step");
    if (!(item instanceof HTMLElement) || !FOLDING.has(/** @type {State} */ (item.dataset.state))) return;
    this.#opened.add(item.id);
    this.#open(item, true);
  }

  /**
   * @param {Order | undefined} order
   * @param {{data: Map<string, unknown>, standings: Standing[]}} progress
   * @param {Manner} manner
   */
  show(order, { data, standings }, manner) {
    for (const standing of standings) {
      const { step, state } = standing;
      const item = /** @type {HTMLElement} */ (this.#items.get(step.id));
      item.dataset.state = state;
      if (state === "now") item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
      const said = order && state === "done" ? told(step, order, data, this.#procedure, this.#sayings(manner)) : "";
      this.#showLine(item, standing, said);
    }
  }

  /**
   * @param {Manner} manner
   * @returns {Words}
   */
  #sayings({ when }) {
    return {
      when,
      question: (name) => {
        const question = this.#page.querySelector(`[data-question="${CSS.escape(name)}"]:not(.untitled) > legend`);
        const asked = question?.textContent?.trim() ?? "";
        return asked && !asked.endsWith("?") ? `${asked}:` : asked;
      },
      value: (name, value) => {
        const control = this.#page.querySelector(`[name="${CSS.escape(name)}"]`);
        if (control instanceof HTMLInputElement && /^(date|datetime-local)$/.test(control.type))
          return when(String(value));
        if (control instanceof HTMLInputElement && control.type === "radio") return labelOf(this.#page, name, value);
        return typeof value === "string" ? value : "";
      },
    };
  }

  /**
   * @param {HTMLElement} item
   * @param {Standing} standing
   * @param {string} said of a step that is done
   */
  #showLine(item, { step, state, waitsFor }, said) {
    const folds = FOLDING.has(state);
    const line = this.#lines.get(step.id) ?? (folds ? this.#drawLine(item) : undefined);
    if (!line) return;
    const button = part(line, "button", HTMLButtonElement);
    const hadFocus = document.activeElement === button;
    line.hidden = !folds;
    const first = waitsFor && filled(this.#words.first, { step: `${waitsFor.number} ${waitsFor.label}` });
    const words = { done: said || this.#words.stepDone, idle: step.reason, waiting: first };
    setText(part(line, "[data-text=told]", HTMLElement), words[/** @type {keyof words} */ (state)] ?? "");
    this.#open(item, folds && (this.#opened.has(step.id) || this.#isInHand(item)));
    if (hadFocus && !folds) focusFirst(part(item, ".step-body", HTMLElement));
  }

  /** @param {HTMLElement} item */
  #isInHand(item) {
    const focused = document.activeElement;
    return this.#inHand === item.id || Boolean(focused && item.querySelector(".step-body")?.contains(focused));
  }

  /** @param {HTMLElement} item */
  #drawLine(item) {
    const line = part(clone(this.#patterns, "fold"), ".step-line", HTMLElement);
    const button = part(line, "button", HTMLButtonElement);
    button.id = `${item.id}-fold`;
    button.setAttribute("aria-labelledby", `${button.id} ${item.id}-title`);
    part(item, ".step-title", HTMLElement).after(line);
    this.#lines.set(item.id, line);
    return line;
  }

  /**
   * @param {HTMLElement} item
   * @param {boolean} open
   */
  #open(item, open) {
    item.classList.toggle("open", open);
    const button = this.#lines.get(item.id)?.querySelector("button");
    if (!button) return;
    button.setAttribute("aria-expanded", String(open));
    const { change, show, hide } = this.#words;
    setText(button, (open ? hide : item.dataset.state === "done" ? change : show) ?? "");
  }
}

/**
 * Draws, and keeps what the reader looks at where it is.
 *
 * @param {Element | null} looked at
 * @param {() => void} draw
 */
export function inPlace(looked, draw) {
  const before = looked?.getBoundingClientRect();
  const seen = before && before.height > 0 && before.bottom > 0 && before.top < innerHeight;
  draw();
  const after = seen && looked?.getBoundingClientRect();
  // What is hidden now has no place.
  if (after && after.height > 0 && after.top !== before.top)
    scrollBy({ top: after.top - before.top, behavior: "instant" });
}

/** @param {HTMLElement} place */
export function focusFirst(place) {
  const controls = [...place.querySelectorAll(CONTROL)];
  const first = controls.find((control) => !control.matches(":disabled") && !control.closest("[hidden]"));
  if (first instanceof HTMLElement) first.focus({ preventScroll: true });
}

/**
 * Writes what is not there yet, so that nothing is read out twice.
 *
 * @param {HTMLElement} place
 * @param {string} text
 */
function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * @param {ParentNode} page
 * @param {string} name
 * @param {unknown} value
 */
function labelOf(page, name, value) {
  const option = page.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(String(value))}"]`);
  const label = option instanceof HTMLInputElement ? (option.labels?.[0] ?? null) : null;
  return label?.textContent?.trim() ?? "";
}
