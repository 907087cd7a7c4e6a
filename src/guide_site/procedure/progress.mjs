// How far an order has come: which steps apply to it, which of them are done, and which comes next.

import { wordsOf } from "../store/order.mjs";
import { possible } from "./conditions.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Conditions} from "./conditions.mjs" */

/**
 * @typedef {{id: string, version: string, label: string, phase: string, when: Conditions[]}} Step `phase` is the section
 *   that it stands in; it applies while all of `when` can be met
 * @typedef {{steps: Step[], questions: Record<string, Conditions[]>}} Procedure
 * @typedef {{done: number, total: number}} Count
 */

/**
 * @param {Order | undefined} order
 * @param {Procedure} procedure
 */
export function progress(order, { steps, questions }) {
  const ticks = order ? wordsOf(order, "tick") : new Map();
  const answered = answers(order, questions);
  const applying = steps.filter(({ when }) => applies(when, answered));
  const open = applying.filter(({ id, version }) => ticks.get(id) !== version);
  /** @type {Map<string, Count>} */
  const phases = new Map();
  for (const step of applying) {
    const count = phases.get(step.phase) ?? { done: 0, total: 0 };
    count.total += 1;
    if (!open.includes(step)) count.done += 1;
    phases.set(step.phase, count);
  }
  return { done: applying.length - open.length, total: applying.length, phases, next: open.at(0) };
}

/**
 * The answers that count: one to a question that no longer applies does not.
 *
 * @param {Order | undefined} order
 * @param {Record<string, Conditions[]>} questions
 * @returns {Map<string, unknown>}
 */
export function answers(order, questions) {
  /** @type {Map<string, unknown>} */
  const counted = order ? wordsOf(order, "data") : new Map();
  // Each round may take away what another answer hangs on; there are no more rounds than questions.
  for (const _ of Object.keys(questions)) {
    for (const [id, when] of Object.entries(questions)) if (!applies(when, counted)) counted.delete(id);
  }
  return counted;
}

/**
 * Whether something applies, as far as is known.
 *
 * @param {Conditions[]} when
 * @param {Map<string, unknown>} answered
 */
export function applies(when, answered) {
  return when.every((conditions) => possible(conditions, answered));
}
