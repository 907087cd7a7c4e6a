import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answers, applies, progress } from "../../../src/guide_site/procedure/progress.mjs";
import { order } from "../store/orders.mjs";

/** @import {Step} from "../../../src/guide_site/procedure/progress.mjs" */

/** @param {string} id @param {Partial<Step>} [rest] @returns {Step} */
const step = (id, rest) => ({ id, version: "v1", label: id, phase: "first", when: [], ...rest });

const STEPS = [
  step("a"),
  step("b", { when: [{ sbr: ["available", "pending"] }] }),
  step("c", { phase: "second" }),
  step("d", { phase: "second", when: [{ sbr: ["pending"] }, { channel: ["email"] }] }),
];
const QUESTIONS = { sbr: [], channel: [{ sbr: ["pending"] }], form: [{ channel: ["email"] }] };
const PROCEDURE = { steps: STEPS, questions: QUESTIONS };

/** @param {Record<string, unknown>} values */
function saying(values) {
  const words = Object.entries(values).map(([key, value]) => [key, [value, 1]]);
  return order(Object.fromEntries(words));
}

describe("Progress", () => {
  test("without an order has everything ahead", () => {
    const { done, total, phases, next } = progress(undefined, PROCEDURE);
    assert.deepEqual([done, total, next?.id], [0, 4, "a"]);
    assert.deepEqual(Object.fromEntries(phases), { first: { done: 0, total: 2 }, second: { done: 0, total: 2 } });
  });

  test("counts the steps that are ticked, in each phase, and the first open one is next", () => {
    const { done, total, phases, next } = progress(saying({ "tick:a": "v1", "tick:c": "v1" }), PROCEDURE);
    assert.deepEqual([done, total, next?.id], [2, 4, "b"]);
    assert.deepEqual(Object.fromEntries(phases), { first: { done: 1, total: 2 }, second: { done: 1, total: 2 } });
  });

  test("leaves out the steps that do not apply, ticked or not", () => {
    const some = saying({ "data:sbr": "not_needed", "tick:a": "v1", "tick:b": "v1" });
    const { done, total, next } = progress(some, PROCEDURE);
    assert.deepEqual([done, total, next?.id], [1, 2, "c"]);
  });

  for (const [what, tick] of /** @type {[string, Record<string, unknown>][]} */ ([
    ["of an older text", { "tick:a": "v0" }],
    ["that was taken back", { "tick:a": null }],
    ["of a step that is gone", { "tick:gone": "v1" }],
  ])) {
    test(`does not count a tick ${what}`, () => assert.equal(progress(saying(tick), PROCEDURE).done, 0));
  }

  test("has nothing next where all is done, or where there is nothing to do", () => {
    const all = Object.fromEntries(STEPS.map(({ id }) => [`tick:${id}`, "v1"]));
    assert.equal(progress(saying(all), PROCEDURE).next, undefined);
    const nothing = { done: 0, total: 0, phases: new Map(), next: undefined };
    assert.deepEqual(progress(undefined, { steps: [], questions: {} }), nothing);
  });
});

describe("An answer", () => {
  /** @param {Record<string, unknown>} data */
  const counted = (data) => {
    const words = Object.entries(data).map(([name, value]) => [`data:${name}`, value]);
    return Object.fromEntries(answers(saying(Object.fromEntries(words)), QUESTIONS));
  };

  test("counts while its question applies, and while nothing is known against it", () => {
    assert.deepEqual(counted({ sbr: "pending", channel: "email" }), { sbr: "pending", channel: "email" });
    assert.deepEqual(counted({ channel: "email" }), { channel: "email" });
  });

  test("to a question that does not apply does not count, nor rule out what hangs on it", () => {
    assert.deepEqual(counted({ sbr: "available", channel: "fax" }), { sbr: "available" });
    assert.deepEqual(counted({ sbr: "available", channel: "fax", form: "x" }), { sbr: "available", form: "x" });
  });

  test("to a question of a form counts as it is", () => {
    assert.deepEqual(counted({ po_number: "4711" }), { po_number: "4711" });
  });

  test("is none without an order", () => assert.equal(answers(undefined, QUESTIONS).size, 0));
});

test("A step applies while each of its conditions can be met", () => {
  const given = new Map(Object.entries({ sbr: "pending", agreed: true }));
  assert.equal(applies([{ sbr: ["pending"] }, { agreed: ["true"] }], given), true);
  assert.equal(applies([{ sbr: ["pending"] }, { agreed: ["false"] }], given), false);
  assert.equal(applies([{ unknown: ["x"] }], given), true);
  assert.equal(applies([], given), true);
});
