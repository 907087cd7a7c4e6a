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

/** @param {string} address */
async function file(address) {
  const name = nameOf(address);
  if (!Object.hasOwn(SITE.files, name)) return lost();
  return (await saved(name)) ?? fetchedAndKept(name).catch(() => Response.error());
}

/** A page with all that it needs to be shown whole, or why it cannot be shown. @param {string} address */
async function page(address) {
  const name = nameOf(address);
  if (!Object.hasOwn(SITE.files, name)) {
    if (!Object.hasOwn(SITE.files, `${name}/`)) return lost();
    const { search } = new URL(address);
    return Response.redirect(`${addressOf(name)}/${search}`);
  }
  try {
    const [found] = await Promise.all([had(name), ...needs(name).map(had)]);
    return found;
  } catch (error) {
    return sorry(name, error);
  }
}

async function lost() {
  try {
    const [found] = await Promise.all([had("404.html"), ...needs("404.html").map(had)]);
    return new Response(found.body, { status: 404, headers: found.headers });
  } catch (error) {
    return sorry("", error);
  }
}

/** @param {string} page */
const needs = (page) => SITE.needs[SITE.pages[page]] ?? [];

/** @param {string} name */
const had = async (name) => (await saved(name)) ?? fetchedAndKept(name);

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
