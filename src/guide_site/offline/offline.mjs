// Offline use as every page sees it: the line in the footer, a save that goes on where it was stopped, and the way to
// a new version. A reader who did not ask for offline use gets no worker and no download.

import { mannerOf } from "../core/manner.mjs";
import { NAMES, ROOT } from "../core/site.mjs";
import { WANTED } from "./messages.mjs";

/**
 * @import { Demand, News, Obstacle, Progress, Status } from "./messages.mjs"
 * @typedef {Obstacle | "stopped" | "unsupported" | "others"} Trouble
 */

const SETTINGS = `${ROOT}${WANTED}`;

/** What is saved and what goes on. A "change" event follows every change. */
class Offline extends EventTarget {
  /** @type {Status} */
  status = { saved: [], bytes: 0, wanted: [] };
  /** Whether a new version is ready to take over. */
  waiting = false;
  /** @type {Progress | undefined} */
  progress;
  /** @type {Trouble | null} */
  trouble = null;

  /** @type {ServiceWorkerRegistration | undefined} */
  #registration;
  #triedAgain = false;

  /** Goes on with what the reader has asked for, if anything. */
  async start() {
    if (!supported()) return;
    navigator.serviceWorker.addEventListener("message", ({ data }) => data?.offline && this.#hear(data.offline));
    navigator.serviceWorker.startMessages();
    try {
      const settings = await caches.match(SETTINGS, { cacheName: NAMES.settings });
      if (!settings) return;
      this.status.wanted = await settings.json();
      await this.#register();
    } catch {
      // No network and no worker yet, or a window that keeps nothing: the page is as without.
    }
  }

  /** @param {string[]} languages to save, beside those that were wanted before */
  async save(languages) {
    if (!supported()) return this.#update({ trouble: "unsupported" });
    this.#update({ trouble: null, progress: { loaded: 0, total: 0 } });
    this.#triedAgain = false;
    try {
      const wanted = [...new Set([...this.status.wanted, ...languages])];
      await (await caches.open(NAMES.settings)).put(SETTINGS, Response.json(wanted));
      this.status.wanted = wanted;
      void navigator.storage?.persist?.();
      await this.#register();
    } catch (error) {
      const full = error instanceof DOMException && error.name === "QuotaExceededError";
      const refused = error instanceof DOMException && error.name === "SecurityError";
      this.#update({ trouble: full ? "full" : refused ? "unsupported" : "network", progress: undefined });
    }
  }

  /** Takes everything off this device that offline use has put there. */
  async remove() {
    await caches.delete(NAMES.settings);
    await (await registration())?.unregister();
    const ours = (await caches.keys()).filter((name) => name.startsWith(NAMES.caches));
    await Promise.all(ours.map((name) => caches.delete(name)));
    location.reload();
  }

  /** Lets the version that waits take over, and comes back in it; other open pages of the site stand in the way. */
  async takeOver() {
    const waiting = this.#registration?.waiting;
    if (!waiting) return;
    // A page that was loaded past the worker hears of no change of it.
    waiting.addEventListener("statechange", () => waiting.state === "activated" && location.reload());
    const { others } = await ask(waiting, "take-over");
    this.#update({ trouble: others > 0 ? "others" : null });
  }

  /** Looks for a new version. */
  async look() {
    await this.#registration?.update().catch(() => {});
  }

  async #register() {
    const script = `${ROOT}service-worker.js`;
    const found = await navigator.serviceWorker.register(script, { scope: ROOT.href, updateViaCache: "none" });
    if (found !== this.#registration) {
      this.#registration = found;
      found.addEventListener("updatefound", () => this.#follow(found.installing));
    }
    this.#follow(found.installing);
    await this.#read();
  }

  /** @param {ServiceWorker | null} installing */
  #follow(installing) {
    installing?.addEventListener("statechange", () => {
      // It says itself what has stopped it, unless the browser did.
      if (installing.state === "redundant" && this.progress) this.#update({ trouble: "stopped", progress: undefined });
      void this.#read();
    });
  }

