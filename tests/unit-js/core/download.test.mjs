import "../support/document.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { download } from "../../../src/guide_site/core/download.mjs";

test("A file is handed over under its name, and let go of in time", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const file = new File(["content"], "orders.json");
  /** @type {[string, string][]} */
  const saved = [];
  context.mock.method(
    HTMLAnchorElement.prototype,
    "click",
    /** @this {HTMLAnchorElement} */ function () {
      saved.push([this.download, this.href]);
    },
  );
  const revoked = context.mock.method(URL, "revokeObjectURL");
  download(file);
  const [[name, address]] = saved;
  assert.equal(name, "orders.json");
  assert.equal(await (await fetch(address)).text(), "content");
  context.mock.timers.tick(9_999);
  assert.equal(revoked.mock.callCount(), 0);
  context.mock.timers.tick(1);
  assert.deepEqual(revoked.mock.calls[0].arguments, [address]);
});
