import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { counted, progress } from "../../../src/guide_site/procedure/progress.mjs";
import { procedure, saying, step } from "./procedures.mjs";

/** @import {Order} from "../../../src/guide_site/store/order.mjs" */
/** @import {Procedure} from "../../../src/guide_site/procedure/progress.mjs" */

const YES_NO = { true: "Yes", false: "No" };

/** @param {Order | undefined} order @param {Procedure} all */
const states = (order, all) => progress(order, all).standings.map(({ state }) => state);

describe("Progress", () => {
  const ALL = procedure([step("a"), step("b"), step("c")]);

  test("without an order has everything ahead, and the first step comes next", () => {
    const { done, total, next } = progress(undefined, ALL);
    assert.deepEqual([done, total, next?.id], [0, 3, "a"]);
    assert.deepEqual(states(undefined, ALL), ["now", "todo", "todo"]);
  });

  test("counts the steps that are ticked, and the first that is not comes next", () => {
    const some = saying({ "tick:a-done": "v1", "tick:c-done": "v1" });
    const { done, total, next } = progress(some, ALL);
    assert.deepEqual([done, total, next?.id], [2, 3, "b"]);
    assert.deepEqual(states(some, ALL), ["done", "now", "done"]);
  });

  for (const [what, tick] of /** @type {[string, Record<string, unknown>][]} */ ([
    ["that was taken back", { "tick:a-done": null }],
    ["of a step that is gone", { "tick:gone": "v1" }],
    ["that bears the name of the step", { "tick:a": "v1" }],
  ])) {
    test(`does not count a tick ${what}`, () => assert.equal(progress(saying(tick), ALL).done, 0));
  }

  test("does not count a tick of another text, and says that the step has changed", () => {
    const { done, standings } = progress(saying({ "tick:a-done": "v0" }), ALL);
    assert.deepEqual([done, standings.map(({ changed }) => changed)], [0, [true, false, false]]);
    assert.equal(progress(saying({ "tick:a-done": "v1" }), ALL).standings[0].changed, false);
  });

  test("has nothing next where all is done, or where there is nothing to do", () => {
    const all = saying({ "tick:a-done": "v1", "tick:b-done": "v1", "tick:c-done": "v1" });
    assert.equal(progress(all, ALL).next, undefined);
    assert.equal(progress(undefined, procedure([])).next, undefined);
  });
});

describe("A step that took the place of older ones", () => {
  const ALL = procedure([step("a", { was: ["x", "y"] }), step("b")]);

  test("is done where all of them were, of whatever text", () => {
    assert.deepEqual(states(saying({ "tick:x": "v7", "tick:y": "v8" }), ALL), ["done", "now"]);
    assert.deepEqual(states(saying({ "tick:x": "v7" }), ALL), ["now", "todo"]);
  });

  test("goes by its own tick once it has one", () => {
    const old = { "tick:x": "v7", "tick:y": "v8" };
    assert.deepEqual(states(saying({ ...old, "tick:a-done": "v0" }), ALL), ["now", "todo"]);
    assert.deepEqual(states(saying({ "tick:a-done": "v1" }), ALL), ["done", "now"]);
  });
});

describe("A step without a tick", () => {
  const OPTIONS = { when: [], options: YES_NO };
  const ALL = procedure(
    [
      step("ask", { tick: null, questions: ["first", "second"], fields: ["more"] }),
      step("note", { tick: null, fields: ["number", "reason"] }),
      step("read", { tick: null }),
    ],
    {
      questions: { first: OPTIONS, second: { when: [{ first: ["true"] }], options: YES_NO } },
      fields: { reason: [{ number: ["13"] }] },
    },
  );

  test("is done when all its questions that apply are answered", () => {
    assert.equal(states(saying({ "data:first": "false" }), ALL)[0], "done");
    assert.equal(states(saying({ "data:first": "true" }), ALL)[0], "now");
    assert.equal(states(saying({ "data:first": "true", "data:second": "true" }), ALL)[0], "done");
    assert.equal(states(saying({ "data:more": "x" }), ALL)[0], "now");
  });

  test("and without questions when all its fields that apply are filled in", () => {
    assert.equal(states(saying({ "data:number": "12" }), ALL)[1], "done");
    assert.equal(states(saying({ "data:number": "13" }), ALL)[1], "todo");
    assert.equal(states(saying({ "data:number": "13", "data:reason": "x" }), ALL)[1], "done");
    assert.equal(states(saying({ "data:number": "" }), ALL)[1], "todo");
    assert.equal(states(saying({ "data:number": [{ item: "" }] }), ALL)[1], "todo");
    assert.equal(states(saying({ "data:number": [{ item: "x" }] }), ALL)[1], "done");
  });

  test("and with neither is never done", () => {
    assert.equal(states(saying({ "data:first": "false", "data:number": "12" }), ALL)[2], "now");
  });
});

test("An answer that stops the order leaves its step undone, ticked or not", () => {
  const questions = { known: { when: [], options: YES_NO, stops: ["false"] } };
  const all = procedure([step("a", { tick: null, questions: ["known"] }), step("b", { questions: ["known"] })], {
    questions,
  });
  assert.deepEqual(states(saying({ "data:known": "false", "tick:b-done": "v1" }), all), ["now", "todo"]);
  assert.deepEqual(states(saying({ "data:known": "true", "tick:b-done": "v1" }), all), ["done", "done"]);
});

