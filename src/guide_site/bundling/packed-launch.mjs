// Stands in for launch.mjs where there is no server: the files of the runtime come packed, in the page or in scripts
// beside it, and are handed to the worker.

import { unpack } from "./unpack.mjs";
import workerScript from "./worker.txt";

/** @import {Runtime, Way} from "../../../runtime/page/protocol.mjs" */

// The worker answers for this address itself. One of a file would be read past it: Emscripten does not fetch those.
const NOWHERE = "http://given.invalid/";

/**
 * @param {Runtime} runtime
 * @param {Way} wanted
 * @returns {Worker} on its way to be ready, and ready to be asked
 */
export function launch(runtime, wanted) {
  const names = runtime.starts[wanted];
  // The one file has room for one start.
  const way = names.includes("snapshot.bin") ? "snapshot" : "ordinary";
  // A module worker from a blob is refused to a page without a server, a classic one is not.
  const address = URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "partner-calc" });
  const post = worker.postMessage.bind(worker);
  let loaded = 0;

  /** @param {string} name */
  async function given(name) {
    const file = await unpack(await packed(runtime, name));
    if (!name.endsWith(".mjs")) loaded += file.byteLength;
    worker.dispatchEvent(new MessageEvent("message", { data: { loaded } }));
    return file;
  }

  const ready = Promise.all(names.map(given)).then(
    (files) => {
      const start = {
        runtime: { ...runtime, address: NOWHERE },
        way,
        given: Object.fromEntries(names.map((name, at) => [name, files[at]])),
      };
      post(start, { transfer: files });
    },
    (error) => worker.dispatchEvent(new ErrorEvent("error", { message: String(error) })),
  );
  // Questions wait until the files are on their way.
  worker.postMessage = (/** @type {unknown} */ question) => void ready.then(() => post(question));
  return worker;
}

/**
 * @param {Runtime} runtime
 * @param {string} name
 * @returns {Promise<string>} a file as packing.py has packed it
 */
async function packed({ address }, name) {
  const inPage = document.querySelector(`script[data-file="${name}"]`);
  if (inPage) return inPage.textContent ?? "";
  const script = document.createElement("script");
  Object.assign(script, { src: `${address}${name}.js`, charset: "windows-1252" });
  await new Promise((loaded, failed) => {
    Object.assign(script, { onload: loaded, onerror: () => failed(new Error(script.src)) });
    document.head.append(script);
  });
  script.remove();
  return /** @type {any} */ (globalThis).partnerFiles[name];
}
