import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { mannerOf } from "../../../src/guide_site/core/manner.mjs";

describe("A date is written", () => {
  test("in the European manner in English", () => {
    assert.equal(new Date(2026, 10, 23).toLocaleDateString(mannerOf("en")), "23/11/2026");
  });

  test("in its own manner in every other language", () => assert.equal(mannerOf("sv"), "sv"));
});
