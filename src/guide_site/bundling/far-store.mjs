// Stands in for store.mjs: the orders are kept by one page of the folder (store-page.mjs), unseen in every other.
// Without a server, Firefox gives each page a storage of its own.

import { ROOT } from "../core/site.mjs";

/** @import {Order} from "../store/order.mjs" */
/** @import {Trouble} from "../store/store.mjs" */

export class Damaged extends Error {}

/** Does what the site's own `Store` does, and says the same. */
export class Store extends EventTarget {
  /** Why nothing can be stored at present. @type {Trouble | null} */
  trouble = null;
  #frame = document.createElement("iframe");
  #listening = new AbortController();
  #loaded = new Promise((loaded) => this.#frame.addEventListener("load", loaded));
  /** @type {Map<number, {resolve: (answer: any) => void, reject: (reason: Damaged) => void}>} */
  #waiting = new Map();
  #lastId = 0;
  /** The orders as they were last told, so that a change is on its way at once. @type {Map<string, Order>} */
  #known = new Map();

  constructor() {
    super();
    this.#frame.hidden = true;
    this.#frame.src = new URL("assets/store.html", ROOT).href;
    addEventListener("message", ({ source, data }) => source === this.#frame.contentWindow && this.#hear(data), {
      signal: this.#listening.signal,
    });
    document.body.append(this.#frame);
  }

  /** @returns {Promise<{orders: Order[], damaged: {id: string, record: unknown}[]}>} */
  async all() {
    const all = await this.#ask("all");
    this.#known = new Map(all.orders.map((/** @type {Order} */ order) => [order.id, order]));
    return all;
  }

  /**
   * @param {string} id
   * @param {(order: Order) => Order} change
   * @returns {Promise<Order | undefined>}
   */
  async change(id, change) {
    if (!this.#known.has(id)) await this.all();
    const known = this.#known.get(id);
    const order = known && change(known);
    if (order) this.#known.set(id, order);
    // What another tab says meanwhile is kept: two copies are merged word by word.
    return this.#ask("merge", id, order);
  }

  /** @param {Order[]} orders @returns {Promise<void>} */
  add(orders) {
    return this.#ask("add", orders);
  }

  /** @param {string} id @returns {Promise<void>} */
  remove(id) {
    return this.#ask("remove", id);
  }

  async close() {
    this.#listening.abort();
    this.#frame.remove();
  }

  /**
   * @param {string} method
   * @param {unknown[]} args
   */
  async #ask(method, ...args) {
    await this.#loaded;
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#frame.contentWindow?.postMessage({ id, method, args }, "*");
    });
  }

  /** @param {any} said */
  #hear(said) {
    if ("changed" in said) this.dispatchEvent(new CustomEvent("change", { detail: said.changed }));
    if ("trouble" in said) {
      this.trouble = said.trouble;
      this.dispatchEvent(new Event("trouble"));
    }
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if ("answer" in said) waiting?.resolve(said.answer);
    if ("damaged" in said) waiting?.reject(new Damaged(said.damaged));
  }
}
