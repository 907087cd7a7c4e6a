// Orders as the tests need them.

/** @import {Order} from "../../../src/guide_site/store/order.mjs" */

export const ID = "0123456789abcdef0123456789abcdef";
export const OTHER_ID = "fedcba9876543210fedcba9876543210";

/**
 * An order as it is kept.
 *
 * @param {Record<string, [value: unknown, at: number]>} [words]
 * @param {Partial<Order>} [rest]
 * @returns {Order}
 */
export function order(words = { created: [1, 1], name: ["Åkeri", 2] }, rest = {}) {
  const kept = Object.entries(words).map(([key, [value, at]]) => [key, { value, at }]);
  return { version: 1, id: ID, guide: "westcon-avaya-ipo", words: Object.fromEntries(kept), ...rest };
}

/**
 * @param {Order | undefined} order
 * @returns {Record<string, unknown>} what is said of it, without the moments
 */
export function values(order) {
  return Object.fromEntries(Object.entries(order?.words ?? {}).map(([key, { value }]) => [key, value]));
}
