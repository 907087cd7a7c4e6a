import assert from "node:assert/strict";
import { test } from "node:test";
import { CalcFailure } from "../../../runtime/page/protocol.mjs";

test("A failure has a code for the page, and a detail for developers", () => {
  const failure = new CalcFailure("timed_out", "no word for 10000 ms");
  assert.ok(failure instanceof Error);
  assert.deepEqual([failure.name, failure.code], ["CalcFailure", "timed_out"]);
  assert.equal(failure.message, "timed_out: no word for 10000 ms");
});
