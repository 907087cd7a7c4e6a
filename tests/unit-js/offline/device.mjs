// A browser's side of the service worker, in memory: caches that outlast the worker's process, open pages, a host, and
// a process that can be stopped at any of its awaits.

import { createHash } from "node:crypto";
import { live } from "../../../src/guide_site/offline/worker/life.mjs";

/** @import { Scope, Site } from "../../../src/guide_site/offline/worker/types.d.mts" */

export const ADDRESS = "https://guides.example/repo/";
export const OURS = "partner-guides:/repo/:";
export const SETTINGS = `${OURS}settings`;
const NEVER = /** @type {Promise<never>} */ (new Promise(() => {}));

/**
 * A worker's process. Whatever it awaits that could be seen from outside is a step, and steps come about in their order.
 * It can be stopped at a step: what came before has come about, and nothing goes on.
 */
export class Process {
  steps = 0;
  alive = true;
  /** @type {Promise<void>} */
  stopped;
  /** @type {() => void} */
  #stop = () => {};

  /** @param {{stopAt?: number, meanwhile?: (step: number) => Promise<void>}} [accident] */
  constructor({ stopAt = Infinity, meanwhile } = {}) {
    this.stopAt = stopAt;
    this.meanwhile = meanwhile;
    this.stopped = new Promise((resolve) => {
      this.#stop = resolve;
    });
  }

  end() {
    this.alive = false;
    this.#stop();
  }

  /**
   * @template T
   * @param {() => T | Promise<T>} effect
   * @returns {Promise<T>}
   */
  async step(effect) {
    if (!this.alive) return NEVER;
    const step = ++this.steps;
    if (step === this.stopAt) {
      this.end();
      return NEVER;
    }
    if (this.meanwhile) await this.meanwhile(step);
    try {
      return await effect();
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: whatever came of it, a stopped process does not hear of it.
      if (!this.alive) return NEVER;
    }
  }
}

/** @typedef {{body: Uint8Array<ArrayBuffer>, headers: [string, string][]}} Kept */

/** What is saved on the device. */
class Storage {
  /** @type {Map<string, Map<string, Kept>>} */
  caches = new Map();
  /** How many more files there is room for. */
  room = Infinity;

  copy() {
    const copy = new Storage();
    for (const [name, cache] of this.caches) copy.caches.set(name, new Map(cache));
    return copy;
  }

  /** @param {string} name */
  open(name) {
    const cache = this.caches.get(name) ?? new Map();
    this.caches.set(name, cache);
    return cache;
  }

  /** The caches as a process sees them. @param {Process} process @returns {CacheStorage} */
  seenBy(process) {
    const names = this.caches;
    return /** @type {CacheStorage} */ ({
      open: (name) => process.step(() => this.#seenBy(process, this.open(name))),
      has: (name) => process.step(() => names.has(name)),
      delete: (name) => process.step(() => names.delete(name)),
      keys: () => process.step(() => [...names.keys()]),
      match: (url, options) => process.step(() => response(names.get(options?.cacheName ?? "")?.get(String(url)))),
    });
  }

  /** @param {Process} process @param {Map<string, Kept>} cache @returns {Cache} */
  #seenBy(process, cache) {
    return /** @type {Cache} */ (
      /** @type {unknown} */ ({
        match: (/** @type {string} */ url) => process.step(() => response(cache.get(url))),
        keys: () => process.step(() => [...cache.keys()].map((url) => ({ url }))),
        put: async (/** @type {string} */ url, /** @type {Response} */ file) => {
          const body = new Uint8Array(await file.arrayBuffer());
          return process.step(() => {
            if (this.room === 0) throw new DOMException("no room", "QuotaExceededError");
            this.room -= 1;
            cache.set(url, { body, headers: [...file.headers] });
          });
        },
      })
    );
  }
}

/** @param {Kept | undefined} kept */
function response(kept) {
  return kept && new Response(kept.body, { headers: kept.headers });
}

/** @typedef {"down" | "silent" | "missing" | "wrong" | "cut"} Fault */

