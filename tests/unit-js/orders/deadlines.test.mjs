import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deadlines, end, inWords, manner, next } from "../../../src/guide_site/orders/deadlines.mjs";
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
      assert.equal(next(some, new Date(String(now)))?.id, ahead);
    });
  }

  test("are told in the reader's language, or in the one that there is", () => {
    const told = { sv: { label: "Sista dag", reasons: [] } };
    assert.equal(inWords({ ...DAY, told }, "sv").label, "Sista dag");
    assert.equal(inWords({ ...DAY, told }, "en").label, "Sista dag");
  });
});

describe("A deadline is said", () => {
  test("by its day, or by its moment on the reader's own clock", () => {
    const { when } = manner("en");
    assert.match(when(DAY.at), /^Sunday,? 22 November 2026$/);
    assert.match(when("2026-11-22T17:00:00+05:00"), /Sunday,? 22 November 2026 at 13:00 (CET|GMT\+1)/);
  });

  test("in the language of the page", () => {
    assert.equal(manner("sv").when(DAY.at), "söndag 22 november 2026");
    assert.equal(manner("it").left(LATER, new Date("2026-11-22T12:00:00Z")), "domani");
  });

  for (const [now, left] of [
    ["2026-11-20T23:00:00Z", "tomorrow"],
    ["2026-11-20T22:59:59Z", "in 2 days"],
    ["2026-11-21T22:59:59Z", "tomorrow"],
    ["2026-11-21T23:00:00Z", "today"],
    ["2026-11-22T22:59:59Z", "today"],
    ["2026-11-22T23:00:00Z", "yesterday"],
  ]) {
    test(`with the days that are left on the reader's calendar: ${left} at ${now}`, () => {
      assert.equal(manner("en").left(DAY, new Date(now)), left);
    });
  }

  for (const [now, left] of [
    ["2026-11-20T16:00:00Z", "in 2 days"],
    ["2026-11-20T16:00:01Z", "in 47 hours"],
    ["2026-11-22T15:00:00Z", "in 1 hour"],
    ["2026-11-22T15:00:01Z", "in 59 minutes"],
    ["2026-11-22T16:00:00Z", "this minute"],
    ["2026-11-22T16:59:59Z", "59 minutes ago"],
    ["2026-11-22T17:00:00Z", "1 hour ago"],
    ["2026-11-24T15:59:59Z", "47 hours ago"],
    ["2026-11-24T16:00:00Z", "2 days ago"],
  ]) {
    test(`with the time that is left: ${left} at ${now}`, () => {
      assert.equal(manner("en").left(MOMENT, new Date(now)), left);
    });
  }
});
