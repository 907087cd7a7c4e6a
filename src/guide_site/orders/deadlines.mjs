// Deadlines of an order: told by the calculators when the order's dates are filled in, kept with the order, and
// shown with the time that is left.

import { evaluate } from "../../../runtime/page/client.mjs";
import { download } from "../core/download.mjs";
import { mannerOf } from "../core/manner.mjs";
import { wordsOf } from "../store/order.mjs";

/** @import {Answer, Figure, NoAnswer} from "../../../runtime/page/answer.d.ts" */
/** @import {Request} from "../../../runtime/page/protocol.mjs" */
/** @import {Order} from "../store/order.mjs" */

/**
 * @typedef {{label: string, reasons: string[]}} Told `reasons` are those of the rules, in their order
 * @typedef {{id: string, at: string, rules: string[], told: Record<string, Told>}} Deadline `at` is a date or an instant
 */

/**
 * What an order keeps of an answer's deadlines. They are told in every language, so that a switch loses none. No
 * language is asked twice: not that of the answer, and none where the order has the same deadlines already.
 *
 * @param {Request} question
 * @param {Answer | NoAnswer} answer
 * @param {string[]} locales
 * @param {Deadline[] | null} [kept]
 * @returns {Promise<Deadline[] | null>} null where there are none
 */
export async function inEveryLanguage(question, answer, locales, kept = null) {
  if ("error" in answer || answer.deadlines.length === 0) return null;
  const same = answer.deadlines.map(({ id, at, rules, label }, index) => {
    const words = kept?.[index]?.told ?? {};
    const now = { [question.locale]: told({ label, rules }, answer.sources) };
    return locales.every((locale) => locale in words) && { id, at, rules, told: { ...words, ...now } };
  });
  if (JSON.stringify(same) === JSON.stringify(kept)) return kept;
  /** @param {string} locale */
  const ask = (locale) => (locale === question.locale ? answer : evaluate({ ...question, locale }));
  const answers = await Promise.all(locales.map(ask));
  return answer.deadlines.map(({ id, at, rules }, index) => ({
    id,
    at,
    rules,
    told: Object.fromEntries(
      answers.flatMap((said, which) =>
        "error" in said ? [] : [[locales[which], told(said.deadlines[index], said.sources)]],
      ),
    ),
  }));
}

/**
 * @param {{label: string, rules: string[]}} deadline
 * @param {Figure[]} sources
 * @returns {Told}
 */
function told({ label, rules }, sources) {
  const named = new Map(sources.map((source) => [source.id, `${source.label} (${source.certainty_text})`]));
  return { label, reasons: rules.map((rule) => named.get(rule) ?? "") };
}

/**
 * The deadlines of an order, earliest first.
 *
 * @param {Order} order
 * @param {Set<string>} [over] those that no longer matter, each as "calculator.deadline"
 */
export function deadlines(order, over = new Set()) {
  const told = /** @type {Map<string, Deadline[]>} */ (wordsOf(order, "deadlines"));
  const all = [...told].flatMap(([calculator, dates]) => dates.filter(({ id }) => !over.has(`${calculator}.${id}`)));
  return all.sort((one, other) => end(one).valueOf() - end(other).valueOf());
}

/**
 * @param {Deadline} deadline
 * @param {string} locale
 * @returns {Told} in another language where a file brought it in that one only
 */
export function inWords({ told }, locale) {
  return told[locale] ?? Object.values(told)[0];
}

/**
 * The first deadline that has not passed.
 *
 * @param {Order} order
 * @param {Date} now
 * @param {Set<string>} over those that no longer matter
 */
export function next(order, now, over) {
  return deadlines(order, over).find((deadline) => end(deadline) >= now);
}

/**
 * When a deadline has passed: a day ends at midnight where the reader is.
 *
 * @param {Deadline} deadline
 */
export function end({ at }) {
  return new Date(at.length === 10 ? `${at}T23:59:59` : at);
}

/**
 * How a language writes a day, or a moment on the reader's own clock. The year is named where it is another one.
 *
 * @param {string} locale
 * @param {Date} [now]
 */
export function manner(locale, now = new Date()) {
  const language = mannerOf(locale);
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { weekday: "short", day: "numeric", month: "short" };
  /** @param {Date} date */
  const dated = (date) =>
    format(language, date.getFullYear() === now.getFullYear() ? parts : { ...parts, year: "numeric" }, date);
  /** @param {string} at @param {Intl.DateTimeFormatOptions} [clock] */
  const written = (at, clock = {}) =>
    at.length === 10
      ? dated(new Date(`${at}T12:00:00`))
      : `${dated(new Date(at))}, ${format(language, { hour: "2-digit", minute: "2-digit", ...clock }, new Date(at))}`;
  return {
    /** @param {string} at */
    short: (at) => written(at),
    /** @param {string} at its clock is named, since the distributor's may be another */
    named: (at) => written(at, { timeZoneName: "short" }),
  };
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * Each way of writing dates takes long to make, so it is made when a date is to be written, and kept.
 *
 * @param {string} language
 * @param {Intl.DateTimeFormatOptions} options
 * @param {Date} date
 */
function format(language, options, date) {
  const key = JSON.stringify([language, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, made);
  return made.format(date);
}

/**
 * A deadline in a line.
 *
 * @param {Deadline} deadline
 * @param {string} locale
 * @param {{short: (at: string) => string}} manner
 */
export function due(deadline, locale, { short }) {
  return `${inWords(deadline, locale).label}: ${short(deadline.at)}`;
}

/**
 * Saves a file for a calendar, made by the calculators' Python.
 *
 * @param {{order: Order, name: string, over: Set<string>}[]} orders
 * @param {string} locale
 */
export async function saveCalendar(orders, locale) {
  const entries = orders.flatMap(({ order, name, over }) =>
    deadlines(order, over).map((deadline) => ({
      uid: `${order.id}-${deadline.id}`,
      title: `${inWords(deadline, locale).label}: ${name}`,
      at: deadline.at,
      text: inWords(deadline, locale).reasons.join("; "),
    })),
  );
  const answer = await evaluate({ calculator: "calendar_file", inputs: { entries }, locale });
  download(new File([String("ics" in answer ? answer.ics : "")], "deadlines.ics", { type: "text/calendar" }));
}
