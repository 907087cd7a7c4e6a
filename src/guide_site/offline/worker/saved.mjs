// What is saved on this device: one cache for the runtime, one for the rest, each filled with nothing but the bytes
// that this version of the site names.

import { names } from "../../core/names.mjs";
import { WANTED } from "../messages.mjs";

/**
 * @import { Obstacle, Progress, Status } from "../messages.mjs"
 * @import { Scope, Site } from "./types.d.mts"
 */

const HASH = "x-sha256";
const AT_ONCE = 6;

/** Why files could not be had or kept; the page words it. */
export class Trouble extends Error {
  /** @param {Obstacle} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** The files of a version: had from the network, checked, and kept. */
export class Saved {
  /** The address of the site. */
  scope;
  #site;
  #worker;
  #names;
  /** @type {Promise<unknown>} */
  #filling = Promise.resolve();

  /**
   * @param {Site} site
   * @param {Scope} worker
   */
  constructor(site, worker) {
    this.#site = site;
    this.#worker = worker;
    this.scope = new URL("./", worker.location.href).href;
    this.#names = names(this.scope);
  }

  /** @param {string} name */
  address(name) {
    return this.scope + name;
  }

  /** @param {string} name @returns {Promise<Response | undefined>} the file, where it is saved */
  async find(name) {
    const options = { cacheName: this.#cacheOf(name), ignoreVary: true };
    return this.#same(name, await this.#worker.caches.match(this.address(name), options));
  }

  /**
   * The file from the network, if it is the one of this version. Rejected by a {@link Trouble}.
   *
   * @param {string} name
   * @param {(bytes: number) => void} [arrived]
   */
  async fetch(name, arrived = () => {}) {
    const [hash] = this.#site.files[name];
    const response = await this.#worker.fetch(this.address(name), { cache: "no-cache" }).catch(() => {
      throw new Trouble("network");
    });
    if (!response.ok || !response.body) throw new Trouble("changed");
    const bytes = await read(response.body, arrived);
    const digest = await this.#worker.crypto.subtle.digest("SHA-256", bytes);
    if (hex(digest) !== hash) throw new Trouble("changed");
    const type = response.headers.get("content-type") ?? "application/octet-stream";
    return new Response(bytes, { headers: { "content-type": type, [HASH]: hash } });
  }

  /** Keeps a file, if there is room and what is saved has not been removed. @param {string} name @param {Response} file */
  async keep(name, file) {
    await this.#put(await this.#open(this.#cacheOf(name)), name, file);
  }

  /**
   * Saves all that is wanted and not saved yet, one call after the other. Rejected by a {@link Trouble}.
   *
   * @param {(progress: Progress) => void} tell
   */
  fill(tell) {
    const done = this.#filling.then(() => this.#fill(tell));
    this.#filling = done.catch(() => {});
    return done;
  }

