// The boxes of a guide's page, and what steps back because it does not apply to the order.

import { clone, fill, filled, part } from "../core/parts.mjs";
import { wordsOf } from "../store/order.mjs";
import { answers, applies, conditions, progress } from "./progress.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Procedure, When} from "./progress.mjs" */

const BOXES = "input[type=checkbox][id^=tick-]";
const CHANGED = "step-changed";
const IDLE = "does-not-apply";
const HEADINGS = "h2, h3, h4";
const FIRST_LINE = ":scope > legend, :scope > .admonition-title, :scope > p:has(> label), :scope > label";

/** What the page holds. It does not change while the page is open. */
export class Steps {
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  /** @type {{element: HTMLElement, when: When[]}[]} */
  #conditional;
  /** @type {Map<string, HTMLElement>} */
  #phases = new Map();
  /** @type {Element[]} */
  #headings;
  /** Why something steps back. @type {Map<Element, Element>} */
  #notes = new Map();

  /** @param {ParentNode} page @param {ParentNode} patterns */
  constructor(page, patterns) {
    this.patterns = patterns;
    this.#headings = [...page.querySelectorAll(HEADINGS)];
    for (const box of page.querySelectorAll(BOXES)) {
      if (box instanceof HTMLInputElement) this.#boxes.set(box.id.replace(/^tick-/, ""), box);
    }
    this.#conditional = [...page.querySelectorAll("[data-when]")]
      .filter((element) => element instanceof HTMLElement)
      .map((element) => ({ element, when: conditions(element) }));
    const questions = [...page.querySelectorAll("[data-question]")].map((question) => [
      question.getAttribute("data-question"),
      conditions(question),
    ]);
    /** @type {Procedure} */
    this.procedure = {
      steps: [...this.#boxes].map(([id, box]) => ({
        id,
        version: box.dataset.version ?? "",
        phase: this.#phaseOf(box),
        when: conditions(box),
      })),
      questions: Object.fromEntries(questions),
    };
  }

  /** @param {Element} box @returns {string} the id of the section that it stands in */
  #phaseOf(box) {
    const headings = [...document.querySelectorAll("article h2[id]")];
    const heading = headings.findLast(
      (heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (!(heading instanceof HTMLElement)) return "";
    if (!this.#phases.has(heading.id)) {
      const place = clone(this.patterns, "phase").firstElementChild;
      if (place instanceof HTMLElement) {
        heading.after(place);
        this.#phases.set(heading.id, place);
      }
    }
    return heading.id;
  }

  /** @param {string} id @returns {string} the words of a step */
  label(id) {
    const label = this.#boxes.get(id)?.labels?.[0]?.cloneNode(true);
    if (!(label instanceof HTMLElement)) return "";
    for (const mark of label.querySelectorAll(".certainty")) mark.remove();
    return (label.textContent ?? "").replaceAll("[]", "").replaceAll(/\s+/g, " ").trim();
  }

  /**
   * @param {Order | undefined} order
   * @param {string | undefined} said how progress is said
   */
  show(order, said) {
    const ticks = order ? wordsOf(order, "tick") : new Map();
    const answered = answers(order, this.procedure.questions);
    for (const { id, version, when } of this.procedure.steps) {
      const box = /** @type {HTMLInputElement} */ (this.#boxes.get(id));
      const ticked = ticks.get(id);
      box.checked = ticked === version;
      box.disabled = !applies(when, answered);
      this.#mark(box, ticked !== undefined && ticked !== version);
    }
    for (const { element, when } of this.#conditional) this.#stepBack(element, !applies(when, answered));
    const done = progress(order, this.procedure);
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
      const note = part(clone(this.patterns, "changed"), `.${CHANGED}`, HTMLElement);
      note.id = `${box.id}-changed`;
      box.setAttribute("aria-describedby", note.id);
      if (item) putBelow(item, note);
    }
  }

  /** @param {HTMLElement} element @param {boolean} idle */
  #stepBack(element, idle) {
    if (element.classList.contains(IDLE) === idle) return;
    element.classList.toggle(IDLE, idle);
    this.#notes.get(element)?.remove();
    const reason = element.getAttribute("data-reason") ?? "";
    // Below a heading that says so, a step need not say it again.
    if (!idle || this.#headingOf(element)?.getAttribute("data-reason") === reason) return;
    const drawn = clone(this.patterns, "idle");
    fill(drawn, { reason });
    const note = part(drawn, ".step-idle", HTMLElement);
    this.#notes.set(element, note);
    putBelow(element, note);
  }

  /** @param {Element} element @returns {Element | undefined} the heading of the section that it stands in */
  #headingOf(element) {
    return this.#headings.findLast(
      (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
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
