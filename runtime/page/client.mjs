// The page's side of the calculators: starts Python when it is wanted, asks it, and tells every caller how it went.

import { launch } from "./launch.mjs";
import { CalcFailure } from "./protocol.mjs";
import { isRestorable } from "./restorable.mjs";

/** @import {Answer, NoAnswer} from "./answer.d.ts" */
/** @import {FailureCode, Report, Request, Runtime, State, Way} from "./protocol.mjs" */

const START_PATIENCE_MS = 30_000;
const ANSWER_PATIENCE_MS = 10_000;

/** How far the start has come. A "change" event follows every change. */
class Status extends EventTarget {
  /** @type {State} */
  state = "idle";
  /** How Python was started last. @type {Way} */
  way = "snapshot";
  /** Bytes of the runtime that have arrived, and of how many. */
  loaded = 0;
  total = 0;

  /** @param {Partial<Pick<Status, "state" | "way" | "loaded" | "total">>} news */
  update(news) {
    Object.assign(this, news);
    this.dispatchEvent(new Event("change"));
  }
}

export const status = new Status();

/** @type {Worker | undefined} */
let worker;
/** Workers that were lost since the last answer. */
let lost = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let patience;

/** @type {Map<number, {request: string, resolve: (answer: Answer | NoAnswer) => void, reject: (reason: CalcFailure) => void}>} */
const waiting = new Map();
let lastId = 0;

/** Starts Python, unless it runs already. Call it as soon as a person shows that an answer will be wanted. */
export function start() {
  if (worker) return;
  const lacks = ["Worker", "WebAssembly", "DecompressionStream"].find((name) => !(name in globalThis));
  if (lacks) return fail("unsupported", `no ${lacks}`);

  const runtime = described();
  // What the snapshot lacks, and a snapshot that is missing or damaged, is mended by starting in the ordinary way.
  const way = lost === 0 && isRestorable() ? "snapshot" : "ordinary";

  worker = launch(runtime, way);
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = ({ message }) => lose("start_failed", message);
  for (const [id, { request }] of waiting) worker.postMessage({ id, request });
  status.update({ state: "starting", way, loaded: 0, total: weight(runtime, way) });
  watch();
}

/**
 * Asks one calculator. Starts Python first where it does not run yet.
 *
 * @param {Request} question
 * @returns {Promise<Answer | NoAnswer>} also when the calculator refuses; rejected by a {@link CalcFailure} when none can be had
 */
export async function evaluate(question) {
  const request = JSON.stringify(question) ?? "null";
  return new Promise((resolve, reject) => {
    const id = ++lastId;
    waiting.set(id, { request, resolve, reject });
    if (!worker) return start();
    worker.postMessage({ id, request });
    if (waiting.size === 1) watch();
  });
}

/** @param {Report} report */
function hear(report) {
  if ("fault" in report) return lose("start_failed", report.fault);
  if ("loaded" in report) status.update({ loaded: report.loaded });
  if ("ready" in report) status.update({ state: "ready" });
  if ("answer" in report) {
    lost = 0;
    waiting.get(report.id)?.resolve(report.answer);
    waiting.delete(report.id);
  }
  watch();
}

/** Gives the worker time for its next word, where one is due. */
function watch() {
  clearTimeout(patience);
  const starting = status.state === "starting";
  if (!starting && waiting.size === 0) return;
  const limit = starting ? START_PATIENCE_MS : ANSWER_PATIENCE_MS;
  patience = setTimeout(() => lose("timed_out", `no word for ${limit} ms`), limit);
}

/** @returns {Runtime} as the page describes it */
function described() {
  const data = document.querySelector("#partner-calc-runtime")?.textContent;
  if (!data) throw new Error("The page does not say where the runtime of the calculators is.");
  const runtime = JSON.parse(data);
  return { ...runtime, address: new URL(runtime.address, document.baseURI).href };
}

/**
 * @param {Runtime} runtime
 * @param {Way} way
 * @returns {number} bytes that a worker reports; scripts come by `import`, which cannot be watched
 */
function weight({ files, starts }, way) {
  const watched = starts[way].filter((name) => !name.endsWith(".mjs"));
  return watched.reduce((sum, name) => sum + (files[name]?.bytes ?? 0), 0);
}

/**
 * Gives the worker up. A second one gets the same questions; when that is lost too, everyone who waits is told.
 *
 * @param {FailureCode} code
 * @param {string} detail
 */
function lose(code, detail) {
  worker?.terminate();
  worker = undefined;
  clearTimeout(patience);
  lost += 1;
  if (lost > 1) return fail(code, detail);
  start();
}

/**
 * @param {FailureCode} code
 * @param {string} detail
 */
function fail(code, detail) {
  // A later question may try again: the network may be back by then.
  lost = 0;
  status.update({ state: "failed" });
  for (const { reject } of waiting.values()) reject(new CalcFailure(code, detail));
  waiting.clear();
}

Object.assign(globalThis, { partnerCalc: { evaluate } });
