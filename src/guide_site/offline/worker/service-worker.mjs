// The service worker: the finishing step bundles it, and writes SITE above it.

import { live } from "./life.mjs";

/** @type {import("./types.d.mts").Site} */
// @ts-expect-error: it is written above the bundle.
const site = SITE;

live(site, /** @type {import("./types.d.mts").Scope} */ (/** @type {unknown} */ (self)));
