// The boxes of a guide's page, and what steps back because it does not apply to the order.

import { clone, fill, filled, part } from "../core/parts.mjs";
import { wordsOf } from "../store/order.mjs";
import { answers, applies, progress } from "./progress.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Conditions} from "./conditions.mjs" */
/** @import {Procedure} from "./progress.mjs" */

/** @typedef {{when: Conditions[], reason: string}} Conditional */

const CHANGED = "step-changed";
const IDLE = "does-not-apply";
const HEADINGS = "h2, h3, h4";
const FIRST_LINE = ":scope > legend, :scope > .admonition-title, :scope > p:has(> label), :scope > label";

/** What the page holds. It does not change while the page is open. */
export class Steps {
  #procedure;
  #conditional;
  #patterns;
  #headings;
  /** @type {Map<string, HTMLInputElement>} */
  #boxes;
  /** Where the progress of a phase stands. @type {Map<string, HTMLElement>} */
  #phases;
  /** Why something steps back. @type {Map<Element, Element>} */
  #notes = new Map();

  /**
   * @param {ParentNode} page
   * @param {ParentNode} patterns
   * @param {Procedure & {conditional: Record<string, Conditional>}} procedure `conditional` names parts of the page
   */
  constructor(page, patterns, { conditional, ...procedure }) {
    this.#procedure = procedure;
    this.#conditional = conditional;
    this.#patterns = patterns;
    this.#headings = [...page.querySelectorAll(HEADINGS)];
    this.#boxes = new Map(procedure.steps.map(({ id }) => [id, part(page, `#tick-${id}`, HTMLInputElement)]));
    const phases = new Set(procedure.steps.map(({ phase }) => phase).filter(Boolean));
    this.#phases = new Map([...phases].map((id) => [id, this.#placeBelow(part(page, `#${id}`, HTMLElement))]));
  }

  /** @param {HTMLElement} heading */
  #placeBelow(heading) {
    const place = part(clone(this.#patterns, "phase"), ".phase-progress", HTMLElement);
    heading.after(place);
    return place;
  }

  /**
   * @param {HTMLInputElement} box
   * @returns the step that it is for, if any
   */
  stepOf(box) {
    return this.#procedure.steps.find(({ id }) => this.#boxes.get(id) === box);
  }

  /**
   * @param {Order | undefined} order
   * @param {string | undefined} said how progress is said
   */
  show(order, said) {
    const ticks = order ? wordsOf(order, "tick") : new Map();
    const answered = answers(order, this.#procedure.questions);
    for (const { id, version, when } of this.#procedure.steps) {
      const box = /** @type {HTMLInputElement} */ (this.#boxes.get(id));
      const ticked = ticks.get(id);
      box.checked = ticked === version;
      box.disabled = !applies(when, answered);
      this.#mark(box, ticked !== undefined && ticked !== version);
    }
    for (const [id, { when }] of Object.entries(this.#conditional)) this.#stepBack(id, !applies(when, answered));
    const done = progress(order, this.#procedure);
    for (const [id, place] of this.#phases) {
      const count = done.phases.get(id) ?? { done: 0, total: 0 };
      place.hidden = !order || count.total === 0;
      place.textContent = filled(said, count);
    }
    return done;
  }

  /** @param {HTMLInputElement} box @param {boolean} changed */
  #mark(box, changed) {
    const item = box.closest("li");
    const mark = item?.querySelector(`:scope > .${CHANGED}`);
    if (!changed) {
      mark?.remove();
      box.removeAttribute("aria-describedby");
    } else if (!mark) {
      const note = part(clone(this.#patterns, "changed"), `.${CHANGED}`, HTMLElement);
      note.id = `${box.id}-changed`;
      box.setAttribute("aria-describedby", note.id);
      if (item) putBelow(item, note);
    }
  }

  /** @param {string} id @param {boolean} idle */
  #stepBack(id, idle) {
    const element = document.getElementById(id);
    if (!element || element.classList.contains(IDLE) === idle) return;
    element.classList.toggle(IDLE, idle);
    this.#notes.get(element)?.remove();
    const { reason } = this.#conditional[id];
    // Below a heading that says so, a step need not say it again.
    if (!idle || this.#reasonAbove(element) === reason) return;
    const drawn = clone(this.#patterns, "idle");
    fill(drawn, { reason });
    const note = part(drawn, ".step-idle", HTMLElement);
    this.#notes.set(element, note);
    putBelow(element, note);
  }

  /** @param {Element} element @returns {string | undefined} what the heading of its section would say */
  #reasonAbove(element) {
    const heading = this.#headings.findLast(
      (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return this.#conditional[heading?.id ?? ""]?.reason;
  }
}

/**
 * Puts a note below the first line of a step, a question or a callout, or below a heading.
 *
 * @param {Element} element
 * @param {Element} note
 */
function putBelow(element, note) {
  const first = element.matches(HEADINGS) ? element : element.querySelector(FIRST_LINE);
  if (first) first.after(note);
  else element.append(note);
}
