// The deadlines of the order in hand, each with the time that is left and the rules that it rests on.

import { clone, fill, part } from "../core/parts.mjs";
import { deadlines, end, inWords, manner } from "./deadlines.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Deadline} from "./deadlines.mjs" */

export class PartnerDeadlines extends HTMLElement {
  /** @param {Order | undefined} order */
  show(order) {
    const now = new Date();
    const all = order ? deadlines(order) : [];
    const list = part(this, "ol", HTMLElement);
    list.replaceChildren(...all.map((deadline) => this.#drawn(deadline, now)));
    part(this, ".deadlines-none", HTMLElement).hidden = all.length > 0;
    for (const place of [list, part(this, ".deadlines-buttons", HTMLElement)]) place.hidden = all.length === 0;
  }

  /** Says that no file for a calendar could be made. */
  sayFailed() {
    part(this, ".order-said", HTMLElement).textContent = this.dataset.failed ?? "";
  }

  /**
   * @param {Deadline} deadline
   * @param {Date} now
   */
  #drawn(deadline, now) {
    const locale = this.getAttribute("locale") ?? "en";
    const { when, left } = manner(locale);
    const { label, reasons } = inWords(deadline, locale);
    const drawn = clone(this, "deadline");
    fill(drawn, { label, when: when(deadline.at), left: `(${left(deadline, now)})` });
    part(drawn, "time", HTMLTimeElement).dateTime = deadline.at;
    part(drawn, "li", HTMLElement).classList.toggle("deadline-passed", end(deadline) < now);
    const sources = deadline.rules.map((rule, index) => {
      const source = clone(this, "deadline-source");
      fill(source, { reason: reasons[index] });
      part(source, "a", HTMLAnchorElement).href = `${this.dataset.policies}#figure-${rule.replaceAll(".", "-")}`;
      return source;
    });
    part(drawn, ".deadline-reason", HTMLElement).hidden = sources.length === 0;
    part(drawn, ".deadline-reason > div", HTMLElement).replaceChildren(...sources);
    return drawn;
  }
}

customElements.define("partner-deadlines", PartnerDeadlines);
