// Keeps the orders for all pages of the folder, each of which holds this one, unseen. A page without a server has no
// name by which it could be told from a stranger's file; in Chromium, all files share their storage anyway.

import { merged } from "../store/order.mjs";
import { Damaged, Store } from "../store/store.mjs";

/** @import {Order} from "../store/order.mjs" */

const store = new Store();
store.addEventListener("change", (event) => tell({ changed: /** @type {CustomEvent} */ (event).detail }));
store.addEventListener("trouble", () => tell({ trouble: store.trouble }));
addEventListener("message", async ({ source, data: { id, method, args } }) => {
  if (source !== parent) return;
  try {
    tell({ id, answer: await does[method](...args) });
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    tell({ id, damaged: error.message });
  }
});

/** @type {Record<string, (...args: any[]) => Promise<unknown>>} */
const does = {
  all: () => store.all(),
  add: (orders) => store.add(orders),
  remove: (id) => store.remove(id),
  merge: (id, order) => store.change(id, (/** @type {Order} */ stored) => (order ? merged(stored, order) : stored)),
};

/** @param {unknown} said */
function tell(said) {
  parent.postMessage(said, "*");
}
