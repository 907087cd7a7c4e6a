import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { hold, possible } from "../../../src/guide_site/procedure/conditions.mjs";

// Python reads the same cases.
const CASES = JSON.parse(readFileSync(new URL("../../conditions.json", import.meta.url), "utf8"));

describe("Conditions", () => {
  test("have cases", () => assert.ok(CASES.length > 0));

  for (const { name, conditions, given, ...expected } of CASES) {
    const answers = new Map(Object.entries(given));
    test(`hold, or do not: ${name}`, () => assert.equal(hold(conditions, answers), expected.holds));
    test(`can be met, or cannot: ${name}`, () => assert.equal(possible(conditions, answers), expected.possible));
  }
});
