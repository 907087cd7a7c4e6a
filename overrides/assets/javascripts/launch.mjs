// Starts the worker of a page that comes from a server: it fetches Python itself.
// Where there is none, overrides/hooks/bundling/scripts/packed-launch.mjs stands in.

// A worker loaded from the network is not bound by the page's Content-Security-Policy; one from a blob is.
const workerAddress = new URL("worker.mjs", import.meta.url).href;
const workerScript = new Blob([`import ${JSON.stringify(workerAddress)};`], { type: "text/javascript" });
const workerBlobAddress = URL.createObjectURL(workerScript);

/** @returns {{worker: Worker, total: number}} the worker, and how many bytes it will report */
export function launch() {
  /** @type {HTMLMetaElement | null} */
  const runtime = document.querySelector('meta[name="partner-calc-runtime"]');
  if (!runtime) throw new Error("The page does not say where the runtime of the calculators is.");

  const worker = new Worker(workerBlobAddress, { type: "module", name: "partner-calc" });
  worker.postMessage({ runtime: new URL(runtime.content, document.baseURI).href });
  return { worker, total: Number(runtime.dataset.bytes) };
}
