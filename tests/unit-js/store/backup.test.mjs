import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { backupFile, bringBack, FileRefused, readBackup } from "../../../src/guide_site/store/backup.mjs";
import { said } from "../../../src/guide_site/store/order.mjs";
import { Store } from "../../../src/guide_site/store/store.mjs";
import { freshBrowser } from "../support/tabs.mjs";
import { ID, OTHER_ID, order, values } from "./orders.mjs";

/** @param {BlobPart} content */
function file(content) {
  return new File([content], "orders.json");
}

/** @param {Record<string, unknown>} [changes] */
function backup(changes) {
  return JSON.stringify({ format: "partner-orders", version: 1, orders: [order()], ...changes });
}

describe("A file of orders", () => {
  test("bears the day on which it was saved", (context) => {
    context.mock.timers.enable({ apis: ["Date"], now: Date.UTC(2026, 10, 22, 23, 59) });
    const { name, type } = backupFile([]);
    assert.deepEqual([name, type], ["orders-2026-11-22.json", "application/json"]);
  });

  test("gives back what was saved in it", async () => {
    const orders = [order(), order({ "data:lines": [[{ a: "Å" }], 3], archived: [true, 4] }, { id: OTHER_ID })];
    assert.deepEqual(await readBackup(backupFile(orders)), { orders, damaged: 0 });
  });

  test("of 10 MB is read, and one of a byte more is not even opened", async () => {
    const most = 10 * 1024 * 1024;
    const full = Buffer.alloc(most, " ");
    full.write(backup());
    assert.equal((await readBackup(file(full))).orders.length, 1);
    const larger = file(Buffer.concat([full, Buffer.from(" ")]));
    larger.text = () => assert.fail("it was opened");
    await assert.rejects(readBackup(larger), { code: "too_large" });
  });

  /** @type {Record<string, [BlobPart, string]>} */
  const refused = {
    "that was cut in half": [backup().slice(0, 90), "unreadable"],
    "that is empty": ["", "unreadable"],
    "that is no text": [Uint8Array.from({ length: 256 }, (_, byte) => byte), "unreadable"],
    "of a newer site": [backup({ version: 2 }), "newer"],
    "of no version": [backup({ version: undefined }), "newer"],
    "of something else": ['{"format": "shopping"}', "not_orders"],
    "that is a list": ["[1, 2]", "not_orders"],
    "that is null": ["null", "not_orders"],
    "whose orders are none": [backup({ orders: 7 }), "not_orders"],
    "of something else and newer": [backup({ format: "shopping", version: 2 }), "not_orders"],
  };
  for (const [what, [content, code]] of Object.entries(refused)) {
    test(`${what} is refused: ${code}`, async () => {
      await assert.rejects(readBackup(file(content)), (error) => error instanceof FileRefused && error.code === code);
    });
  }

  test("gives its orders back, and counts what is none", async () => {
    const orders = [7, null, order(), { ...order(), version: 2 }];
    assert.deepEqual(await readBackup(file(backup({ orders }))), { orders: [order()], damaged: 3 });
  });

  test("brings nothing that does not belong to an order", async () => {
    const more = { ...order(), extra: 1, words: { name: { value: "x", at: 1, extra: 1 } } };
    const { orders } = await readBackup(file(backup({ orders: [more] })));
    assert.deepEqual(orders, [order({ name: ["x", 1] })]);
  });
});

describe("Bringing orders back", () => {
  /** @type {Store} */
  let store;
  beforeEach(() => {
    freshBrowser();
    store = new Store();
  });

  async function kept() {
    const { orders } = await store.all();
    return Object.fromEntries(orders.map((order) => [order.id, values(order)]));
  }

  test("adds those that are not here, and undoing it removes them", async () => {
    await store.add([order({ name: ["Here", 1] })]);
    const brought = await bringBack(store, [order({ name: ["New", 1] }, { id: OTHER_ID })]);
    assert.deepEqual([brought.added, brought.changed, brought.kept], [1, 0, 0]);
    assert.deepEqual(await kept(), { [ID]: { name: "Here" }, [OTHER_ID]: { name: "New" } });
    await brought.undo();
    assert.deepEqual(await kept(), { [ID]: { name: "Here" } });
  });

  test("merges one that is here with a newer copy, and undoing it says again what was said before", async () => {
    await store.add([order({ name: ["Before", 1], "tick:a": ["1", 5] })]);
    const brought = await bringBack(store, [order({ name: ["After", 2], "tick:a": [null, 4], "data:new": ["x", 3] })]);
    assert.deepEqual([brought.added, brought.changed, brought.kept], [0, 1, 0]);
    assert.deepEqual(await kept(), { [ID]: { name: "After", "tick:a": "1", "data:new": "x" } });
    await brought.undo();
    assert.deepEqual(await kept(), { [ID]: { name: "Before", "tick:a": "1", "data:new": null } });
  });

  test("keeps one that is here and not older", async () => {
    await store.add([order({ name: ["Here", 2] })]);
    const brought = await bringBack(store, [order({ name: ["Older", 1] })]);
    assert.deepEqual([brought.added, brought.changed, brought.kept], [0, 0, 1]);
    assert.deepEqual(await kept(), { [ID]: { name: "Here" } });
  });

  test("of the very copy that is here changes nothing", async () => {
    await store.add([order()]);
    const brought = await bringBack(store, [order()]);
    assert.deepEqual([brought.added, brought.changed, brought.kept], [0, 0, 1]);
  });

  test("is undone without what was said since in other words", async () => {
    await store.add([order({ name: ["Before", 1] })]);
    const { undo } = await bringBack(store, [order({ name: ["After", 2] })]);
    await store.change(ID, (now) => said(now, { "tick:a": "1" }));
    await undo();
    assert.deepEqual(await kept(), { [ID]: { name: "Before", "tick:a": "1" } });
  });
});
