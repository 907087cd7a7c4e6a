// Makes the snapshot of Python's memory: `node take-snapshot.mjs STAGE PACKAGES RUNTIME`, the folders of `build.py`.
// The browser restores it instead of starting Python and importing everything.

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { argv } from "node:process";
import { loadPyodide } from "pyodide";
import { makeDeterministic } from "./deterministic.mjs";
import { ENVIRONMENT, withCore } from "./page/python.mjs";
import { pack } from "./page/snapshot.mjs";

makeDeterministic();

const [stage = ".", packages = ".", runtime = "."] = argv.slice(2).map((folder) => resolve(folder));
/** @type {{stamp: string, core: string, requests: unknown[]}} */
const { stamp, core, requests } = JSON.parse(readFileSync(`${stage}/snapshot.json`, "utf8"));
const { default: createPyodideModule } = await import(import.meta.resolve("pyodide/pyodide.asm.mjs"));
const create = withCore(createPyodideModule, core, `${runtime}/pydantic_core.wasm`);

const PAGE = 65_536;

const fresh = await freshMemory();
/** With what Pyodide does not publish. @type {any} */
const python = await loadPyodide({
  _makeSnapshot: true,
  createPyodideModule: create,
  stdLibURL: `${stage}/python_stdlib.zip`,
  // The seed is part of what is kept: nothing secret is hashed.
  env: { ...ENVIRONMENT, PYTHONHASHSEED: "0" },
});
unpack(packages, core.slice(0, core.lastIndexOf("site-packages") + "site-packages".length));
python.FS.writeFile("/settling.py", readFileSync(resolve(import.meta.dirname, "inside/settling.py")));
// Where clocks stand still, Python does not notice that a folder has changed.
python.runPython('import importlib, sys; importlib.invalidate_caches(); sys.path.insert(0, "/")');
const { evaluate_json: evaluate } = python.pyimport("calc.api");
python.pyimport("settling").settle(evaluate, JSON.stringify(requests));

const module = python._module;
clearFreeMemory();
clearStack();
const whole = python.makeMemorySnapshot();
const bootstrap = whole.subarray(0, whole.length - module.HEAPU8.length);
const memory = module.HEAPU8.subarray(0, Math.ceil(module._sbrk(0) / PAGE) * PAGE);
writeFileSync(`${stage}/memory`, pack(stamp, bootstrap, memory, fresh));

/** The memory of a module that has been compiled and linked, and has run nothing. */
async function freshMemory() {
  /** @type {Uint8Array | undefined} */
  let found;
  const taken = new Error("taken");
  await loadPyodide({
    // Keeps Python from starting.
    _loadSnapshot: new Uint8Array(),
    createPyodideModule: async (/** @type {any} */ settings) => {
      found = (await create(settings)).HEAPU8.slice();
      throw taken;
    },
  }).catch((error) => {
    if (error !== taken) throw error;
  });
  if (!found) throw new Error("There is no module without a snapshot any more.");
  return found;
}

/**
 * @param {string} from a folder of this machine
 * @param {string} to a folder of Python's file system
 */
function unpack(from, to) {
  python.FS.mkdirTree(to);
  for (const name of readdirSync(from).sort()) {
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    if (statSync(source).isDirectory()) unpack(source, target);
    else python.FS.writeFile(target, readFileSync(source));
  }
}

/** Memory that was freed still holds what it held: it is taken once more, from large to small, and blanked. */
function clearFreeMemory() {
  /** @type {number[]} */
  const taken = [];
  for (const size of sizes()) {
    for (let top = module._sbrk(0); module._sbrk(0) === top; ) {
      const address = module._malloc(size);
      module.HEAPU8.fill(0, address, address + size);
      taken.push(address);
    }
  }
  for (const address of taken) module._free(address);
}

function* sizes() {
  const [LARGEST, LARGE, SMALLEST, STEP] = [1 << 20, 2048, 12, 4];
  for (let size = LARGEST; size > LARGE; size /= 2) yield size;
  for (let size = LARGE; size >= SMALLEST; size -= STEP) yield size;
}

function clearStack() {
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module._emscripten_stack_get_current());
}