/** Publishes an edition of the site. */
export class Host {
  /** @type {string[]} */
  asked = [];
  /** @type {Record<string, Fault>} by file; "*" for all */
  faults = {};

  /** @param {Edition} edition */
  constructor(edition) {
    this.edition = edition;
  }

  /** @param {Process} process @returns {typeof fetch} */
  seenBy(process) {
    return async (address) => {
      const name = String(address).slice(ADDRESS.length);
      const fault = this.faults[name] ?? this.faults["*"];
      await process.step(() => {
        this.asked.push(name);
        if (fault === "down") throw new TypeError("no network");
        return fault === "silent" ? NEVER : undefined;
      });
      if (fault === "missing") return new Response("", { status: 404 });
      const bytes = new TextEncoder().encode(fault === "wrong" ? "something else" : this.edition.texts[name]);
      const half = bytes.length >> 1;
      const parts = [bytes.subarray(0, half), fault === "cut" ? null : bytes.subarray(half)].values();
      const body = new ReadableStream({
        pull: (stream) =>
          process.step(() => {
            const { value, done } = parts.next();
            if (done) stream.close();
            else if (value) stream.enqueue(value);
            else stream.error(new TypeError("the connection broke off"));
          }),
      });
      return new Response(body, { headers: { "content-type": "text/plain" } });
    };
  }
}

/** A browser that may have the site saved. */
export class Device {
  storage = new Storage();
  /** @type {Site | undefined} */
  active;
  /** @type {Site | undefined} */
  waiting;
  /** How often a new version was looked for. */
  updates = 0;
  /** Whether a version that waits was let go on. */
  skipped = false;
  /** What open pages were told. @type {any[]} */
  heard = [];
  /** The open pages. */
  tabs = [this.tab("1", `${ADDRESS}offline/`)];

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
  }

  /** The same browser, to go another way from here; the host answers again. */
  copy() {
    const copy = new Device(new Host(this.host.edition));
    Object.assign(copy, { storage: this.storage.copy(), active: this.active, waiting: this.waiting });
    return copy;
  }

  /** @param {string} id @param {string} url */
  tab(id, url) {
    return { id, url, postMessage: (/** @type {any} */ said) => void this.heard.push(said) };
  }

  /** What a page does before it has the site saved. @param {string[]} languages */
  want(...languages) {
    const body = new TextEncoder().encode(JSON.stringify(languages));
    this.storage.open(SETTINGS).set(`${ADDRESS}offline-settings`, { body, headers: [] });
  }

  /** What a page does to remove everything. */
  async remove() {
    const { caches } = this.storage;
    caches.delete(SETTINGS);
    // Between one and the next, others have their turn.
    await null;
    for (const name of [...caches.keys()]) if (name.startsWith(OURS)) caches.delete(name);
  }

  /** What the host publishes arrives. Rejected where it is not taken. @param {Process} [process] @param {Edition} [published] */
  async install(process = new Process(), published = this.host.edition) {
    this.host.edition = published;
    await this.#start(published.site, process).last("install", {});
    this.waiting = published.site;
  }

  /** A version takes over. @param {Process} [process] @param {Site} [site] */
  async activate(process = new Process(), site = this.waiting) {
    this.active = site;
    if (this.waiting === site) this.waiting = undefined;
    await this.#start(/** @type {Site} */ (site), process).last("activate", {});
  }

  /**
   * What a page gets for an answer when it asks a version, the active one as a rule.
   *
   * @param {string} what
   * @param {{process?: Process, to?: Site}} [manner]
   */
  async say(what, { process = new Process(), to = this.active } = {}) {
    /** @type {any[]} */
    const said = [];
    const ports = [{ postMessage: (/** @type {any} */ answer) => void said.push(answer) }];
    const running = this.#start(/** @type {Site} */ (to), process);
    await running.last("message", { data: { do: what }, ports, source: this.tabs[0] });
    return said[0];
  }

  /** Pages and their files, from the active version: one process for as long as it is asked. */
  reader(process = new Process()) {
    const running = this.#start(/** @type {Site} */ (this.active), process);
    return (/** @type {string} */ name, { mode = "navigate", method = "GET", address = ADDRESS + name } = {}) => {
      /** @type {Promise<Response> | undefined} */
      let answer;
      const respondWith = (/** @type {Promise<Response>} */ given) => {
        answer = given;
      };
      running.send("fetch", { request: { url: address, method, mode }, respondWith });
      return answer;
    };
  }

  /** @param {Site} site @param {Process} process */
  #start(site, process) {
    /** @type {Map<string, (event: any) => void>} */
    const listeners = new Map();
    live(site, this.#scope(process, listeners));
    const send = (/** @type {string} */ type, /** @type {object} */ event) => listeners.get(type)?.(event);
    const last = async (/** @type {string} */ type, /** @type {object} */ event) => {
      let work;
      const waitUntil = (/** @type {Promise<unknown>} */ given) => {
        work = given;
      };
      send(type, { ...event, waitUntil });
      await work;
    };
    return { send, last };
  }

  /** @param {Process} process @param {Map<string, (event: any) => void>} listeners @returns {Scope} */
  #scope(process, listeners) {
    const update = () => {
      this.updates += 1;
      return /** @type {any} */ (undefined);
    };
    const goOn = () => {
      this.skipped = true;
    };
    const digest = /** @type {SubtleCrypto["digest"]} */ (
      (_, bytes) =>
        process.step(() => new Uint8Array(sha256(new Uint8Array(/** @type {ArrayBuffer} */ (bytes)))).buffer)
    );
    return {
      location: new URL("service-worker.js", ADDRESS),
      caches: this.storage.seenBy(process),
      fetch: this.host.seenBy(process),
      crypto: /** @type {Crypto} */ ({ subtle: { digest } }),
      registration: { update: () => process.step(update) },
      clients: { matchAll: () => process.step(() => this.tabs) },
      skipWaiting: () => process.step(goOn),
      addEventListener: (type, listener) => void listeners.set(type, listener),
    };
  }
}

