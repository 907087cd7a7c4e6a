// Restores the snapshot that lies unpacked in a folder, and does what standard input lists: `node restored.mjs FOLDER`.
// A question is a request for the calculators, or a line of Python; its answer is a text, or an object that names the
// failure.

import { readFileSync } from "node:fs";
import { argv, stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { fromSnapshot } from "../../runtime/page/python.mjs";

const folder = `${argv[2]}/`;
const runtime = { ...JSON.parse(readFileSync(`${folder}runtime.json`, "utf8")), address: folder };
const files = {
  inside: async (/** @type {string} */ name) => new Uint8Array(readFileSync(folder + name)),
  script: (/** @type {string} */ name) => folder + name,
};
const python = await fromSnapshot(runtime, files);
const { evaluate_json: evaluate } = python.pyimport("calc.api");

const answers = JSON.parse(await text(stdin)).map((/** @type {unknown} */ question) => {
  try {
    return typeof question === "string" ? String(python.runPython(question)) : evaluate(JSON.stringify(question));
  } catch (error) {
    return { failure: String(error) };
  }
});
stdout.write(JSON.stringify(answers));
