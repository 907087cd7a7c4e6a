// What the bar of a guide and the lists of orders say alike of an order.

import { progress } from "../procedure/progress.mjs";
import { lastChange, word } from "../store/order.mjs";
import { end, next } from "./deadlines.mjs";

/** @import {Procedure, Step} from "../procedure/progress.mjs" */
/** @import {Order} from "../store/order.mjs" */

/** @typedef {Procedure & {title: string, address: string}} Guide */

/**
 * The name that was given to an order, else what tells it from others.
 *
 * @param {Order} order
 * @param {DOMStringMap} words
 */
export function nameOf(order, { unnamed = "" }) {
  const telling = ["po_number", "customer_name"].map((name) => word(order, `data:${name}`));
  return String(word(order, "name") || telling.filter(Boolean).join(", ") || unnamed);
}

/** @param {Step} step */
export function numbered({ number, label }) {
  return `${number} ${label}`.trim();
}

/**
 * The step that comes next.
 *
 * @param {Order} order
 * @param {Guide | undefined} guide
 * @param {DOMStringMap} words
 */
export function nextStep(order, guide, { done = "" }) {
  if (!guide) return "";
  const { next } = progress(order, guide);
  return next ? numbered(next) : done;
}

/**
 * Orders by what is due first, then by what was changed last.
 *
 * @param {Order[]} orders
 * @param {Date} now
 * @param {Record<string, Guide>} guides
 */
export function byUrgency(orders, now, guides) {
  /** @param {Order} order */
  const ahead = (order) => {
    const first = next(order, now, guides[order.guide]);
    return first ? end(first).valueOf() : Number.MAX_VALUE;
  };
  return orders.toSorted((one, other) => ahead(one) - ahead(other) || lastChange(other) - lastChange(one));
}
