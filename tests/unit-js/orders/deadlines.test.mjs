import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  deadlines,
  due,
  end,
  inEveryLanguage,
  inWords,
  manner,
  next,
} from "../../../src/guide_site/orders/deadlines.mjs";
import { order } from "../store/orders.mjs";

process.env.TZ = "Europe/Stockholm";

/** @param {string} id @param {string} at */
const deadline = (id, at) => ({ id, at, rules: [], told: { en: { label: id, reasons: [] } } });

const DAY = deadline("day", "2026-11-22");
const MOMENT = deadline("moment", "2026-11-22T17:00:00+01:00");
const LATER = deadline("later", "2026-11-23");
const some = order({ "deadlines:a": [[LATER, MOMENT], 1], "deadlines:b": [[DAY], 1], "deadlines:c": [null, 1] });

describe("The deadlines of an order", () => {
  test("are those of all its forms, earliest first", () => {
    assert.deepEqual(
      deadlines(some).map(({ id }) => id),
      ["moment", "day", "later"],
    );
    assert.deepEqual(deadlines(order({})), []);
  });

  test("leave out what no longer matters", () => {
    const over = new Set(["a.moment", "b.later"]);
    assert.deepEqual(
      deadlines(some, over).map(({ id }) => id),
      ["day", "later"],
    );
  });

  test("end at their moment, or with their day where the reader is", () => {
    assert.equal(end(MOMENT).toISOString(), "2026-11-22T16:00:00.000Z");
    assert.equal(end(DAY).toISOString(), "2026-11-22T22:59:59.000Z");
  });

  for (const [now, ahead] of [
    ["2026-11-01T00:00:00Z", "moment"],
    ["2026-11-22T16:00:00Z", "moment"],
    ["2026-11-22T16:00:00.001Z", "day"],
    ["2026-11-22T22:59:59Z", "day"],
    ["2026-11-22T23:00:00Z", "later"],
    ["2026-11-23T23:00:00Z", undefined],
  ]) {
    test(`leave ${ahead ?? "none"} ahead at ${now}`, () => {
      assert.equal(next(some, new Date(String(now)), new Set())?.id, ahead);
    });
  }

  test("are told in the reader's language, or in the one that there is", () => {
    const told = { sv: { label: "Sista dag", reasons: [] } };
    assert.equal(inWords({ ...DAY, told }, "sv").label, "Sista dag");
    assert.equal(inWords({ ...DAY, told }, "en").label, "Sista dag");
  });
});

const NOW = new Date("2026-11-20T12:00:00");

describe("A deadline is said", () => {
  test("by its day, or by its moment on the reader's own clock", () => {
    const { short, named } = manner("en", NOW);
    assert.match(short(DAY.at), /^Sun,? 22 Nov$/);
    assert.match(named(DAY.at), /^Sun,? 22 Nov$/);
    assert.match(short("2026-11-22T17:00:00+05:00"), /^Sun,? 22 Nov, 13:00$/);
    assert.match(named("2026-11-22T17:00:00+05:00"), /^Sun,? 22 Nov, 13:00 (CET|GMT\+1)$/);
    assert.match(short("2026-11-27T10:13"), /^Fri,? 27 Nov, 10:13$/);
  });

  test("with its year where that is another", () => {
    const { short } = manner("en", NOW);
    assert.match(short("2027-03-15"), /^Mon,? 15 Mar 2027$/);
    assert.match(short("2025-03-15"), /^Sat,? 15 Mar 2025$/);
  });

  test("in the language of the page", () => assert.match(manner("sv", NOW).short(DAY.at), /^sön 22 nov/));

  test("with what it is", () => assert.match(due(DAY, "en", manner("en", NOW)), /^day: Sun,? 22 Nov$/));
});

describe("What an order keeps of an answer's deadlines", () => {
  const QUESTION = { calculator: "dispatch", inputs: {}, locale: "en" };
  /** @param {string} at @returns {any} */
  const answer = (at) => ({
    deadlines: [{ id: "day", at, rules: ["a.b"], label: "Last day", text: "" }],
    sources: [{ id: "a.b", label: "A rule", certainty_text: "stated" }],
  });
  const KEPT = [
    {
      id: "day",
      at: "2026-11-22",
      rules: ["a.b"],
      told: {
        en: { label: "Last day", reasons: ["A rule (stated)"] },
        sv: { label: "Sista dag", reasons: ["En regel"] },
      },
    },
  ];

  test("is nothing where there is no answer, or none with deadlines", async () => {
    const refused = /** @type {any} */ ({ error: "required" });
    assert.equal(await inEveryLanguage(QUESTION, refused, ["en"]), null);
    assert.equal(await inEveryLanguage(QUESTION, { ...answer(""), deadlines: [] }, ["en"]), null);
  });

  test("is told in the answer's language without another question", async () => {
    const told = { en: KEPT[0].told.en };
    assert.deepEqual(await inEveryLanguage(QUESTION, answer("2026-11-22"), ["en"]), [{ ...KEPT[0], told }]);
  });

  test("stays as it is where it says the same, and asks no language again", async () => {
    // Another question would need a page that says where Python is.
    assert.equal(await inEveryLanguage(QUESTION, answer("2026-11-22"), ["en", "sv"], KEPT), KEPT);
    await assert.rejects(async () => inEveryLanguage(QUESTION, answer("2026-11-23"), ["en", "sv"], KEPT));
    await assert.rejects(async () => inEveryLanguage(QUESTION, answer("2026-11-22"), ["en", "sv", "it"], KEPT));
  });
});
