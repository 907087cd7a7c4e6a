import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  copied,
  isOrder,
  isRecord,
  lastChange,
  merged,
  newOrder,
  said,
  word,
  wordsOf,
} from "../../../src/guide_site/store/order.mjs";
import { ID, order, values } from "./orders.mjs";

const LATEST = 8.64e15;

describe("A new order", () => {
  test("follows its guide and says nothing but when it was made", () => {
    const made = newOrder("cisco-webex", 77);
    assert.equal(made.guide, "cisco-webex");
    assert.deepEqual(made.words, { created: { value: 77, at: 77 } });
    assert.ok(isOrder(made));
  });

  test("has an id that no other has", () => {
    const ids = new Set(Array.from({ length: 100 }, () => newOrder("cisco-webex").id));
    assert.equal(ids.size, 100);
  });

  test("is made now unless a moment is given", () => {
    const before = Date.now();
    const { value } = newOrder("cisco-webex").words.created;
    assert.ok(before <= Number(value) && Number(value) <= Date.now());
  });
});

describe("A word", () => {
  test("is null where nothing was said, and where it was taken back", () => {
    assert.equal(word(order({ name: ["Åkeri", 1] }), "name"), "Åkeri");
    assert.equal(word(order({ name: [null, 1] }), "name"), null);
    assert.equal(word(order({}), "name"), null);
  });

  test("is found by its kind and name, unless it was taken back", () => {
    const some = order({ "tick:a": ["1", 1], "tick:b": [null, 1], "data:a": ["x", 1], name: ["n", 1] });
    assert.deepEqual([...wordsOf(some, "tick")], [["a", "1"]]);
    assert.deepEqual([...wordsOf(some, "data")], [["a", "x"]]);
    assert.deepEqual([...wordsOf(some, "deadlines")], []);
  });

  test("that is empty or false was said all the same", () => {
    const some = order({ "data:empty": ["", 1], "data:no": [false, 1], "data:none": [0, 1] });
    assert.deepEqual([...wordsOf(some, "data").keys()], ["empty", "no", "none"]);
  });
});

describe("Saying something", () => {
  test("leaves the order as it was and gives another", () => {
    const before = order({ name: ["Before", 1] });
    assert.deepEqual(values(said(before, { name: "After" }, 2)), { name: "After" });
    assert.deepEqual(values(before), { name: "Before" });
  });

  test("that was said already changes nothing, not even the moment", () => {
    const before = order({ "data:lines": [[{ a: "1" }], 1] });
    assert.equal(said(before, { "data:lines": [{ a: "1" }] }, 9), before);
    assert.equal(said(before, { "data:never": null }, 9), before);
  });

  test("new beside something old gives a moment to the new alone", () => {
    const after = said(order({ name: ["Same", 1] }), { name: "Same", "tick:a": "1" }, 9);
    assert.deepEqual(after.words, { name: { value: "Same", at: 1 }, "tick:a": { value: "1", at: 9 } });
  });

  test("is newer than what was said before, even by a clock that was set back", () => {
    const before = order({ name: ["Before", 100], created: [1, 50] });
    assert.equal(said(before, { name: "After" }, 99).words.name.at, 101);
    assert.equal(said(before, { name: "After" }, 101).words.name.at, 101);
    assert.equal(said(before, { name: "After" }, 102).words.name.at, 102);
  });

  test("happens now unless a moment is given", () => {
    const before = Date.now();
    const { at } = said(order(), { name: "Now" }).words.name;
    assert.ok(before <= at && at <= Date.now());
  });
});

describe("The last change", () => {
  test("is the moment of the newest word", () => {
    assert.equal(lastChange(order({ name: ["x", 5], created: [1, 7], "tick:a": [null, 6] })), 7);
  });

  test("of an order without words is the beginning of time", () => {
    assert.equal(lastChange(order({})), 0);
  });
});

