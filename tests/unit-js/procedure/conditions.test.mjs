import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { hold, possible } from "../../../src/guide_site/procedure/conditions.mjs";

// Python reads the same cases.
const CASES = JSON.parse(readFileSync(new URL("../../conditions.json", import.meta.url), "utf8"));

describe("Conditions in a form hold, and in a guide are possible", () => {
  for (const { name, conditions, given, holds, possible: mayHold } of CASES) {
    test(name, () => {
      const answers = new Map(Object.entries(given));
      assert.equal(hold(conditions, answers), holds);
      assert.equal(possible(conditions, answers), mayHold);
    });
  }
});
