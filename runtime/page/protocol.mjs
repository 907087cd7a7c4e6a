// What the page and its worker say to each other, and how the page learns that there is no answer.

/** @import {Answer, NoAnswer} from "./answer.d.ts" */

/**
 * @typedef {{calculator: string, inputs: Record<string, unknown>, locale: string}} Request
 *
 * Where the runtime lies, what its files weigh, and which of them each start needs. `core` is the place of pydantic's
 * compiled part in Python's file system, `stamp` names the build.
 * @typedef {"snapshot" | "ordinary"} Way
 * @typedef {{address: string, core: string, stamp: string, files: Record<string, {bytes: number, integrity?: string}>,
 *   starts: Record<Way, string[]>}} Runtime
 *
 * To the worker: first how to start, and files that it need not fetch; then requests, as JSON text. Never code.
 * @typedef {{runtime: Runtime, way: Way, given?: Record<string, ArrayBuffer>}} Start
 * @typedef {{id: number, request: string}} Question
 *
 * From the worker: bytes that arrived, readiness, answers, or a fault that it will not recover from.
 * @typedef {{loaded: number} | {ready: true} | {id: number, answer: Answer | NoAnswer} | {fault: string}} Report
 *
 * @typedef {"idle" | "starting" | "ready" | "failed"} State
 * @typedef {"start_failed" | "timed_out" | "unsupported"} FailureCode
 */

/** There is no answer; the page words it by the code. */
export class CalcFailure extends Error {
  /**
   * @param {FailureCode} code
   * @param {string} detail for developers
   */
  constructor(code, detail) {
    super(`${code}: ${detail}`);
    this.name = "CalcFailure";
    this.code = code;
  }
}
