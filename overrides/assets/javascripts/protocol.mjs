// What the page and its worker say to each other, and how the page learns that there is no answer.

/**
 * @typedef {{calculator: string, inputs: Record<string, unknown>, locale: string}} Request
 * @typedef {Record<string, unknown>} Answer
 *
 * To the worker: first where the runtime lies, then requests, as JSON text. Never code.
 * @typedef {{runtime: string}} Start
 * @typedef {{id: number, request: string}} Question
 *
 * From the worker: bytes that arrived, readiness, answers, or a fault that it will not recover from.
 * @typedef {{loaded: number} | {ready: true} | {id: number, answer: Answer} | {fault: string}} Report
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
