// Runs the calculators' Python away from the page: questions come in, answers go out.

import { fromPackages, fromSnapshot } from "./python.mjs";
import { supply } from "./supply.mjs";

/** @import {Question, Report, Start} from "./protocol.mjs" */

/** @type {Promise<(request: string) => string>} */
let evaluate;

/** @param {MessageEvent<Start | Question>} event */
self.onmessage = async ({ data }) => {
  try {
    if ("runtime" in data) {
      evaluate = load(data);
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

/** @param {Start} start */
async function load({ runtime, way, given = {} }) {
  const bundle = way === "snapshot" ? "snapshot.bin" : "packages.bin";
  const files = supply(runtime, bundle, given, {
    arrived: (loaded) => report({ loaded }),
    failed: (fault) => report({ fault }),
  });
  const python = await (way === "snapshot" ? fromSnapshot : fromPackages)(runtime, files);
  return python.pyimport("calc.api").evaluate_json;
}

/** @param {Report} message */
function report(message) {
  self.postMessage(message);
}
