// How far an order has come: which steps apply to it, which of them are done, and which comes next.

import { wordsOf } from "../store/order.mjs";

/** @import {Order} from "../store/order.mjs" */

/**
 * Answers under which something applies, by question. Several of them must all hold.
 * @typedef {Record<string, string[]>} When
 *
 * @typedef {{id: string, version: string, phase: string, when: When[]}} Step `phase` is the section that it stands in
 * @typedef {{steps: Step[], questions: Record<string, When[]>}} Procedure
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
  return { done: applying.length - open.length, total: applying.length, phases, next: open[0]?.id };
}

/**
 * The answers that count: one to a question that no longer applies does not.
 *
 * @param {Order | undefined} order
 * @param {Record<string, When[]>} questions
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
 * Whether something applies. What was not answered yet rules nothing out.
 *
 * @param {When[]} when
 * @param {Map<string, unknown>} answered
 */
export function applies(when, answered) {
  return when.every((conditions) =>
    Object.entries(conditions).every(
      ([id, options]) => !answered.has(id) || options.includes(String(answered.get(id))),
    ),
  );
}

/**
 * The conditions on an element and on all that it stands in.
 *
 * @param {Element} element
 * @returns {When[]}
 */
export function conditions(element) {
  const found = [];
  for (let at = element.closest("[data-when]"); at; at = at.parentElement?.closest("[data-when]") ?? null) {
    found.push(JSON.parse(at.getAttribute("data-when") ?? "{}"));
  }
  return found;
}
