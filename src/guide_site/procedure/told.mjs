// What a step that is done says in one line: what was answered, when it was ticked, what was filled in.

import { hold } from "./conditions.mjs";
import { ticking } from "./ticks.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Procedure, Step} from "./progress.mjs" */

/**
 * How a moment on the reader's clock is said; what stands in a field, empty where it says nothing alone; and what is
 * asked, empty where the answer says enough.
 * @typedef {{when: (at: string) => string, value: (name: string, value: unknown) => string,
 *   question: (name: string) => string}} Words
 */

/** A line holds that many things, and all answers to its questions. */
const MOST = 2;

/**
 * @param {Step} step that is done
 * @param {Order} order
 * @param {Map<string, unknown>} data that counts
 * @param {Procedure} procedure
 * @param {Words} words
 */
export function told(step, order, data, procedure, words) {
  const answers = step.questions.map((name) => {
    const answer = procedure.questions[name]?.options[String(data.get(name))];
    // One word, such as "Yes", needs its question; longer answers stand alone.
    return answer && [answer.includes(" ") ? "" : words.question(name), answer].filter(Boolean).join(" ");
  });
  const at = ticking(step, order, data, procedure);
  const tick = at && `${step.tickLabel ?? ""} ${words.when(at)}`.trim();
  // What an answer settles says what the answer says.
  const settled = procedure.settles.filter(({ when }) => hold(when, data)).flatMap(({ gives }) => Object.keys(gives));
  const moments = Object.values(procedure.moments);
  const fields = step.fields
    .filter((name) => data.has(name) && ![...step.questions, ...moments, ...settled].includes(name))
    .map((name) => words.value(name, data.get(name)));
  const first = [...answers, tick].filter(Boolean);
  return [...first, ...fields.filter(Boolean).slice(0, Math.max(0, MOST - first.length))].join(" · ");
}
