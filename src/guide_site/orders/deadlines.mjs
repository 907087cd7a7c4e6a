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
 * What an order keeps of an answer's deadlines. They are told in every language, so that a switch loses none; the
 * language of the answer is not asked again.
 *
 * @param {Request} question
 * @param {Answer | NoAnswer} answer
 * @param {string[]} locales
 * @returns {Promise<Deadline[] | null>} null where there are none
 */
export async function inEveryLanguage(question, answer, locales) {
  if ("error" in answer || answer.deadlines.length === 0) return null;
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
 */
export function deadlines(order) {
  const all = /** @type {Deadline[][]} */ ([...wordsOf(order, "deadlines").values()]).flat();
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
 */
export function next(order, now) {
  return deadlines(order).find((deadline) => end(deadline) >= now);
}

/**
 * When a deadline has passed: a day ends at midnight where the reader is.
 *
 * @param {Deadline} deadline
 */
export function end({ at }) {
  return new Date(at.length === 10 ? `${at}T23:59:59` : at);
}

/** @param {string} locale */
export function manner(locale) {
  const language = mannerOf(locale);
  const day = new Intl.DateTimeFormat(language, { dateStyle: "full" });
  // The reader's own clock, and named, since the distributor's may be another.
  const moment = new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
  const left = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    /** @param {string} at */
    when: (at) => (at.length === 10 ? day.format(new Date(`${at}T12:00:00`)) : moment.format(new Date(at))),
    /**
     * @param {Deadline} deadline
     * @param {Date} now
     */
    left(deadline, now) {
      if (deadline.at.length === 10) {
        const today = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12);
        return left.format(Math.round((new Date(`${deadline.at}T12:00:00`).valueOf() - today.valueOf()) / DAY), "day");
      }
      const time = new Date(deadline.at).valueOf() - now.valueOf();
      const [unit, length] = Math.abs(time) < HOUR ? MINUTES : Math.abs(time) < 2 * DAY ? HOURS : DAYS;
      return left.format(Math.trunc(time / length), unit);
    },
  };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** @type {["minute", number]} */
const MINUTES = ["minute", 60_000];
/** @type {["hour", number]} */
const HOURS = ["hour", HOUR];
/** @type {["day", number]} */
const DAYS = ["day", DAY];

/**
 * Saves a file for a calendar, made by the calculators' Python.
 *
 * @param {{order: Order, name: string}[]} orders
 * @param {string} locale
 */
export async function saveCalendar(orders, locale) {
  const entries = orders.flatMap(({ order, name }) =>
    deadlines(order).map((deadline) => ({
      uid: `${order.id}-${deadline.id}`,
      title: `${inWords(deadline, locale).label}: ${name}`,
      at: deadline.at,
      text: inWords(deadline, locale).reasons.join("; "),
    })),
  );
  const answer = await evaluate({ calculator: "calendar_file", inputs: { entries }, locale });
  download(new File([String("ics" in answer ? answer.ics : "")], "deadlines.ics", { type: "text/calendar" }));
}
