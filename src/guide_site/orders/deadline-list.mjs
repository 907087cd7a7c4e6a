// The dates of the order in hand, each with the rules that it rests on.

import { clone, fill, part } from "../core/parts.mjs";
import { deadlines, end, inWords, manner } from "./deadlines.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Deadline} from "./deadlines.mjs" */

export class PartnerDeadlines extends HTMLElement {
  #shown = "";

  /**
   * @param {Order | undefined} order
   * @param {Set<string>} over dates that no longer matter
   */
  show(order, over) {
    const now = new Date();
    const all = order ? deadlines(order, over) : [];
    this.hidden = all.length === 0;
    // A row that is read stays where it is.
    const shown = JSON.stringify([all, all.map((deadline) => end(deadline) < now)]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    part(this, "dl", HTMLElement).replaceChildren(...all.map((deadline, index) => this.#drawn(deadline, index, now)));
  }

  /** Says that no file for a calendar could be made. */
  sayFailed() {
    part(this, ".order-said", HTMLElement).textContent = this.dataset.failed ?? "";
  }

  /**
   * @param {Deadline} deadline
   * @param {number} index
   * @param {Date} now
   */
  #drawn(deadline, index, now) {
    const locale = this.getAttribute("locale") ?? "en";
    const { label, reasons } = inWords(deadline, locale);
    const drawn = clone(this, "deadline");
    fill(drawn, { label, when: manner(locale).named(deadline.at) });
    part(drawn, "time", HTMLTimeElement).dateTime = deadline.at;
    part(drawn, ".deadline", HTMLElement).classList.toggle("deadline-passed", end(deadline) < now);
    const evidence = part(drawn, "[popover]", HTMLElement);
    evidence.id = `deadline-evidence-${index}`;
    part(drawn, "button", HTMLButtonElement).setAttribute("popovertarget", evidence.id);
    const sources = deadline.rules.map((rule, which) => {
      const source = clone(this, "deadline-source");
      fill(source, { reason: reasons[which] });
      part(source, "a", HTMLAnchorElement).href = `${this.dataset.policies}#figure-${rule.replaceAll(".", "-")}`;
      return source;
    });
    part(evidence, ".deadline-sources", HTMLElement).replaceChildren(...sources);
    return drawn;
  }
}

customElements.define("partner-deadlines", PartnerDeadlines);
