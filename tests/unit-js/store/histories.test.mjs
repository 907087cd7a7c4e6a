import assert from "node:assert/strict";
import { test } from "node:test";
import * as backup from "../../../src/guide_site/store/backup.mjs";
import * as order from "../../../src/guide_site/store/order.mjs";
import * as store from "../../../src/guide_site/store/store.mjs";
import { freshBrowser } from "../support/tabs.mjs";
import { hands, history, played } from "./histories.mjs";

// `ORDER_HISTORIES=100000` is the long way.
const HISTORIES = Number(process.env.ORDER_HISTORIES ?? 1000);

test("No history of two tabs leaves anything but what the model says", async () => {
  assert.ok(HISTORIES > 0);
  for (let seed = 0; seed < HISTORIES; seed += 1) {
    freshBrowser();
    const tabs = [hands(store, order, backup), hands(store, order, backup)];
    const { operations, expected } = history(seed);
    const [found] = await played(tabs, [operations]);
    assert.deepEqual(found, expected, `history ${seed}: ${JSON.stringify(operations)}`);
  }
});

test("All that can be done is done in the first hundred histories, in either tab", () => {
  const done = Array.from({ length: 100 }, (_, seed) =>
    history(seed).operations.map(({ tab, act }) => `${act} ${tab}`),
  );
  const acts = ["add", "bringBack", "duplicate", "reload", "remove", "save", "say", "start"];
  assert.deepEqual(
    [...new Set(done.flat())].sort(),
    acts.flatMap((act) => [`${act} 0`, `${act} 1`]),
  );
});
