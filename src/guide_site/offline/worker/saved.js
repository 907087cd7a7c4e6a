// What is saved on this device: one cache for the runtime, one for the rest, each filled with nothing but the bytes
// that this version of the site names.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const SCOPE = new URL("./", worker.location.href).href;
// Other sites may share the origin, and their caches are theirs. The page's offline.mjs knows these names too.
const OURS = `partner-guides:${new URL(SCOPE).pathname}:`;
const SETTINGS_CACHE = `${OURS}settings`;
const RUNTIME_CACHE = `${OURS}runtime:${SITE.runtime}`;
const SITE_CACHE = `${OURS}site:${SITE.version}`;

const HASH = "x-sha256";
const AT_ONCE = 6;

/** Why files could not be had or kept; the page words it. */
class Trouble extends Error {
  /** @param {"network" | "changed" | "full" | "removed"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** @param {string} name */
const addressOf = (name) => SCOPE + name;

/** @param {string} name */
const cacheOf = (name) => (SITE.files[name][2] === "runtime" ? RUNTIME_CACHE : SITE_CACHE);

/** @param {string} name @returns {Promise<Response | undefined>} the file, where it is saved */
async function saved(name) {
  const found = await caches.match(addressOf(name), { cacheName: cacheOf(name), ignoreVary: true });
  return found?.headers.get(HASH) === SITE.files[name][0] ? found : undefined;
}

/**
 * The file from the network, if it is the one of this version.
 *
 * @param {string} name
 * @param {(bytes: number) => void} [arrived]
 */
async function fetched(name, arrived = () => {}) {
  const [hash] = SITE.files[name];
  const response = await fetch(addressOf(name), { cache: "no-cache" }).catch(() => {
    throw new Trouble("network");
  });
  if (!response.ok || !response.body) throw new Trouble("changed");
  const bytes = await read(response.body, arrived);
  if ((await sha256(bytes)) !== hash) throw new Trouble("changed");
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  return new Response(bytes, { headers: { "content-type": type, [HASH]: hash } });
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
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Cache} cache
 * @param {string} name
 * @param {Response} file
 */
async function keep(cache, name, file) {
  await cache.put(addressOf(name), file).catch((error) => {
    throw new Trouble(error.name === "QuotaExceededError" ? "full" : "removed");
  });
}

/** @returns {Promise<string[] | undefined>} the languages that the reader wants; nothing where they want none of it */
async function wanted() {
  const settings = await caches.match(`${SCOPE}offline-settings`, { cacheName: SETTINGS_CACHE });
  return settings?.json();
}

/** @type {Promise<unknown>} */
let filling = Promise.resolve();

/** Saves all that is wanted and not saved yet, one call after the other. Rejected by a {@link Trouble}. */
function fill() {
  const done = filling.then(fillNow);
  filling = done.catch(() => {});
  return done;
}

async function fillNow() {
  const languages = await wanted();
  if (!languages) throw new Trouble("removed");
  const groups = new Set(["shared", "runtime", ...languages]);
  const names = Object.keys(SITE.files).filter((name) => groups.has(SITE.files[name][2]));
  const total = names.reduce((sum, name) => sum + SITE.files[name][1], 0);
  const older = await olderCaches();
  const targets = new Map([
    [SITE_CACHE, await caches.open(SITE_CACHE)],
    [RUNTIME_CACHE, await caches.open(RUNTIME_CACHE)],
  ]);
  let loaded = 0;
  let told = 0;
  /** @param {number} bytes */
  const count = (bytes) => {
    loaded += bytes;
    if (Date.now() - told < 100 && loaded < total) return;
    told = Date.now();
    void tell({ progress: { loaded, total } });
  };
  const left = names.values();
  let stopped = false;
  const lane = async () => {
    for (const name of left) {
      if (stopped) return;
      if (await saved(name)) {
        count(SITE.files[name][1]);
        continue;
      }
      const copy = await copied(name, older);
      if (copy) count(SITE.files[name][1]);
      await keep(/** @type {Cache} */ (targets.get(cacheOf(name))), name, copy ?? (await fetched(name, count)));
    }
  };
  const lanes = Array.from({ length: AT_ONCE }, lane);
  await Promise.all(lanes).catch((error) => {
    stopped = true;
    throw error;
  });
}

/** The caches of other versions of this site, newest first. */
async function olderCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  const older = names.filter((name) => ![SETTINGS_CACHE, SITE_CACHE, RUNTIME_CACHE].includes(name));
  return Promise.all(older.reverse().map((name) => caches.open(name)));
}

/**
 * A file of an older version that is the same in this one.
 *
 * @param {string} name
 * @param {Cache[]} older
 */
async function copied(name, older) {
  for (const cache of older) {
    const found = await cache.match(addressOf(name), { ignoreVary: true });
    if (found?.headers.get(HASH) === SITE.files[name][0]) return found;
  }
  return undefined;
}

/** What is saved of this version. */
async function status() {
  const present = new Set((await Promise.all([SITE_CACHE, RUNTIME_CACHE].map(keysOf))).flat());
  /** @type {Record<string, number>} */
  const missing = {};
  let bytes = 0;
  for (const [name, [, size, group]] of Object.entries(SITE.files)) {
    const there = present.has(addressOf(name));
    missing[group] = (missing[group] ?? 0) + Number(!there);
    if (there) bytes += size;
  }
  const base = missing.shared + missing.runtime === 0;
  const saved = Object.keys(SITE.sorry).filter((language) => base && missing[language] === 0);
  return { saved, bytes, wanted: (await wanted()) ?? [] };
}

/** @param {string} cache */
async function keysOf(cache) {
  // Opening a cache makes it: what was removed stays removed.
  if (!(await caches.has(cache))) return [];
  return (await (await caches.open(cache)).keys()).map(({ url }) => url);
}
