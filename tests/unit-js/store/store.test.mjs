import assert from "node:assert/strict";
import { once } from "node:events";
import { beforeEach, describe, test } from "node:test";
import { forceCloseDatabase } from "fake-indexeddb";
import { said } from "../../../src/guide_site/store/order.mjs";
import { Damaged, Store } from "../../../src/guide_site/store/store.mjs";
import { database, done, freshBrowser } from "../support/tabs.mjs";
import { ID, OTHER_ID, order, values } from "./orders.mjs";

/** @import {TestContext} from "node:test" */

const DAMAGED = { id: ID, words: "half a" };

/** @type {Store} */
let store;
beforeEach(() => {
  freshBrowser();
  store = new Store();
});

/** @param {Store} [tab] */
async function kept(tab = store) {
  const { orders } = await tab.all();
  return Object.fromEntries(orders.map((order) => [order.id, values(order)]));
}

/** @param {Record<string, unknown>} words */
function say(words) {
  return store.change(ID, (order) => said(order, words));
}

/**
 * Puts a record beside the orders, past the store.
 *
 * @param {unknown} record
 */
async function put(record) {
  await store.all();
  const opened = await database();
  await done(opened.transaction("orders", "readwrite").objectStore("orders").put(record));
  opened.close();
}

/**
 * Lets the storage refuse everything that is to be kept, until it is mended.
 *
 * @param {TestContext} context
 * @param {Error} error
 */
function broken(context, error) {
  return context.mock.method(IDBObjectStore.prototype, "put", () => {
    throw error;
  }).mock;
}

describe("The store", () => {
  test("holds nothing at first", async () => {
    assert.deepEqual(await store.all(), { orders: [], damaged: [] });
    assert.equal(store.trouble, null);
  });

  test("keeps what is added, for every tab that opens later", async () => {
    await store.add([order(), order({}, { id: OTHER_ID })]);
    assert.deepEqual((await new Store().all()).orders, [order(), order({}, { id: OTHER_ID })]);
  });

  test("merges what is added with what is there", async () => {
    await store.add([order({ name: ["Before", 1], "tick:a": ["1", 5] })]);
    await store.add([order({ name: ["After", 2], "tick:a": ["0", 4] })]);
    assert.deepEqual(await kept(), { [ID]: { name: "After", "tick:a": "1" } });
  });

  test("changes an order as it stands, and no other", async () => {
    await store.add([order({ name: ["One", 1] }), order({ name: ["Other", 1] }, { id: OTHER_ID })]);
    await say({ name: "Changed" });
    assert.deepEqual(await kept(), { [ID]: { name: "Changed" }, [OTHER_ID]: { name: "Other" } });
  });

  test("says how an order stands after a change, with what other tabs have said, and nothing where it is gone", async () => {
    await store.add([order({ name: ["One", 1] })]);
    await new Store().change(ID, (order) => said(order, { "tick:a": "1" }));
    assert.deepEqual(values(await say({ name: "Changed" })), { name: "Changed", "tick:a": "1" });
    await store.remove(ID);
    assert.equal(await say({ name: "Again" }), undefined);
  });

  test("does not bring back by a change what is gone", async () => {
    await store.add([order()]);
    await store.remove(ID);
    await say({ name: "Changed" });
    assert.deepEqual(await kept(), {});
  });

  test("leaves all as it was where a change goes wrong", async () => {
    await store.add([order()]);
    const change = () => {
      throw new TypeError("a mistake of ours");
    };
    await assert.rejects(store.change(ID, change), TypeError);
    assert.deepEqual(await kept(), { [ID]: values(order()) });
    assert.equal(store.trouble, null);
  });
});

describe("Two tabs", () => {
  test("lose nothing where both write at the same time", async () => {
    const other = new Store();
    await store.add([order({})]);
    const names = Array.from({ length: 20 }, (_, number) => `tick:s${number}`);
    await Promise.all(
      names.map((name, number) => [store, other][number % 2].change(ID, (order) => said(order, { [name]: "1" }))),
    );
    const all = { [ID]: Object.fromEntries(names.map((name) => [name, "1"])) };
    assert.deepEqual(await kept(store), all);
    assert.deepEqual(await kept(other), all);
  });

  test("hear which orders the other has changed, and not what they changed themselves", async () => {
    const other = new Store();
    const heard = once(other, "change");
    store.addEventListener("change", () => assert.fail("it heard itself"));
    await store.add([order(), order({}, { id: OTHER_ID })]);
    const [event] = await heard;
    assert.deepEqual(event.detail, [ID, OTHER_ID]);
  });

  test("hear nothing more of each other once one is closed, and it lets go of the storage", async () => {
    const other = new Store();
    other.addEventListener("change", () => assert.fail("it heard the other"));
    await other.all();
    await other.close();
    await store.add([order()]);
    await store.close();
    (await database(99)).close();
  });

  test("get on where the browser has no channel between them", async (context) => {
    const { BroadcastChannel } = globalThis;
    context.after(() => Object.assign(globalThis, { BroadcastChannel }));
    Reflect.deleteProperty(globalThis, "BroadcastChannel");
    await new Store().add([order()]);
    assert.deepEqual(Object.keys(await kept(new Store())), [ID]);
  });
});

describe("A damaged record", () => {
  test("is shown as it is, and harms no order", async () => {
    await store.add([order({}, { id: OTHER_ID })]);
    await put(DAMAGED);
    const { orders, damaged } = await store.all();
    assert.deepEqual(damaged, [{ id: ID, record: DAMAGED }]);
    assert.deepEqual(orders, [order({}, { id: OTHER_ID })]);
  });

  test("is not changed or written over, and what is added with it is not added", async () => {
    await put(DAMAGED);
    await assert.rejects(say({ name: "x" }), Damaged);
    await assert.rejects(store.add([order({}, { id: OTHER_ID }), order()]), Damaged);
    assert.deepEqual(await store.all(), { orders: [], damaged: [{ id: ID, record: DAMAGED }] });
    assert.equal(store.trouble, null);
  });

  test("can be removed", async () => {
    await put(DAMAGED);
    await store.remove(ID);
    assert.deepEqual(await store.all(), { orders: [], damaged: [] });
  });
});

