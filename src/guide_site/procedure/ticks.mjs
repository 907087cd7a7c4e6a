// A tick is a moment: pressing a step's box says when it was, where the order has a name for it.

import { word } from "../store/order.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Procedure, Step} from "./progress.mjs" */

/**
 * What a press on a step's box says: the tick, and the moment that it is. Taking the tick back takes back what it
 * said, unless that was changed since.
 *
 * @param {Order | undefined} order
 * @param {Step & {tick: string}} step
 * @param {boolean} checked
 * @param {{moment: string | undefined, now: string, zone: string}} time what the tick tells the time of, and the time on
 *   the reader's own clock
 * @returns {Record<string, unknown>}
 */
export function ticked(order, { tick, version, was }, checked, { moment, now, zone }) {
  const box = `tick:${tick}`;
  const told = moment === undefined ? {} : said(moment, now, zone);
  if (checked) {
    const news = Object.entries(told).filter(([key]) => !order || word(order, key) === null);
    return { [box]: version, ...Object.fromEntries(news) };
  }
  // What was said in one breath bears one time.
  const words = order?.words ?? {};
  const back = Object.keys(told).filter((key) => words[key] && words[key].at === words[box]?.at);
  const all = [box, ...was.map((id) => `tick:${id}`).filter((key) => words[key]), ...back];
  return Object.fromEntries(all.map((key) => [key, null]));
}

/**
 * @param {string} moment
 * @param {string} now
 * @param {string} zone
 * @returns {Record<string, string>}
 */
function said(moment, now, zone) {
  return isDay(moment) ? { [`data:${moment}`]: now.slice(0, 10) } : { [`data:${moment}`]: now, "data:time_zone": zone };
}

/**
 * Whether a moment is told by its day alone. What calculators count from the minute ends in "_at".
 *
 * @param {string} moment
 */
export function isDay(moment) {
  return !moment.endsWith("_at");
}

/**
 * When a step was ticked: the moment that it says, which a person may have changed, or that of the press.
 *
 * @param {Step} step
 * @param {Order} order
 * @param {Map<string, unknown>} data
 * @param {Pick<Procedure, "moments">} procedure
 * @returns {string | undefined} local time
 */
export function ticking({ tick, was }, order, data, { moments }) {
  const said = tick && data.get(moments[tick] ?? "");
  if (typeof said === "string" && said) return said;
  const times = [tick, ...was].map((id) => order.words[`tick:${id}`]).filter((press) => press?.value);
  return times.length > 0 ? local(new Date(Math.max(...times.map(({ at }) => at)))) : undefined;
}

/**
 * A moment on the reader's own clock, as a field for it has it: "2026-11-27T10:13".
 *
 * @param {Date} moment
 */
export function local(moment) {
  return new Date(moment.valueOf() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