describe("A step that hangs on an answer", () => {
  const ASKED = { swap: { when: [], options: YES_NO } };
  const ALL = procedure(
    [step("a", { questions: ["swap"] }), step("b", { when: [{ swap: ["true"] }], reason: "No swap." }), step("c")],
    { questions: ASKED },
  );

  test("may come until it is answered, and comes or does not come then", () => {
    assert.deepEqual(states(undefined, ALL), ["now", "maybe", "todo"]);
    assert.deepEqual(states(saying({ "data:swap": "true" }), ALL), ["now", "todo", "todo"]);
    assert.deepEqual(states(saying({ "data:swap": "false" }), ALL), ["now", "idle", "todo"]);
  });

  test("does not count where it does not come", () => {
    assert.equal(progress(saying({ "data:swap": "false" }), ALL).total, 2);
    assert.equal(progress(undefined, ALL).total, 3);
  });

  test("is done where it was done, whatever was answered since", () => {
    const done = saying({ "data:swap": "false", "tick:b-done": "v1" });
    assert.deepEqual(states(done, ALL), ["now", "done", "todo"]);
    assert.equal(progress(done, ALL).total, 3);
  });

  test("and is the last leads to the step that asks it", () => {
    const rest = saying({ "tick:a-done": "v1", "tick:c-done": "v1" });
    assert.deepEqual(states(rest, ALL), ["done", "maybe", "done"]);
    assert.equal(progress(rest, ALL).next?.id, "a");
    const nobody = procedure([step("b", { when: [{ swap: ["true"] }] })]);
    assert.equal(progress(undefined, nobody).next?.id, "b");
  });
});

test("Deadlines of what was ticked, or does not come, are over; what was answered may lie ahead", () => {
  const all = procedure(
    [
      step("a", { by: ["dispatch.order_by"] }),
      step("b", { when: [{ swap: ["true"] }], by: ["swap.return_by"] }),
      step("c", { tick: null, questions: ["stock"], by: ["dispatch.ship_date"] }),
    ],
    { questions: { stock: { when: [], options: YES_NO } } },
  );
  assert.deepEqual([...progress(undefined, all).over], []);
  const some = saying({ "tick:a-done": "v1", "data:swap": "false", "data:stock": "true" });
  assert.deepEqual([...progress(some, all).over], ["dispatch.order_by", "swap.return_by"]);
});

describe("A step that comes after another", () => {
  const ALL = procedure([step("a", { when: [{ swap: ["true"] }] }), step("b", { after: "a" }), step("c")]);

  test("waits until that is done", () => {
    const some = saying({ "data:swap": "true" });
    const { standings, next } = progress(some, ALL);
    assert.deepEqual([standings[1].state, standings[1].waitsFor?.id, next?.id], ["waiting", "a", "a"]);
    assert.equal(states(saying({ "data:swap": "true", "tick:a-done": "v1" }), ALL)[1], "now");
  });

  test("waits for nothing that does not come", () => {
    assert.deepEqual(states(saying({ "data:swap": "false" }), ALL), ["idle", "now", "todo"]);
  });

  test("is not next while it waits", () => assert.deepEqual(states(undefined, ALL), ["maybe", "waiting", "now"]));
});

describe("What counts of an order's data", () => {
  const ALL = procedure([], {
    questions: {
      sbr: { when: [], options: {} },
      channel: { when: [{ sbr: ["pending"] }], options: {} },
      extra: { when: [], options: YES_NO },
    },
    fields: { form: [{ channel: ["email"] }], service: [{ extra: ["true"] }] },
    settles: [{ when: { extra: ["false"] }, gives: { service: "standard" } }],
  });
  /** @param {Record<string, unknown>} data */
  const known = (data) =>
    Object.fromEntries(
      counted(saying(Object.fromEntries(Object.entries(data).map(([key, value]) => [`data:${key}`, value]))), ALL),
    );

  test("is what was answered where it is asked, and what hangs on nothing", () => {
    const all = { sbr: "pending", channel: "email", form: "x", po_number: "4711" };
    assert.deepEqual(known(all), all);
  });

  test("leaves out what is not asked, and what hangs on that", () => {
    assert.deepEqual(known({ sbr: "available", channel: "email", form: "x" }), { sbr: "available" });
    assert.deepEqual(known({ channel: "email", form: "x" }), {});
  });

  test("adds what an answer settles", () => {
    assert.deepEqual(known({ extra: "false" }), { extra: "false", service: "standard" });
    assert.deepEqual(known({ extra: "true" }), { extra: "true" });
  });

  test("settles by an answer, whatever was said before it", () => {
    const type = procedure([], { settles: [{ when: { program: ["open_value"] }, gives: { type: "Open Value" } }] });
    /** @param {Record<string, unknown>} words */
    const known = (words) => counted(saying(words), type).get("type");
    assert.equal(known({ "data:program": "open_value", "data:type": "Select Plus" }), "Open Value");
    assert.equal(known({ "data:program": "other", "data:type": "Select Plus" }), "Select Plus");
  });

  test("settles nothing against what a person said, where that is asked", () => {
    assert.deepEqual(known({ extra: "true", service: "next_day" }), { extra: "true", service: "next_day" });
    assert.deepEqual(known({ extra: "false", service: "next_day" }), { extra: "false", service: "standard" });
    const always = procedure([], { settles: [{ when: {}, gives: { part: "false" } }] });
    assert.equal(counted(saying({ "data:part": "true" }), always).get("part"), "true");
    assert.equal(counted(undefined, always).get("part"), "false");
  });

  test("lets what is settled open what hangs on it", () => {
    const chain = procedure([], {
      fields: { day: [{ service: ["standard"] }] },
      settles: [{ when: { extra: ["false"] }, gives: { service: "standard" } }],
    });
    const some = saying({ "data:extra": "false", "data:day": "2026-11-27" });
    assert.equal(counted(some, chain).get("day"), "2026-11-27");
  });

  test("is none without an order", () => assert.equal(counted(undefined, ALL).size, 0));
});
