// Python in a worker: questions go there by number, and answers come back.

import { offer, wheels } from "./page.mjs";

const worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
worker.postMessage({ wheels: wheels() });

/** @type {Map<number, (answer: import("./page.mjs").Answer) => void>} */
const waiting = new Map();
let last = 0;

/** @param {MessageEvent<{id: number, answer: import("./page.mjs").Answer}>} event */
worker.onmessage = ({ data }) => {
  waiting.get(data.id)?.(data.answer);
  waiting.delete(data.id);
};

offer((request) => {
  const id = ++last;
  worker.postMessage({ id, request: JSON.stringify(request) });
  return new Promise((resolve) => waiting.set(id, resolve));
});