describe("Two copies of an order", () => {
  const one = order({ name: ["One", 5], "tick:a": ["1", 9], "tick:b": ["1", 1] });
  const other = order({ name: ["Other", 6], "tick:a": [null, 8], "data:c": ["x", 2] });

  test("are merged word by word, and the later one counts", () => {
    assert.deepEqual(merged(one, other).words, {
      name: { value: "Other", at: 6 },
      "tick:a": { value: "1", at: 9 },
      "tick:b": { value: "1", at: 1 },
      "data:c": { value: "x", at: 2 },
    });
  });

  test("give the same whichever comes first, and however often", () => {
    const both = merged(one, other);
    assert.deepEqual(merged(other, one), both);
    assert.deepEqual(merged(both, other), both);
    assert.deepEqual(merged(both, one), both);
  });

  test("give the same where both were said at the same moment", () => {
    for (const [left, right] of /** @type {[unknown, unknown][]} */ ([
      ["a", "b"],
      [null, "a"],
      [["a"], { a: 1 }],
    ])) {
      const [first, second] = [order({ name: [left, 5] }), order({ name: [right, 5] })];
      assert.deepEqual(merged(first, second), merged(second, first));
    }
  });

  test("are the first one itself where the other has nothing new", () => {
    assert.equal(merged(one, order({ name: ["Older", 4] })), one);
    assert.equal(merged(one, one), one);
  });

  test("are left as they are", () => {
    const before = structuredClone([one, other]);
    merged(one, other);
    assert.deepEqual([one, other], before);
  });
});

describe("A copied order", () => {
  const original = order({
    created: [1, 1],
    name: ["One", 2],
    archived: [true, 3],
    "tick:a": ["1", 4],
    "data:po_number": ["4711", 5],
    "data:taken_back": [null, 6],
    "deadlines:dispatch": [[], 7],
  });

  test("keeps the data, and neither boxes nor deadlines nor the place in the archive", () => {
    const copy = copied(original, "Copy of One", 100);
    assert.deepEqual(values(copy), { created: 100, name: "Copy of One", "data:po_number": "4711" });
    assert.equal(copy.guide, original.guide);
    assert.ok(isOrder(copy));
  });

  test("is another order", () => {
    assert.notEqual(copied(original, "Copy").id, original.id);
  });
});

