// Runs the calculators' Python away from the page: questions come in, answers go out.

/** @import {Answer, Question, Report, Start} from "./protocol.mjs" */

/** @type {Promise<(request: string) => string>} */
let evaluate;

/** @param {MessageEvent<Start | Question>} event */
self.onmessage = async ({ data }) => {
  try {
    if ("runtime" in data) {
      evaluate = load(data.runtime);
      await evaluate;
      report({ ready: true });
    } else {
      const answer = JSON.parse((await evaluate)(data.request));
      report({ id: data.id, answer });
    }
  } catch (error) {
    // Python answers what it can refuse, so whatever arrives here is beyond mending in this worker.
    report({ fault: String(error) });
  }
};

/** @param {string} runtime address of the folder with Python and its packages */
async function load(runtime) {
  reportProgress();
  /** @type {typeof import("pyodide")} */
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`);
  const python = await loadPyodide({
    packageBaseUrl: runtime,
    packages: ["partner-calc"],
    // It would list the packages on the console.
    stdout: () => {},
    // There are none, and looking for them takes time.
    env: { PYDANTIC_DISABLE_PLUGINS: "__all__" },
  });
  return python.pyimport("calc.api").evaluate_json;
}

/** Counts what Python fetches while it starts, on a copy, so that the browser still caches the compiled original. */
function reportProgress() {
  const { fetch } = self;
  let loaded = 0;
  self.fetch = async (...request) => {
    const response = await fetch(...request).catch((error) => {
      report({ fault: String(error) });
      throw error;
    });
    if (!response.ok) return missing(`${response.url}: ${response.status}`);
    count(response.clone());
    return response;
  };

  /**
   * Without a file there is no Python. The page ends this worker then; until it does, nothing more is said.
   *
   * @param {string} fault
   * @returns {Promise<never>}
   */
  function missing(fault) {
    report({ fault });
    return new Promise(() => {});
  }

  /** @param {Response} response */
  async function count({ body }) {
    const reader = body?.getReader();
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      loaded += part.value.length;
      report({ loaded });
    }
  }
}

/** @param {Report} message */
function report(message) {
  self.postMessage(message);
}
