// The ticks of a guide's page, each with the time that it says.

import { clone, part } from "../core/parts.mjs";
import { isDay, ticking } from "./ticks.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Procedure, Standing} from "./progress.mjs" */
/** @import {Manner} from "./steps.mjs" */

const CHANGED = "step-changed";

export class TickTimes {
  #page;
  #patterns;
  #procedure;

  /**
   * @param {ParentNode} page
   * @param {HTMLElement} patterns also bears the words
   * @param {Procedure} procedure
   */
  constructor(page, patterns, procedure) {
    this.#page = page;
    this.#patterns = patterns;
    this.#procedure = procedure;
    for (const { tick } of procedure.steps) {
      if (tick) this.#drawTime(part(page, `#tick-${tick}`, HTMLInputElement), procedure.moments[tick]);
    }
  }

  /**
   * The time, and where it is a moment of the order the field that changes it.
   *
   * @param {HTMLInputElement} box
   * @param {string | undefined} moment
   */
  #drawTime(box, moment) {
    const place = part(/** @type {HTMLElement} */ (box.parentElement), ".tick-time", HTMLElement);
    place.hidden = true;
    place.replaceChildren(document.createElement("time"));
    if (!moment || this.#page.querySelector(`[name="${CSS.escape(moment)}"]`)) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: this.#patterns.dataset.change ?? "" });
    button.dataset.do = "change-time";
    button.setAttribute("aria-expanded", "false");
    const label = box.labels?.[0]?.textContent?.trim() ?? "";
    button.setAttribute("aria-label", `${button.textContent}: ${label}`);
    const input = document.createElement("input");
    Object.assign(input, { type: isDay(moment) ? "date" : "datetime-local", id: `field-${moment}`, name: moment });
    input.setAttribute("aria-label", label);
    const field = document.createElement("span");
    Object.assign(field, { className: "calculator-field", hidden: true });
    field.dataset.field = moment;
    field.append(input);
    place.append(" ", button, " ", field);
  }

  /**
   * Shows or hides the field of a time.
   *
   * @param {Element} button
   */
  turn(button) {
    const field = part(/** @type {Element} */ (button.closest(".tick-time")), "[data-field]", HTMLElement);
    field.hidden = !field.hidden;
    button.setAttribute("aria-expanded", String(!field.hidden));
    if (!field.hidden) part(field, "input", HTMLInputElement).focus();
  }

  /**
   * @param {Order | undefined} order
   * @param {{data: Map<string, unknown>, standings: Standing[]}} progress
   * @param {Manner} manner
   */
  show(order, { data, standings }, { when }) {
    for (const { step, state, changed } of standings) {
      if (!step.tick) continue;
      const box = part(this.#page, `#tick-${step.tick}`, HTMLInputElement);
      box.checked = state === "done";
      this.#mark(box, changed);
      const at = order && box.checked ? ticking(step, order, data, this.#procedure) : undefined;
      const place = part(/** @type {HTMLElement} */ (box.parentElement), ".tick-time", HTMLElement);
      place.hidden = !at;
      const time = part(place, "time", HTMLTimeElement);
      time.dateTime = at ?? "";
      time.textContent = at ? when(at) : "";
    }
  }

  /** @param {HTMLInputElement} box @param {boolean} changed */
  #mark(box, changed) {
    const note = this.#page.querySelector(`#${CSS.escape(box.id)}-changed`);
    if (!changed) {
      note?.remove();
      box.removeAttribute("aria-describedby");
    } else if (!note) {
      const drawn = part(clone(this.#patterns, "changed"), `.${CHANGED}`, HTMLElement);
      drawn.id = `${box.id}-changed`;
      box.setAttribute("aria-describedby", drawn.id);
      box.parentElement?.before(drawn);
    }
  }
}
