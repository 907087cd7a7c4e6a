// What the bar of a guide and a card in the list say alike of an order. `parts.py` draws the places.

import { filled, part } from "../core/parts.mjs";
import { word } from "../store/order.mjs";
import { inWords, manner, next } from "./deadlines.mjs";

/** @import {Count} from "../procedure/progress.mjs" */
/** @import {Order} from "../store/order.mjs" */

/**
 * @param {Order} order
 * @param {DOMStringMap} words
 */
export function nameOf(order, { unnamed = "" }) {
  return String(word(order, "name") || unnamed);
}

/**
 * @param {ParentNode} place
 * @param {Count | undefined} count none where nobody knows the steps
 * @param {DOMStringMap} words
 */
export function showProgress(place, count, words) {
  const bar = part(place, "progress", HTMLProgressElement);
  bar.max = Math.max(1, count?.total ?? 1);
  bar.value = count?.done ?? 0;
  const said = count && filled(words.progress, { done: count.done, total: count.total });
  part(place, "[data-text=progress]", HTMLElement).textContent = said ?? "";
}

/**
 * Shows the first deadline that has not passed, if there is one.
 *
 * @param {ParentNode} place
 * @param {Order | undefined} order
 * @param {string} locale
 */
export function showDue(place, order, locale) {
  const now = new Date();
  const ahead = order && next(order, now);
  part(place, ".order-due", HTMLElement).hidden = !ahead;
  if (!ahead) return;
  const { when, left } = manner(locale);
  const said = `${inWords(ahead, locale).label}: ${when(ahead.at)} (${left(ahead, now)})`;
  part(place, "[data-text=due]", HTMLElement).textContent = said;
}
