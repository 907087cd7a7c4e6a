// Stands in for launch.mjs where there is no server: Python comes packed, in the page or in a script beside it,
// and is handed to the worker.

import workerScript from "./worker.txt";
import { unpack } from "./unpack.mjs";

/** @returns {{worker: Worker, total: number}} the worker, and how many bytes it will report */
export function launch() {
  // A module worker from a blob is refused to a page without a server, a classic one is not.
  const address = URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "partner-calc" });
  const post = worker.postMessage.bind(worker);
  const ready = unpacked().then(
    (files) => post({ files }, { transfer: Object.values(files) }),
    (error) => worker.dispatchEvent(new ErrorEvent("error", { message: String(error) })),
  );
  // Questions wait until the files are on their way.
  worker.postMessage = (/** @type {unknown} */ question) => void ready.then(() => post(question));
  return { worker, total: 0 };
}

async function unpacked() {
  const files = Object.entries(await packed());
  return Object.fromEntries(await Promise.all(files.map(async ([name, text]) => [name, await unpack(text)])));
}

/** @returns {Promise<Record<string, string>>} the packed files by their names */
async function packed() {
  const inPage = document.querySelectorAll("script[data-file]");
  if (inPage.length > 0) return Object.fromEntries([...inPage].map((part) => [part.getAttribute("data-file"), part.textContent]));
  if (!("partnerRuntime" in globalThis)) await load(document.querySelector('meta[name="partner-calc-runtime"]')?.getAttribute("content") ?? "");
  return /** @type {any} */ (globalThis).partnerRuntime;
}

/** @param {string} address of the script that holds the packed files */
function load(address) {
  return new Promise((loaded, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: address, charset: "windows-1252", onload: loaded, onerror: () => failed(new Error(address)) });
    document.head.append(script);
  });
}
