// What the tabs of a browser share: a database, and a channel on which they hear each other. Each Store is a tab.

import "fake-indexeddb/auto";

/** A channel that does not keep Node running. */
class Channel extends BroadcastChannel {
  /** @param {string} name */
  constructor(name) {
    super(name);
    this.unref();
  }
}
globalThis.BroadcastChannel = Channel;

/** Removes every database, as in a browser that has not been here yet. */
export async function emptied() {
  for (const { name = "" } of await indexedDB.databases()) {
    await done(indexedDB.deleteDatabase(name));
  }
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
