// The life of a version: it is filled whole, waits until it is asked, takes over, and clears the one before away.

import { Saved, Trouble } from "./saved.mjs";
import { Serving } from "./serving.mjs";

/**
 * @import { Demand, News } from "../messages.mjs"
 * @import { Scope, Site, Tab } from "./types.d.mts"
 */

/**
 * Has a worker serve a version of the site.
 *
 * @param {Site} site
 * @param {Scope} worker
 */
export function live(site, worker) {
  const saved = new Saved(site, worker);
  const serving = new Serving(site, worker, saved);

  worker.addEventListener("install", (event) => event.waitUntil(save()));

  worker.addEventListener("activate", (event) => event.waitUntil(saved.clearOlder()));

  worker.addEventListener("message", (event) => {
    const [port] = event.ports;
    switch (/** @type {Demand | undefined} */ (event.data?.do)) {
      case "status":
        return event.waitUntil(saved.status().then((said) => port.postMessage(said)));
      case "save":
        return event.waitUntil(save().catch(() => {}));
      case "take-over":
        return event.waitUntil(takeOver(event.source).then((said) => port.postMessage(said)));
    }
  });

  worker.addEventListener("fetch", (event) => {
    const answer = serving.answer(event.request);
    if (answer) event.respondWith(answer);
  });

  /** Saves what is wanted, and says how it goes to every page of the site. */
  async function save() {
    try {
      await saved.fill((progress) => void tell({ progress }));
      await tell({ done: true });
    } catch (error) {
      await tell({ trouble: error instanceof Trouble ? error.code : "stopped" });
      throw error;
    }
  }

  /**
   * Takes over where only the page that asks is open: any other would go on with the files of two versions.
   *
   * @param {Tab} asking
   */
  async function takeOver(asking) {
    const others = (await pages()).filter(({ id }) => id !== asking.id).length;
    if (others === 0) await worker.skipWaiting();
    return { others };
  }

  /** The open pages of this site. */
  async function pages() {
    const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    return all.filter(({ url }) => url.startsWith(saved.scope));
  }

  /** @param {News} news */
  async function tell(news) {
    for (const page of await pages()) page.postMessage({ offline: news });
  }
}
