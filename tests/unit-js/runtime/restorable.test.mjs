import assert from "node:assert/strict";
import { test } from "node:test";
import { isRestorable } from "../../../runtime/page/restorable.mjs";

test("A browser with Chromium's engine can start from a snapshot", () => assert.equal(isRestorable(), true));

for (const [what, place] of /** @type {[string, number][]} */ ([
  ["at the first place", 0],
  ["at the second place", 1],
])) {
  test(`A browser whose table holds another function ${what} cannot`, (context) => {
    const { get } = WebAssembly.Table.prototype;
    context.mock.method(
      WebAssembly.Table.prototype,
      "get",
      /** @this {WebAssembly.Table} @param {number} at */ function (at) {
        return at === place ? () => {} : get.call(this, at);
      },
    );
    assert.equal(isRestorable(), false);
  });
}