describe("What is an order", () => {
  const deadline = {
    id: "order_by",
    at: "2099-01-01",
    rules: ["westcon.clock"],
    told: { en: { label: "Order by", reasons: ["Clock"] } },
  };

  /** @type {Record<string, unknown>} */
  const whole = {
    "with a word of every kind": order({
      created: [1, 1],
      name: ["<img src=x>", 2],
      archived: [true, 3],
      "tick:send-order": ["0a1b2c3d", 4],
      "data:po_number": ["4711", 5],
      "data:lines": [[{ item: "x", amount: 3 }], 5],
      "deadlines:dispatch": [[deadline], 6],
    }),
    "with every word taken back": order({
      name: [null, 1],
      archived: [null, 1],
      created: [null, 1],
      "tick:a": [null, 1],
      "deadlines:x": [null, 1],
    }),
    "without words": order({}),
    "of the shortest and the longest guide": order({}, { guide: "a".repeat(60) }),
    "with a name of 80 characters behind its kind": order({ [`tick:${"Az_-9".repeat(16)}`]: ["x", 1] }),
    "with a word of the first moment": order({ name: ["x", 0] }),
    "with a word of the last moment": order({ name: ["x", LATEST] }),
    "made at the first moment that a date can be": order({ created: [-LATEST, 1] }),
    "with a text of 19,998 characters": order({ "data:a": ["x".repeat(19_998), 1] }),
    "with 2,000 words": order(words(2000)),
    "with no deadlines in a word of them": order({ "deadlines:dispatch": [[], 1] }),
    "with a deadline at an instant": withDeadline({ at: "2099-01-01T17:00:00+01:00" }),
    "with a deadline that no rule gives a reason for": withDeadline({ rules: [] }),
  };
  for (const [what, value] of Object.entries(whole)) {
    test(`is one ${what}`, () => assert.ok(isOrder(value)));
  }

  /** @type {Record<string, unknown>} */
  const broken = {
    "nothing at all": undefined,
    null: null,
    "a number": 7,
    "a text": "order",
    "a list": [order()],
    "one of another version": order({}, { version: /** @type {any} */ (2) }),
    "one of a version that is a text": order({}, { version: /** @type {any} */ ("1") }),
    "one without an id": { ...order(), id: undefined },
    "one with a short id": order({}, { id: ID.slice(1) }),
    "one with a long id": order({}, { id: `${ID}0` }),
    "one with an id in capitals": order({}, { id: ID.toUpperCase() }),
    "one with an id of more lines": order({}, { id: `${ID}\n` }),
    "one with a list for an id": order({}, { id: /** @type {any} */ ([ID]) }),
    "one with markup for an id": order({}, { id: "<img src=x onerror=alert(1)>" }),
    "one with a path for a guide": order({}, { guide: "../../evil" }),
    "one with no name of a guide": order({}, { guide: "" }),
    "one with a guide of 61 characters": order({}, { guide: "a".repeat(61) }),
    "one without words": { ...order(), words: undefined },
    "one with a list of words": { ...order(), words: [] },
    "one with a word of an unknown kind": order({ onclick: ["x", 1] }),
    "one with a word that everything has": withWords('{"__proto__": {"value": 1, "at": 1}}'),
    "one with a word of a kind alone": order({ "tick:": ["x", 1] }),
    "one with a word of 81 characters": order({ [`tick:${"a".repeat(81)}`]: ["x", 1] }),
    "one with a word in two lines": order({ "name\n": ["x", 1] }),
    "one with a word that is a text": withWords('{"name": "x"}'),
    "one with a word without a moment": withWords('{"name": {"value": "x"}}'),
    "one with a word without a value": withWords('{"name": {"at": 1}}'),
    "one with a moment that is a text": withWords('{"name": {"value": "x", "at": "1"}}'),
    "one with a moment before all": order({ name: ["x", -1] }),
    "one with half a moment": order({ name: ["x", 1.5] }),
    "one with a moment after all": order({ name: ["x", LATEST + 2] }),
    "one with a moment without end": order({ name: ["x", Infinity] }),
    "one with a name that is no text": order({ name: [{ toString: 1 }, 1] }),
    "one with a tick that is no text": order({ "tick:a": [true, 1] }),
    "one that is archived by a text": order({ archived: ["yes", 1] }),
    "one that was made by a text": order({ created: ["2026-01-01", 1] }),
    "one that was made before all": order({ created: [-LATEST - 2, 1] }),
    "one with a text of 19,999 characters": order({ "data:a": ["x".repeat(19_999), 1] }),
    "one with 2,001 words": order(words(2001)),
    "one with deadlines that are none": order({ "deadlines:dispatch": ["soon", 1] }),
    "one with a list for a deadline": order({ "deadlines:dispatch": [[[]], 1] }),
    "one with a deadline without an id": withDeadline({ id: undefined }),
    "one with a deadline with markup for an id": withDeadline({ id: "<b>" }),
    "one with a deadline of some day": withDeadline({ at: "soon" }),
    "one with a deadline on a day that does not exist": withDeadline({ at: "2099-13-01" }),
    "one with a deadline at a time of no zone": withDeadline({ at: "2099-01-01T17:00:00" }),
    "one with a deadline without rules": withDeadline({ rules: undefined }),
    "one with a deadline of a rule with markup": withDeadline({ rules: ["<b>"] }),
    "one with a deadline that is told in no language": withDeadline({ told: {} }),
    "one with a deadline that is not told": withDeadline({ told: undefined }),
    "one with a deadline that is told by a text": withDeadline({ told: { en: "Order by" } }),
    "one with a deadline without a label": withDeadline({ told: { en: { reasons: [] } } }),
    "one with a deadline without reasons": withDeadline({ told: { en: { label: "x" } } }),
    "one with a deadline with a reason that is no text": withDeadline({ told: { en: { label: "x", reasons: [1] } } }),
  };
  for (const [what, value] of Object.entries(broken)) {
    test(`is not ${what}`, () => assert.ok(!isOrder(value)));
  }

  /** @param {Record<string, unknown>} changes */
  function withDeadline(changes) {
    return order({ "deadlines:dispatch": [[{ ...deadline, ...changes }], 1] });
  }

  /** @param {string} json as it comes from a file */
  function withWords(json) {
    return { ...order(), words: JSON.parse(json) };
  }

  /** @param {number} count @returns {Record<string, [string, number]>} */
  function words(count) {
    return Object.fromEntries(Array.from({ length: count }, (_, n) => [`tick:s${n}`, ["a", 1]]));
  }
});

test("A record is an object and no list", () => {
  assert.ok(isRecord({}));
  for (const value of [[], null, undefined, "x", 7]) assert.ok(!isRecord(value));
});
