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
 * What comes next, and by when.
 *
 * @param {Order} order
 * @param {Guide | undefined} guide none where this site has it not
 * @param {Date} now
 */
export function ahead(order, guide, now) {
  const { next: step, over } = guide ? progress(order, guide) : { next: undefined, over: new Set() };
  return { step, over, date: next(order, now, over) };
}

/**
 * Orders by what is due first, then by what was changed last.
 *
 * @param {Order[]} orders
 * @param {Record<string, Guide>} guides
 * @param {Date} now
 */
export function byUrgency(orders, guides, now) {
  /** @param {Order} order */
  const dueAt = (order) => {
    const { date } = ahead(order, guides[order.guide], now);
    return date ? end(date).valueOf() : Number.MAX_VALUE;
  };
  return orders.toSorted((one, other) => dueAt(one) - dueAt(other) || lastChange(other) - lastChange(one));
}
