// An order in a list: its name, its guide, what comes next and by when.

import { clone, fill, part } from "../core/parts.mjs";
import { due, manner } from "./deadlines.mjs";
import { ahead, nameOf, numbered } from "./summary.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Guide} from "./summary.mjs" */

/**
 * @param {HTMLElement} list with the pattern of a line, and the words
 * @param {Order} order
 * @param {Guide | undefined} guide none where this site has it not
 * @returns {HTMLElement}
 */
export function drawOrder(list, order, guide) {
  const line = part(clone(list, "order"), "li", HTMLLIElement);
  line.dataset.id = order.id;
  const { step } = ahead(order, guide, new Date());
  fill(line, {
    name: nameOf(order, list.dataset),
    guide: guide?.title ?? list.dataset.goneGuide,
    next: step ? numbered(step) : guide && list.dataset.done,
  });
  part(line, ".order-next", HTMLElement).hidden = !guide;
  const link = part(line, "a", HTMLAnchorElement);
  if (guide) link.href = `${guide.address}?order=${order.id}`;
  else link.removeAttribute("href");
  showDue(line, order, guide, list.getAttribute("locale") ?? "en");
  return line;
}

/**
 * @param {HTMLElement} line
 * @param {Order} order
 * @param {Guide | undefined} guide
 * @param {string} locale
 */
export function showDue(line, order, guide, locale) {
  const { date } = ahead(order, guide, new Date());
  const place = part(line, "[data-text=due]", HTMLElement);
  place.hidden = !date;
  place.textContent = date ? due(date, locale, manner(locale)) : "";
}
