// Takes from a program what differs from run to run and from machine to machine, so that it does the same every time.

import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { argv, env } from "node:process";

/** What every clock shows. It is a moment at which the calculators' rules hold. */
const NOW = Date.UTC(2026, 10, 22, 12);

/** To be called before Pyodide is loaded: Python's memory keeps what it sees of clocks, chance and the machine. */
export function makeDeterministic() {
  globalThis.Date = new Proxy(Date, {
    construct: (date, given) => Reflect.construct(date, given.length ? given : [NOW]),
  });
  Date.now = () => NOW;
  performance.now = () => 0;
  crypto.randomFillSync = (/** @type {any} */ view) => view.fill(0);
  syncBuiltinESMExports();
  env.TZ = "UTC";
  // Python is told which program runs it, and in newer versions of Node which language and which version.
  argv[1] = "python";
  Object.defineProperty(globalThis, "navigator", { value: { language: "en", userAgent: "Node.js" } });
}