/** @typedef {{site: Site, texts: Record<string, string>}} Edition */

/** @type {Record<string, string>} */
const GROUPS = {
  "": "en",
  "guide/": "en",
  "search/index.json": "en",
  "sv/": "sv",
  "sv/guide/": "sv",
  "sv/search/index.json": "sv",
  "404.html": "shared",
  "assets/site.css": "shared",
  "assets/site.mjs": "shared",
  "assets/runtime/python.wasm": "runtime",
  "assets/runtime/snapshot.bin": "runtime",
};
export const FILES = Object.keys(GROUPS);
export const PAGES = FILES.filter((name) => name === "" || name === "404.html" || name.endsWith("/"));

/** Which files belong to one of these groups. @param {string[]} groups */
export const filesOf = (...groups) =>
  Object.entries(GROUPS).flatMap(([name, group]) => (groups.includes(group) ? name : []));

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/**
 * An edition of a small site.
 *
 * @param {number} number
 * @param {string[]} changed files, compared with the first
 */
export function edition(number, changed = FILES) {
  const texts = Object.fromEntries(
    FILES.map((name) => [name, `${name || "home"}, edition ${changed.includes(name) ? number : 1}`]),
  );
  const files = Object.entries(GROUPS).map(([name, group]) => {
    const bytes = Buffer.from(texts[name]);
    return [name, [sha256(bytes).toString("hex"), bytes.length, group]];
  });
  const shared = ["assets/site.css", "assets/site.mjs"];
  const needs = [[...shared, "search/index.json"], [...shared, "sv/search/index.json"], shared];
  const sorry = (/** @type {string} */ language) => ({
    network: `${language}: no network. [[site]]`,
    changed: `${language}: a newer version. [[site]]`,
  });
  /** @type {Site} */
  const site = {
    version: `v${number}`,
    files: Object.fromEntries(files),
    always: ["shared", "runtime"],
    lasting: { runtime: changed.some((name) => GROUPS[name] === "runtime") ? `runtime:r${number}` : "runtime:r1" },
    needs,
    pages: { "": 0, "guide/": 0, "sv/": 1, "sv/guide/": 1, "404.html": 2 },
    sorry: { en: sorry("en"), sv: sorry("sv") },
  };
  return { site, texts };
}
