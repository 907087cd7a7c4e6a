// Asks the calculators of a guide's page about its order. One question is on its way at a time, and of each calculator
// the last one counts. Whoever only reads does not wait for Python: it is started by a change to the page, or where an
// answer comes into view that the order has the data for.

import { evaluate, status } from "../../../runtime/page/client.mjs";
import { CalcFailure } from "../../../runtime/page/protocol.mjs";

/** @import {Answer, NoAnswer} from "../../../runtime/page/answer.d.ts" */
/** @import {Request} from "../../../runtime/page/protocol.mjs" */

/**
 * @typedef {Record<string, Record<string, unknown>>} Inputs by calculator
 * @typedef {{heard: (question: Request, answer: Answer | NoAnswer) => unknown, failed: (failure: CalcFailure) => void,
 *   asked: (calculators: string[]) => void}} Listener `asked` is told whose answers are awaited
 */

const PAUSE_MS = 150;

export class Asking {
  #locale;
  #listener;
  /** What is to be asked of each calculator, in the order of the page. @type {Map<string, Record<string, unknown>>} */
  #inputs = new Map();
  /** What was asked last, as text. @type {Map<string, string>} */
  #asked = new Map();
  /** Calculators whose answers are in view. @type {Set<string>} */
  #seen = new Set();
  /** A person has changed something: whatever can be answered is wanted. */
  #wanted = false;
  #running = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {string} locale
   * @param {Listener} listener
   */
  constructor(locale, listener) {
    this.#locale = locale;
    this.#listener = listener;
  }

  /** @param {Inputs} inputs of the calculators about which the order knows anything */
  update(inputs) {
    const gone = [...this.#asked.keys()].filter((calculator) => !(calculator in inputs));
    this.#inputs = new Map(Object.entries(inputs));
    // What was answered of another order, or before something was taken back, is asked again.
    for (const calculator of gone) this.#inputs.set(calculator, {});
    this.#consider();
  }

  /** Something was changed on this page. */
  want() {
    this.#wanted = true;
  }

  /** @param {string[]} calculators whose answers have come into view */
  see(calculators) {
    for (const calculator of calculators) this.#seen.add(calculator);
    this.#consider();
  }

  close() {
    clearTimeout(this.#pause);
    this.#inputs.clear();
  }

  get #due() {
    return [...this.#inputs.keys()].filter((calculator) => {
      const wanted = this.#wanted || status.state === "ready" || this.#seen.has(calculator);
      return wanted && this.#asked.get(calculator) !== this.#text(calculator);
    });
  }

  /** @param {string} calculator */
  #text(calculator) {
    return JSON.stringify(this.#inputs.get(calculator));
  }

  #consider() {
    clearTimeout(this.#pause);
    const due = this.#due;
    this.#listener.asked(due);
    if (due.length > 0 && !this.#running) this.#pause = setTimeout(() => this.#run(), PAUSE_MS);
  }

  async #run() {
    this.#running = true;
    try {
      for (let [calculator] = this.#due; calculator !== undefined; [calculator] = this.#due)
        await this.#ask(calculator);
    } catch (failure) {
      if (!(failure instanceof CalcFailure)) throw failure;
      // The next change tries again.
      this.#wanted = false;
      this.#seen.clear();
      this.#listener.failed(failure);
    } finally {
      this.#running = false;
    }
  }

  /** @param {string} calculator */
  async #ask(calculator) {
    const text = this.#text(calculator);
    const question = { calculator, inputs: this.#inputs.get(calculator) ?? {}, locale: this.#locale };
    const answer = await evaluate(question);
    if (this.#text(calculator) !== text) return;
    this.#asked.set(calculator, text);
    await this.#listener.heard(question, answer);
    this.#listener.asked(this.#due);
  }
}

/**
 * What is asked of each calculator of a page: what the order knows of it, and else what stands in the page.
 *
 * @param {Record<string, string[]>} asks the names of each calculator's inputs
 * @param {Map<string, unknown>} data of the order that counts
 * @param {Set<string>} said the names of what a person said
 * @param {(name: string, value: unknown) => unknown} input the value as a request has it, `undefined` where there is none
 * @returns {Inputs}
 */
export function inputsOf(asks, data, said, input) {
  const known = Object.entries(asks).filter(([, names]) => names.some((name) => said.has(name)));
  return Object.fromEntries(
    known.map(([calculator, names]) => {
      const given = names.map((name) => [name, input(name, data.get(name))]);
      return [calculator, Object.fromEntries(given.filter(([, value]) => value !== undefined))];
    }),
  );
}
