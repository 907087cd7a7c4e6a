// Holds still what differs from one run to the next, so that Python's memory comes out the same every time:
// clocks, chance, what is known of this machine, and when garbage is collected.

import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { env, argv } from "node:process";

/** For every clock. */
const NOW = Date.UTC(2026, 10, 22, 12);

/** To be called before anything that is to run the same every time is loaded. */
export function holdStill() {
  env["TZ"] = "UTC";
  // Python keeps the path of the program that runs it.
  argv[1] = "/snapshot.mjs";
  globalThis.Date = class extends Date {
    constructor(/** @type {any[]} */ ...told) {
      // @ts-expect-error Date takes what it was given
      super(...(told.length ? told : [NOW]));
    }
    static now() {
      return NOW;
    }
  };
  performance.now = () => 0;
  Math.random = () => 0;
  crypto.randomFillSync = (/** @type {any} */ view) => view.fill(0);
  syncBuiltinESMExports();
  Object.defineProperty(globalThis, "navigator", { value: { language: "en", userAgent: "Node.js" } });
}
