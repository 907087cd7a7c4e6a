// Procedures and their orders as the tests need them.

import { order } from "../store/orders.mjs";

/** @import {Procedure, Step} from "../../../src/guide_site/procedure/progress.mjs" */

/** @param {string} id @param {Partial<Step>} [rest] @returns {Step} with a tick, unless `rest` says otherwise */
export const step = (id, rest) => ({
  id,
  number: "1",
  label: id,
  version: "v1",
  phase: "first",
  when: [],
  reason: null,
  after: null,
  was: [],
  tick: `${id}-done`,
  tickLabel: `${id} is done`,
  questions: [],
  fields: [],
  by: [],
  ...rest,
});

/** @param {Step[]} steps @param {Partial<Procedure>} [rest] @returns {Procedure} */
export const procedure = (steps, rest) => ({
  steps,
  questions: {},
  fields: {},
  moments: {},
  settles: [],
  ...rest,
});

/** @param {Record<string, unknown>} values of words, all said at the same time */
export function saying(values) {
  const words = Object.entries(values).map(([key, value]) => [key, [value, 1]]);
  return order(Object.fromEntries(words));
}
