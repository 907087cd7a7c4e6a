// Orders in a file: to keep, to pass on, to bring back. A file is never trusted.

import { isOrder, isRecord, merged, said, VERSION, word } from "./order.mjs";

/** @import {Order} from "./order.mjs" */
/** @import {Store} from "./store.mjs" */

const FORMAT = "partner-orders";
const LARGEST = 10 * 1024 * 1024;

/** @typedef {"too_large" | "unreadable" | "not_orders" | "newer"} FileTrouble */

/** The file holds nothing that can be brought back. */
export class FileRefused extends Error {
  /** @param {FileTrouble} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * @param {Order[]} orders
 * @returns {File}
 */
export function backupFile(orders) {
  const text = JSON.stringify({ format: FORMAT, version: VERSION, orders }, null, 1);
  const day = new Date().toISOString().slice(0, 10);
  return new File([text], `orders-${day}.json`, { type: "application/json" });
}

/**
 * What is in a file: orders, and how many entries are none that this site can read.
 *
 * @param {File} file
 * @returns {Promise<{orders: Order[], damaged: number}>} rejected by {@link FileRefused}
 */
export async function readBackup(file) {
  if (file.size > LARGEST) throw new FileRefused("too_large");
  const content = parsed(await file.text());
  if (!isRecord(content) || content.format !== FORMAT || !Array.isArray(content.orders)) {
    throw new FileRefused("not_orders");
  }
  if (content.version !== VERSION) throw new FileRefused("newer");
  const orders = content.orders.filter(isOrder).map(plain);
  return { orders, damaged: content.orders.length - orders.length };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new FileRefused("unreadable");
  }
}

/**
 * An order without anything that does not belong to one.
 *
 * @param {Order} order
 * @returns {Order}
 */
function plain({ version, id, guide, words }) {
  return {
    version,
    id,
    guide,
    words: Object.fromEntries(Object.entries(words).map(([key, { value, at }]) => [key, { value, at }])),
  };
}

/**
 * Brings orders back. One that is here already is merged: of each word the later one stays.
 *
 * @param {Store} store
 * @param {Order[]} orders
 * @returns {Promise<{added: number, changed: number, kept: number, undo: () => Promise<void>}>} `changed` orders
 *   took something from the file, `kept` ones had nothing to take
 */
export async function bringBack(store, orders) {
  const { orders: here } = await store.all();
  const before = new Map(here.map((order) => [order.id, order]));
  const known = orders.filter(({ id }) => before.has(id));
  const changed = known.filter((order) => Object.keys(taken(before.get(order.id), order)).length > 0);
  await store.add(orders);
  return {
    added: orders.length - known.length,
    changed: changed.length,
    kept: known.length - changed.length,
    undo: async () => {
      for (const order of changed) {
        const words = taken(before.get(order.id), order);
        await store.change(order.id, (now) => said(now, words));
      }
      for (const { id } of orders) if (!before.has(id)) await store.remove(id);
    },
  };
}

/**
 * What an order takes from a file, each word as it was before.
 *
 * @param {Order | undefined} order
 * @param {Order} file
 * @returns {Record<string, unknown>}
 */
function taken(order, file) {
  if (!order) return {};
  const both = merged(order, file);
  const keys = Object.keys(file.words).filter((key) => both.words[key] !== order.words[key]);
  return Object.fromEntries(keys.map((key) => [key, word(order, key)]));
}
