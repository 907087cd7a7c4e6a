// The worker's side of `in-worker.mjs`.

import { start } from "./python.mjs";

/** @type {Promise<(request: string) => string>} */
let started;

/** @param {MessageEvent<{wheels: string[]} | {id: number, request: string}>} event */
self.onmessage = async ({ data }) => {
  if ("wheels" in data) {
    started = start(data.wheels);
  } else {
    const evaluate = await started;
    self.postMessage({ id: data.id, answer: JSON.parse(evaluate(data.request)) });
  }
};
