// How far an order has come: what is known of it, in which state each step is, and which comes next.

import { wordsOf } from "../store/order.mjs";
import { hold, possible } from "./conditions.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Conditions} from "./conditions.mjs" */

/**
 * `number` stands before the label. The step belongs to the order where all of `when` are met, else `reason` says why
 * not; it waits for the step `after`. It is done by its `tick`, of the text's `version`; without one, by its questions
 * or its fields. `was` are ticks of an older page that did the same. `by` are the deadlines by which it is done, each
 * as "calculator.deadline".
 * @typedef {{id: string, number: string, label: string, version: string, phase: string, when: Conditions[],
 *   reason: string | null, after: string | null, was: string[], tick: string | null, tickLabel: string | null,
 *   questions: string[], fields: string[], by: string[]}} Step
 *
 * `moments` names what a tick tells the time of; `settles` is what answers settle besides.
 * @typedef {{steps: Step[], questions: Record<string, {when: Conditions[], options: Record<string, string>, stops?: string[]}>,
 *   fields: Record<string, Conditions[]>, moments: Record<string, string>,
 *   settles: {when: Conditions, gives: Record<string, unknown>}[]}} Procedure
 *
 * Ruled out; open whether it belongs to the order; not to be started yet; to be done next.
 * @typedef {"done" | "idle" | "maybe" | "waiting" | "now" | "todo"} State
 *
 * `changed` where the step was ticked, but its text is another one now.
 * @typedef {{step: Step, state: State, waitsFor: Step | undefined, changed: boolean}} Standing
 */

/**
 * @param {Order | undefined} order
 * @param {Procedure} procedure
 */
export function progress(order, procedure) {
  const data = counted(order, procedure);
  const ticks = order ? wordsOf(order, "tick") : new Map();
  const { steps } = procedure;
  const done = new Set(steps.filter((step) => isDone(step, ticks, data, procedure)));
  const idle = new Set(steps.filter((step) => !done.has(step) && !step.when.every((when) => possible(when, data))));
  /** @param {Step} step */
  const waitsFor = (step) => steps.find((other) => other.id === step.after && !done.has(other) && !idle.has(other));
  /** @param {Step} step @returns {State} */
  const stateOf = (step) => {
    if (done.has(step)) return "done";
    if (idle.has(step)) return "idle";
    if (!applies(step.when, data)) return "maybe";
    return waitsFor(step) ? "waiting" : "todo";
  };
  /** @type {Standing[]} */
  const standings = steps.map((step) => ({
    step,
    state: stateOf(step),
    waitsFor: waitsFor(step),
    changed: step.tick !== null && ticks.has(step.tick) && ticks.get(step.tick) !== step.version,
  }));
  const first = standings.find(({ state }) => state === "todo");
  if (first) first.state = "now";
  const next = first?.step ?? opening(standings, data);
  // What was answered may still lie ahead, as the day on which a delivery arrives; what was ticked has happened.
  const over = steps.filter((step) => idle.has(step) || (step.tick && done.has(step))).flatMap(({ by }) => by);
  return { data, standings, done: done.size, total: steps.length - idle.size, next, over: new Set(over) };
}

/**
 * Where only steps are left of which nobody knows whether they belong to the order: the one that asks it.
 *
 * @param {Standing[]} standings
 * @param {Map<string, unknown>} data
 */
function opening(standings, data) {
  const open = standings.find(({ state }) => state === "maybe")?.step;
  const unknown = open?.when.flatMap((when) => Object.keys(when)).filter((name) => !data.has(name)) ?? [];
  return standings.find(({ step }) => unknown.some((name) => step.questions.includes(name)))?.step ?? open;
}

/**
 * @param {Step} step
 * @param {Map<string, unknown>} ticks
 * @param {Map<string, unknown>} data that counts
 * @param {Procedure} procedure
 */
function isDone({ tick, version, was, questions, fields }, ticks, data, procedure) {
  const asked = questions.filter((name) => applies(procedure.questions[name]?.when ?? [], data));
  // An answer that stops the order leaves the step where it is.
  if (asked.some((name) => procedure.questions[name]?.stops?.includes(String(data.get(name))))) return false;
  if (tick && ticks.has(tick)) return ticks.get(tick) === version;
  if (was.length > 0 && was.every((id) => ticks.has(id))) return true;
  if (tick) return false;
  const toFill = fields.filter((name) => applies(procedure.fields[name] ?? [], data));
  const names = asked.length > 0 ? asked : toFill;
  return names.length > 0 && names.every((name) => isFilled(data.get(name)));
}

/**
 * What is known of an order: what a person said, where it applies, and what that settles.
 *
 * @param {Order | undefined} order
 * @param {Pick<Procedure, "questions" | "fields" | "settles">} procedure
 * @returns {Map<string, unknown>}
 */
export function counted(order, { questions, fields, settles }) {
  const said = order ? wordsOf(order, "data") : new Map();
  const conditions = new Map(Object.entries(fields));
  for (const [name, { when }] of Object.entries(questions)) conditions.set(name, when);

  /** @param {Map<string, unknown>} known @returns {Map<string, unknown>} */
  const settled = (known) => {
    /** @param {boolean} always */
    const given = (always) =>
      settles
        .filter(({ when }) => (Object.keys(when).length === 0) === always && hold(when, known))
        .flatMap(({ gives }) => Object.entries(gives));
    // What holds for every order gives way to a person's word; what an answer settles does not.
    return new Map([...given(true), ...known, ...given(false)]);
  };
  // Each round may take away what another answer hangs on; there are no more rounds than names.
  let known = settled(said);
  for (const _ of conditions) {
    const before = known;
    known = settled(new Map([...said].filter(([name]) => applies(conditions.get(name) ?? [], before))));
  }
  return known;
}

/**
 * @param {Conditions[]} when
 * @param {Map<string, unknown>} data
 */
function applies(when, data) {
  return when.every((conditions) => hold(conditions, data));
}

/** @param {unknown} value @returns {boolean} whether anything is said in it */
function isFilled(value) {
  if (typeof value !== "object") return value !== undefined && value !== "";
  return value !== null && Object.values(value).some(isFilled);
}
