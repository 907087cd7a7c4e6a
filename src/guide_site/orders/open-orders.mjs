// The orders of this browser that are not done, where a reader starts: each a line, and nothing where there are none.

import { part } from "../core/parts.mjs";
import { progress } from "../procedure/progress.mjs";
import { word } from "../store/order.mjs";
import { Store } from "../store/store.mjs";
import { drawOrder } from "./order-line.mjs";
import { byUrgency } from "./summary.mjs";

/** @import {Guide} from "./summary.mjs" */

const MINUTE = 60_000;

class PartnerOpenOrders extends HTMLElement {
  #listening = new AbortController();
  #store = new Store();

  async connectedCallback() {
    this.#store = new Store();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#store.addEventListener("change", () => void this.#show(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && void this.#show(), { signal });
    const clock = setInterval(() => void this.#show(), MINUTE);
    signal.addEventListener("abort", () => clearInterval(clock));
    await this.#show();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#listening.abort();
    void this.#store.close();
  }

  async #show() {
    /** @type {Record<string, Guide>} */
    const guides = JSON.parse(part(this, "#procedures", HTMLScriptElement).text);
    const { orders } = await this.#store.all();
    const open = orders.filter(
      (order) => order.guide in guides && !word(order, "archived") && progress(order, guides[order.guide]).next,
    );
    const lines = byUrgency(open, guides, new Date()).map((order) => drawOrder(this, order, guides[order.guide]));
    this.hidden = lines.length === 0;
    // A line that has the focus, and says the same, keeps it.
    const list = part(this, "ul", HTMLElement);
    const same = lines.length === list.children.length && lines.every((line, i) => line.isEqualNode(list.children[i]));
    if (!same) list.replaceChildren(...lines);
  }
}

customElements.define("partner-open-orders", PartnerOpenOrders);