  async #read() {
    const { active, waiting, installing } = this.#registration ?? {};
    this.waiting = Boolean(active && waiting);
    if (active) {
      this.status = await ask(active, "status");
      const { saved, wanted } = this.status;
      const whole = wanted.every((language) => saved.includes(language));
      if (!whole && !this.#triedAgain) {
        this.#triedAgain = true;
        say(active, "save");
      }
      if (whole && !installing) this.progress = undefined;
    }
    this.#update({});
  }

  /** @param {News} news */
  #hear(news) {
    if ("progress" in news) return this.#update(news);
    const trouble = "trouble" in news ? news.trouble : null;
    this.#update({ trouble, progress: undefined });
    if (trouble === "changed" && !this.#triedAgain) {
      this.#triedAgain = true;
      void this.look();
    }
    void this.#read();
  }

  /** @param {Partial<Pick<Offline, "trouble" | "progress">>} news */
  #update(news) {
    Object.assign(this, news);
    this.dispatchEvent(new Event("change"));
  }
}

function supported() {
  return "serviceWorker" in navigator && "caches" in globalThis;
}

/** @returns {Promise<ServiceWorkerRegistration | undefined>} this site's, not one of a site around it */
async function registration() {
  const found = await navigator.serviceWorker.getRegistration(ROOT.href);
  return found?.scope === ROOT.href ? found : undefined;
}

/**
 * @param {ServiceWorker} worker
 * @param {Demand} what
 * @param {MessagePort[]} ports where it is to answer
 */
function say(worker, what, ...ports) {
  worker.postMessage({ do: what }, ports);
}

/**
 * @param {ServiceWorker} worker
 * @param {Demand} what
 * @returns {Promise<any>}
 */
function ask(worker, what) {
  const { port1, port2 } = new MessageChannel();
  say(worker, what, port2);
  return new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
}

export const offline = new Offline();

// The worker behind the page has changed: whatever the page asks for now would come from another version.
const controlled = navigator.serviceWorker?.controller;
navigator.serviceWorker?.addEventListener("controllerchange", () => controlled && location.reload());

/** The languages as a list in words. @param {string[]} languages @param {string} locale */
export function named(languages, locale) {
  const manner = mannerOf(locale);
  const names = new Intl.DisplayNames(manner, { type: "language" });
  const list = new Intl.ListFormat(manner, { type: "conjunction" });
  return list.format(languages.map((language) => names.of(language) ?? language));
}

const line = document.querySelector(".offline-line");
if (line instanceof HTMLElement) {
  offline.addEventListener("change", () => show(line));
  line.querySelector("button")?.addEventListener("click", () => void offline.takeOver());
}

/** @param {HTMLElement} line */
function show(line) {
  const { status, waiting, trouble } = offline;
  if (status.wanted.length === 0) return;
  const { saved = "", unfinished = "", waiting: ready = "", others = "" } = line.dataset;
  const languages = named(status.saved, document.documentElement.lang);
  const whole = status.wanted.every((language) => status.saved.includes(language));
  const now = whole ? saved.replace("{languages}", languages) : unfinished;
  // A screen reader is told what stands in the way of the button, and nothing unasked.
  const texts = {
    ".offline-now": waiting ? `${now} ${ready}` : now,
    "[role=status]": trouble === "others" ? others : "",
  };
  for (const [place, text] of Object.entries(texts)) {
    const element = line.querySelector(place);
    if (element && element.textContent !== text) element.textContent = text;
  }
  const button = line.querySelector("button");
  if (button) button.hidden = !waiting;
}

// The page comes first.
const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve(undefined);
  else addEventListener("load", resolve, { once: true });
});

/** What was saved before is known by then. */
export const started = loaded.then(() => offline.start());
