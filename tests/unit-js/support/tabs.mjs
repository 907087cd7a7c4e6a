// What the tabs of a browser share: databases, and channels on which they hear each other. Each Store is a tab.

import * as fake from "fake-indexeddb";

// By name, since a document may stand beside it.
for (const [name, value] of Object.entries(fake)) {
  if (name.startsWith("IDB")) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

/** @type {Set<BroadcastChannel>} */
const channels = new Set();

/** A channel that does not keep Node running. */
class Channel extends BroadcastChannel {
  /** @param {string} name */
  constructor(name) {
    super(name);
    /** @type {import("node:worker_threads").BroadcastChannel} */ (/** @type {unknown} */ (this)).unref();
    channels.add(this);
  }
}
globalThis.BroadcastChannel = Channel;

/** Closes all tabs, and forgets what they have stored. */
export function freshBrowser() {
  for (const channel of channels) channel.close();
  channels.clear();
  globalThis.indexedDB = new IDBFactory();
}

/**
 * The one database of the orders, opened past the Store.
 *
 * @param {number} [version]
 */
export async function database(version) {
  const [{ name = "" }] = await indexedDB.databases();
  return done(indexedDB.open(name, version));
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