  /** @param {(progress: Progress) => void} tell */
  async #fill(tell) {
    const languages = await this.#wanted();
    if (!languages) throw new Trouble("removed");
    const targets = new Map();
    for (const cache of this.#own) targets.set(cache, await this.#open(cache));
    const groups = new Set([...this.#site.always, ...languages]);
    const files = Object.keys(this.#site.files).filter((name) => groups.has(this.#site.files[name][2]));
    const older = await this.#older();
    const sizeOf = (/** @type {string} */ name) => this.#site.files[name][1];
    const total = files.reduce((sum, name) => sum + sizeOf(name), 0);
    const left = files.values();
    let stopped = false;
    // What still arrives after an accident is no progress any more.
    const count = counter(total, (progress) => stopped || tell(progress));
    const lane = async () => {
      for (const name of left) {
        if (stopped) return;
        if (await this.find(name)) {
          count(sizeOf(name));
          continue;
        }
        const copy = await this.#copied(name, older);
        if (copy) count(sizeOf(name));
        await this.#put(targets.get(this.#cacheOf(name)), name, copy ?? (await this.fetch(name, count)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane)).catch((error) => {
      stopped = true;
      throw error;
    });
  }

  /** What is saved of this version. @returns {Promise<Status>} */
  async status() {
    const present = new Set((await Promise.all([...this.#own].map((cache) => this.#keys(cache)))).flat());
    /** @type {Set<string>} */
    const lacking = new Set();
    let bytes = 0;
    for (const [name, [, size, group]] of Object.entries(this.#site.files)) {
      if (present.has(this.address(name))) bytes += size;
      else lacking.add(group);
    }
    const complete = (/** @type {string} */ group) => !lacking.has(group);
    const languages = this.#site.always.every(complete) ? Object.keys(this.#site.sorry).filter(complete) : [];
    return { saved: languages, bytes, wanted: (await this.#wanted()) ?? [] };
  }

  /** Takes the caches of other versions away. */
  async clearOlder() {
    const { caches } = this.#worker;
    await Promise.all((await this.#olderNames()).map((cache) => caches.delete(cache)));
  }

  /** The caches of this version. */
  get #own() {
    const { lasting, version } = this.#site;
    return new Set([`site:${version}`, ...Object.values(lasting)].map((name) => this.#names.caches + name));
  }

  /** @param {string} name */
  #cacheOf(name) {
    const { files, lasting, version } = this.#site;
    return this.#names.caches + (lasting[files[name][2]] ?? `site:${version}`);
  }

  /** The caches of other versions of this site, newest first. */
  async #older() {
    const older = (await this.#olderNames()).reverse();
    return Promise.all(older.map((name) => this.#open(name)));
  }

  async #olderNames() {
    const { caches: ours, settings } = this.#names;
    const kept = new Set([settings, ...this.#own]);
    return (await this.#worker.caches.keys()).filter((name) => name.startsWith(ours) && !kept.has(name));
  }

  /**
   * A file of an older version that is the same in this one.
   *
   * @param {string} name
   * @param {Cache[]} older
   */
  async #copied(name, older) {
    for (const cache of older) {
      const found = this.#same(name, await cache.match(this.address(name), { ignoreVary: true }));
      if (found) return found;
    }
    return undefined;
  }

  /** What was found, if it is the file of this version. @param {string} name @param {Response | undefined} found */
  #same(name, found) {
    return found?.headers.get(HASH) === this.#site.files[name][0] ? found : undefined;
  }

  /** @returns {Promise<string[] | undefined>} the languages that the reader wants; nothing where they want none of it */
  async #wanted() {
    const options = { cacheName: this.#names.settings };
    return (await this.#worker.caches.match(this.address(WANTED), options))?.json();
  }

  /**
   * Opening a cache makes it, and what a page removes stays removed: it takes the wishes away first, then the caches.
   *
   * @param {string} name
   */
  async #open(name) {
    const { caches } = this.#worker;
    const cache = await caches.open(name);
    if (await this.#wanted()) return cache;
    await caches.delete(name);
    throw new Trouble("removed");
  }

  /**
   * @param {Cache} cache
   * @param {string} name
   * @param {Response} file
   */
  async #put(cache, name, file) {
    await cache.put(this.address(name), file).catch((error) => {
      throw new Trouble(error.name === "QuotaExceededError" ? "full" : "removed");
    });
  }

  /** The addresses that a cache holds. @param {string} name */
  async #keys(name) {
    if (!(await this.#worker.caches.has(name))) return [];
    const keys = await this.#open(name).then(
      (cache) => cache.keys(),
      () => [],
    );
    return keys.map(({ url }) => url);
  }
}

/**
 * Counts bytes, and tells of them ten times a second.
 *
 * @param {number} total
 * @param {(progress: Progress) => unknown} tell
 */
function counter(total, tell) {
  let loaded = 0;
  let told = 0;
  return (/** @type {number} */ bytes) => {
    loaded += bytes;
    if (Date.now() - told < 100 && loaded < total) return;
    told = Date.now();
    tell({ loaded, total });
  };
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @param {(bytes: number) => void} arrived
 */
async function read(body, arrived) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  try {
    const reader = body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      arrived(part.value.length);
    }
  } catch {
    throw new Trouble("network");
  }
  return new Blob(parts).arrayBuffer();
}

/** @param {ArrayBuffer} bytes */
function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
