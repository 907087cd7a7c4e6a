// The life of a version: it is filled whole, waits until it is asked, takes over, and clears the one before away.

worker.addEventListener("install", (event) => event.waitUntil(saveAll()));

worker.addEventListener("activate", (event) => event.waitUntil(clearOlder()));

worker.addEventListener("message", (event) => {
  const [port] = event.ports;
  switch (event.data?.do) {
    case "status":
      return event.waitUntil(status().then((said) => port.postMessage(said)));
    case "save":
      return event.waitUntil(saveAll().catch(() => {}));
    case "take-over":
      return event.waitUntil(
        takeOver(/** @type {WindowClient} */ (event.source)).then((said) => port.postMessage(said)),
      );
  }
});

/** Saves what is wanted, and says how it goes to every page of the site. */
async function saveAll() {
  try {
    await fill();
    await tell({ done: true });
  } catch (error) {
    await tell({ trouble: error instanceof Trouble ? error.code : "stopped" });
    throw error;
  }
}

async function clearOlder() {
  const kept = [SETTINGS_CACHE, SITE_CACHE, RUNTIME_CACHE];
  const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && !kept.includes(name));
  await Promise.all(older.map((name) => caches.delete(name)));
}

/**
 * Takes over where only the page that asks is open: any other would go on with the files of two versions.
 *
 * @param {WindowClient} asking
 */
async function takeOver(asking) {
  const others = (await pages()).filter(({ id }) => id !== asking.id).length;
  if (others === 0) await worker.skipWaiting();
  return { others };
}

/** The open pages of this site. */
async function pages() {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(SCOPE));
}

/** @param {object} news */
async function tell(news) {
  for (const page of await pages()) page.postMessage({ offline: news });
}
