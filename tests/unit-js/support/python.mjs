// Python as a page asks it: a worker that is ready at once, and answers what the test has it answer.

/** @import {Request} from "../../../runtime/page/protocol.mjs" */

/** What was asked, in its order. @type {Request[]} */
export const asked = [];

/** @type {(question: Request) => unknown} */
let answering = () => refused("required", null);
let lost = false;

/** @param {(question: Request) => unknown} answer */
export function answerWith(answer) {
  answering = answer;
  asked.length = 0;
}

/** Lets every worker fail from now on, or again work. @param {boolean} [fails] */
export function lose(fails = true) {
  lost = fails;
}

/** @param {string} error @param {string | null} field @param {Record<string, unknown>} [rest] */
export function refused(error, field, rest = {}) {
  const problem = { error, field, message: `${field}: ${error}`, ...rest };
  return { ...problem, errors: [problem] };
}

/** @param {Record<string, unknown>} rest */
export function answered(rest) {
  return {
    headline: "",
    rows: [],
    steps: [],
    notices: [],
    deadlines: [],
    sources: [],
    warnings: [],
    text: "",
    ...rest,
  };
}

class FakeWorker {
  /** @type {(event: {data: unknown}) => void} */
  onmessage = () => {};

  /** @param {any} said */
  postMessage(said) {
    queueMicrotask(() => {
      if (lost) return this.onmessage({ data: { fault: "lost" } });
      if ("runtime" in said) return this.onmessage({ data: { ready: true } });
      const question = JSON.parse(said.request);
      asked.push(question);
      this.onmessage({ data: { id: said.id, answer: answering(question) } });
    });
  }

  terminate() {}
}

Object.assign(globalThis, { Worker: FakeWorker });

/** The element in which a page says where Python is. */
export const RUNTIME = `<script type="application/json" id="partner-calc-runtime">${JSON.stringify({
  address: "assets/runtime/1/",
  core: "core",
  stamp: "1",
  files: {},
  starts: { snapshot: [], ordinary: [] },
})}</script>`;
