// What a page gets: the files of this version and no others, or a plain word why there is none.

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, href } = new URL(request.url);
  if (origin !== worker.location.origin) return event.respondWith(Response.error());
  // The origin may hold other sites, and nothing here takes what is sent.
  if (!href.startsWith(SCOPE) || request.method !== "GET") return;
  event.respondWith(request.mode === "navigate" ? page(request.url) : file(request.url));
});

/** @param {string} address @returns {string} its name among the files; query and hash do not matter */
function nameOf(address) {
  const { origin, pathname } = new URL(address);
  return (origin + pathname).slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1");
}

// What pages need beside themselves is held in memory once it was read: no page waits for it to be looked up again.
const common = new Set(SITE.needs.flat());
/** @type {Map<string, {bytes: ArrayBuffer, headers: Headers}>} */
const held = new Map();

/** @param {string} address */
async function file(address) {
  const name = nameOf(address);
  return Object.hasOwn(SITE.files, name) ? had(name).catch(() => Response.error()) : lost();
}

/** A page, or why it cannot be shown. @param {string} address */
async function page(address) {
  const name = nameOf(address);
  if (!Object.hasOwn(SITE.files, name)) {
    if (!Object.hasOwn(SITE.files, `${name}/`)) return lost();
    const { search } = new URL(address);
    return Response.redirect(`${addressOf(name)}/${search}`);
  }
  try {
    return await whole(name);
  } catch (error) {
    return sorry(name, error);
  }
}

async function lost() {
  try {
    const { body, headers } = await whole("404.html");
    return new Response(body, { status: 404, headers });
  } catch (error) {
    return sorry("", error);
  }
}

/** A page, once all that it needs is there. @param {string} name */
async function whole(name) {
  const needed = SITE.needs[SITE.pages[name]] ?? [];
  const [found] = await Promise.all([had(name), ...needed.map(had)]);
  return found;
}

/** A file of this version. Rejected by a {@link Trouble}. @param {string} name */
async function had(name) {
  const known = held.get(name);
  if (known) return new Response(known.bytes, { headers: known.headers });
  const found = (await saved(name)) ?? (await fetchedAndKept(name));
  if (!common.has(name)) return found;
  const { headers } = found;
  const bytes = await found.arrayBuffer();
  held.set(name, { bytes, headers });
  return new Response(bytes, { headers });
}

/**
 * A file that should be here and is not: the browser has cleared it, or its language was never saved.
 *
 * @param {string} name
 */
async function fetchedAndKept(name) {
  try {
    const found = await fetched(name);
    // A cache that was removed stays removed, and a full one keeps nobody from reading.
    if (await caches.has(cacheOf(name))) {
      await keep(await caches.open(cacheOf(name)), name, found.clone()).catch(() => {});
    }
    return found;
  } catch (error) {
    // The server has another version by now: have it fetched, so that it can take over.
    if (error instanceof Trouble && error.code === "changed") worker.registration.update().catch(() => {});
    throw error;
  }
}

/**
 * @param {string} page
 * @param {unknown} error
 */
function sorry(page, error) {
  const code = error instanceof Trouble && error.code === "changed" ? "changed" : "network";
  const language = SITE.sorry[page.split("/")[0]] ?? SITE.sorry.en;
  return new Response(language[code].replaceAll("[[site]]", SCOPE), {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    },
  });
}
