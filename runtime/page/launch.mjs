// Starts the worker of a page that comes from a server: it fetches Python itself.
// Where there is none, src/guide_site/bundling/packed-launch.mjs stands in.

/** @import {Runtime, Way} from "./protocol.mjs" */

// A worker loaded from the network is not bound by the page's Content-Security-Policy; one from a blob is.
const workerAddress = new URL("worker.mjs", import.meta.url).href;
// Firefox asks the service worker for what a script imports while it runs, and not for what it names at its top.
const workerScript = new Blob(
  [
    `const early = [];
    onmessage = (event) => early.push(event);
    import(${JSON.stringify(workerAddress)}).then(
      () => early.forEach((event) => onmessage(event)),
      (error) => postMessage({ fault: String(error) }),
    );`,
  ],
  { type: "text/javascript" },
);
const workerBlobAddress = URL.createObjectURL(workerScript);

/**
 * @param {Runtime} runtime
 * @param {Way} way
 * @returns {Worker} on its way to be ready, and ready to be asked
 */
export function launch(runtime, way) {
  const worker = new Worker(workerBlobAddress, { type: "module", name: "partner-calc" });
  worker.postMessage({ runtime, way });
  return worker;
}
