// What readers have stored opens in every later version. Names and shapes are written out here, as they lie in their
// browsers: they may be added to, and never changed.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { readBackup } from "../../../src/guide_site/store/backup.mjs";
import { isOrder, said, word, wordsOf } from "../../../src/guide_site/store/order.mjs";
import { Store } from "../../../src/guide_site/store/store.mjs";
import { done, freshBrowser } from "../support/tabs.mjs";

const STORED = readFileSync(new URL("stored-order.json", import.meta.url), "utf8");
const ORDER = JSON.parse(STORED);
const ROOT = new URL("../../../src/", import.meta.url).pathname;

beforeEach(freshBrowser);

async function stored() {
  const opening = indexedDB.open(`partner-guides ${ROOT}`, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("orders", { keyPath: "id" });
  return done(opening);
}

test("A stored order is read as it was", async () => {
  const database = await stored();
  await done(database.transaction("orders", "readwrite").objectStore("orders").add(ORDER));
  database.close();
  const store = new Store();
  assert.deepEqual(await store.all(), { orders: [ORDER], damaged: [] });
  assert.equal(store.trouble, null);
});

test("A stored order says what its reader has said", () => {
  assert.ok(isOrder(ORDER));
  assert.equal(word(ORDER, "name"), "Åkeri & Söner");
  assert.deepEqual([...wordsOf(ORDER, "tick")].sort(), [
    ["check-sbr", "4f8d6a42"],
    ["have-po-number", "2acf232e"],
  ]);
  assert.deepEqual([...wordsOf(ORDER, "data").keys()].sort(), ["items", "ordered_at", "po_number", "sbr", "service"]);
  assert.deepEqual([...wordsOf(ORDER, "deadlines").keys()], ["dispatch"]);
});

test("What is stored now is found where it was stored before", async () => {
  const store = new Store();
  await store.add([ORDER]);
  await store.change(ORDER.id, (order) => said(order, { name: "Changed" }));
  const database = await stored();
  const [kept] = await done(database.transaction("orders").objectStore("orders").getAll());
  assert.deepEqual([kept.id, kept.version, kept.guide], [ORDER.id, 1, ORDER.guide]);
  assert.deepEqual({ ...kept.words, name: null }, { ...ORDER.words, name: null });
  assert.equal(kept.words.name.value, "Changed");
  database.close();
});

test("A saved file is read as it was", async () => {
  const file = new File(
    [`{"format": "partner-orders", "version": 1, "orders": [${STORED}]}`],
    "orders-2026-11-22.json",
  );
  assert.deepEqual(await readBackup(file), { orders: [ORDER], damaged: 0 });
});