describe("Where nothing can be stored", () => {
  /** @type {[string, string, Error][]} */
  const troubles = [
    ["there is no room", "full", new DOMException("no room", "QuotaExceededError")],
    ["it is forbidden", "blocked", new DOMException("no", "SecurityError")],
    ["the window is private", "blocked", new DOMException("no", "InvalidStateError")],
    ["something else is wrong", "failed", new DOMException("no", "UnknownError")],
  ];
  for (const [why, trouble, error] of troubles) {
    test(`since ${why}, the page is told, and keeps the order for as long as it is open`, async (context) => {
      const told = once(store, "trouble");
      broken(context, error);
      await store.add([order()]);
      await told;
      assert.equal(store.trouble, trouble);
      assert.deepEqual(await kept(), { [ID]: values(order()) });
      assert.deepEqual(await kept(new Store()), {});
    });
  }

  test("a mistake of ours is no trouble of the storage", async (context) => {
    broken(context, new TypeError("a mistake of ours"));
    await assert.rejects(store.add([order()]), TypeError);
    assert.equal(store.trouble, null);
  });

  test("the next change stores everything that could not be stored", async (context) => {
    await store.add([order({ name: ["Before", 1] }), order({}, { id: OTHER_ID })]);
    const storage = broken(context, new DOMException("no room", "QuotaExceededError"));
    await say({ name: "After" });
    await say({ "tick:a": "1" });
    await store.remove(OTHER_ID);
    assert.deepEqual(await kept(), { [ID]: { name: "After", "tick:a": "1" } });
    storage.restore();
    await say({ "tick:b": "1" });
    assert.equal(store.trouble, null);
    assert.deepEqual(await kept(new Store()), { [ID]: { name: "After", "tick:a": "1", "tick:b": "1" } });
  });

  test("the page is told once, and once more when all is well", async (context) => {
    /** @type {(string | null)[]} */
    const told = [];
    store.addEventListener("trouble", () => told.push(store.trouble));
    const storage = broken(context, new DOMException("no room", "QuotaExceededError"));
    await store.add([order()]);
    await say({ name: "x" });
    storage.restore();
    await say({ name: "y" });
    await say({ name: "z" });
    assert.deepEqual(told, ["full", null]);
  });

  test("what another tab has stored meanwhile is merged with what is kept here", async (context) => {
    const other = new Store();
    await store.add([order({ name: ["Before", 1] })]);
    const storage = broken(context, new DOMException("no room", "QuotaExceededError"));
    await say({ "tick:a": "1" });
    storage.restore();
    await other.change(ID, (order) => said(order, { "tick:b": "1" }));
    const all = { [ID]: { name: "Before", "tick:a": "1", "tick:b": "1" } };
    assert.deepEqual(await kept(), all);
    await say({ "tick:c": "1" });
    assert.deepEqual(await kept(other), { [ID]: { ...all[ID], "tick:c": "1" } });
  });

  for (const [why, missing] of /** @type {[string, PropertyDescriptor][]} */ ([
    ["there is no storage", { value: undefined, configurable: true }],
    [
      "storage may not even be asked for",
      {
        get: () => {
          throw new DOMException("no", "SecurityError");
        },
        configurable: true,
      },
    ],
  ])) {
    test(`since ${why}, orders are kept by the page, until there is one`, async (context) => {
      const there = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(globalThis, "indexedDB"));
      context.after(() => Object.defineProperty(globalThis, "indexedDB", there));
      Object.defineProperty(globalThis, "indexedDB", missing);
      assert.deepEqual(await kept(), {});
      assert.equal(store.trouble, "blocked");
      await store.add([order({ name: ["Before", 1] })]);
      await say({ name: "After" });
      assert.deepEqual(await kept(), { [ID]: { name: "After" } });
      Object.defineProperty(globalThis, "indexedDB", there);
      await say({ "tick:a": "1" });
      assert.equal(store.trouble, null);
      assert.deepEqual(await kept(new Store()), { [ID]: { name: "After", "tick:a": "1" } });
    });
  }
});

describe("A newer site's orders", () => {
  test("are left alone", async () => {
    await store.add([order()]);
    (await database(99)).close();
    const later = new Store();
    assert.deepEqual(await kept(later), {});
    await later.remove(ID);
    assert.equal(later.trouble, "newer");
    const opened = await database();
    assert.equal(opened.version, 99);
    assert.deepEqual(await done(opened.transaction("orders").objectStore("orders").getAll()), [order()]);
    opened.close();
  });

  test("need not wait for a tab of this one", async () => {
    await store.add([order()]);
    (await database(99)).close();
    assert.deepEqual(await kept(), {});
    assert.equal(store.trouble, "newer");
  });

  test("need not wait for a tab of this one that could store nothing", async (context) => {
    broken(context, new DOMException("no room", "QuotaExceededError"));
    await store.add([order()]);
    (await database(99)).close();
  });
});

test("A database that the browser closes is opened again", async (context) => {
  const opening = context.mock.method(indexedDB, "open");
  await store.add([order()]);
  forceCloseDatabase(/** @type {any} */ (opening.mock.calls[0].result?.result));
  assert.deepEqual(await kept(), { [ID]: values(order()) });
  assert.equal(opening.mock.callCount(), 2);
});
