// The orders of this browser. What cannot be stored is kept for as long as the page is open, and the page is told.

import { openDB } from "idb";
import { NAMES } from "../core/site.mjs";
import { isOrder, merged, VERSION } from "./order.mjs";

/** @import {IDBPDatabase} from "idb" */
/** @import {Order} from "./order.mjs" */

/** @typedef {"blocked" | "full" | "newer" | "failed"} Trouble */

const ORDERS = "orders";

/** The order is there, but not as one of this site's: it is left as it is. */
export class Damaged extends Error {}

/**
 * Fires "change" with the ids of the orders that were changed elsewhere, and "trouble" when `trouble` changes.
 */
export class Store extends EventTarget {
  /** Why nothing can be stored at present. @type {Trouble | null} */
  trouble = null;
  /** @type {Promise<IDBPDatabase> | undefined} */
  #database;
  /** What waits to be stored; null for an order that is to go. @type {Map<string, Order | null>} */
  #unsaved = new Map();
  #otherTabs = "BroadcastChannel" in globalThis ? new BroadcastChannel(NAMES.orders) : undefined;

  constructor() {
    super();
    this.#otherTabs?.addEventListener("message", ({ data }) =>
      this.dispatchEvent(new CustomEvent("change", { detail: data })),
    );
  }

  /**
   * Every order, and what stands among them and is none.
   *
   * @returns {Promise<{orders: Order[], damaged: {id: string, record: unknown}[]}>}
   */
  async all() {
    const records = await this.#read();
    const damaged = records.filter(([, record]) => !isOrder(record)).map(([id, record]) => ({ id, record }));
    const stored = new Map(records.filter(([, record]) => isOrder(record)));
    const orders = [...new Set([...stored.keys(), ...this.#unsaved.keys()])].map((id) =>
      this.#withUnsaved(id, stored.get(id)),
    );
    return { orders: orders.filter((order) => order !== undefined), damaged };
  }

  /**
   * Changes one order as it stands now, whatever other tabs have done to it. Nothing happens where it is gone.
   *
   * @param {string} id
   * @param {(order: Order) => Order} change
   * @returns {Promise<Order | undefined>} as it stands then
   */
  async change(id, change) {
    return (await this.#write([id], (order) => order && change(order))).get(id);
  }

  /**
   * Adds orders; one that is there already is merged with what is given. All of them, or none.
   *
   * @param {Order[]} orders
   */
  async add(orders) {
    const given = new Map(orders.map((order) => [order.id, order]));
    await this.#write([...given.keys()], (stored, id) => {
      const order = /** @type {Order} */ (given.get(id));
      return stored ? merged(stored, order) : order;
    });
  }

  /** @param {string} id of an order, or of something damaged */
  async remove(id) {
    await this.#write([id], () => undefined, { evenDamaged: true });
  }

  /** Lets go of the storage, and hears of no more changes. */
  async close() {
    this.#otherTabs?.close();
    await this.#closeDatabase();
  }

  /** @returns {Promise<[string, unknown][]>} */
  async #read() {
    try {
      const records = await (await this.#open()).transaction(ORDERS).store.getAll();
      return records.map((record) => [String(record.id), record]);
    } catch (error) {
      this.#suffer(error);
      return [];
    }
  }

  /**
   * @param {string[]} ids
   * @param {(order: Order | undefined, id: string) => Order | undefined} change
   * @param {{evenDamaged?: boolean}} [options]
   * @returns {Promise<Map<string, Order | undefined>>} the orders as they stand then
   */
  async #write(ids, change, { evenDamaged = false } = {}) {
    // What could not be stored before is tried again with every change.
    const all = [...new Set([...ids, ...this.#unsaved.keys()])];
    /** @type {Map<string, Order | undefined>} */
    const next = new Map();
    /** @param {string} id @param {unknown} record */
    const work = (id, record) => {
      if (record !== undefined && !isOrder(record) && !evenDamaged) throw new Damaged(id);
      const order = this.#withUnsaved(id, isOrder(record) ? record : undefined);
      next.set(id, ids.includes(id) ? change(order, id) : order);
    };
    try {
      const transaction = (await this.#open()).transaction(ORDERS, "readwrite");
      const finished = transaction.done;
      finished.catch(() => {});
      try {
        for (const id of all) work(id, await transaction.store.get(id));
        for (const [id, order] of next) {
          if (order) await transaction.store.put(order);
          else await transaction.store.delete(id);
        }
      } catch (error) {
        transaction.abort();
        throw error;
      }
      await finished;
      this.#unsaved.clear();
      this.#say(null);
    } catch (error) {
      if (error instanceof Damaged) throw error;
      this.#suffer(error);
      // Where nothing could be read, the change is made to what this page knows.
      for (const id of all) if (!next.has(id)) work(id, undefined);
      for (const [id, order] of next) this.#unsaved.set(id, order ?? null);
    }
    this.#otherTabs?.postMessage(ids);
    return next;
  }

  /**
   * @param {string} id
   * @param {unknown} stored
   */
  #withUnsaved(id, stored) {
    const unsaved = this.#unsaved.get(id);
    if (unsaved === null) return undefined;
    const order = /** @type {Order | undefined} */ (stored);
    return order && unsaved ? merged(order, unsaved) : (unsaved ?? order);
  }

  async #open() {
    if (!globalThis.indexedDB) throw new DOMException("There is no storage", "SecurityError");
    this.#database ??= openDB(NAMES.orders, VERSION, {
      upgrade: (database) => void database.createObjectStore(ORDERS, { keyPath: "id" }),
      // A newer site in another tab must not wait for this one.
      blocking: () => this.#closeDatabase(),
      terminated: () => this.#closeDatabase(),
    });
    try {
      return await this.#database;
    } catch (error) {
      this.#database = undefined;
      throw error;
    }
  }

  async #closeDatabase() {
    const database = this.#database;
    this.#database = undefined;
    (await database)?.close();
  }

  /** @param {unknown} error of the storage; any other is a mistake of ours and goes on */
  #suffer(error) {
    if (!(error instanceof DOMException)) throw error;
    void this.#closeDatabase();
    /** @type {Record<string, Trouble>} */
    const known = {
      QuotaExceededError: "full",
      SecurityError: "blocked",
      InvalidStateError: "blocked",
      VersionError: "newer",
    };
    this.#say(known[error.name] ?? "failed");
  }

  /** @param {Trouble | null} trouble */
  #say(trouble) {
    if (this.trouble === trouble) return;
    this.trouble = trouble;
    this.dispatchEvent(new Event("trouble"));
  }
}
