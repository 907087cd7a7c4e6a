// Compiles every Python file under a folder to bytecode beside it: `node compile.mjs FOLDER`.
// Bytecode must come from the very Python that will run it, so Pyodide compiles it itself.

import { resolve } from "node:path";
import { argv, exit } from "node:process";
import { loadPyodide } from "pyodide";

const folder = "/stage";
// A fixed seed keeps the order of sets, and with it the bytecode, the same in every build.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.mountNodeFS(folder, resolve(argv[2] ?? "."));

const done = python.pyimport("compileall").compile_dir.callKwargs(folder, {
  stripdir: folder,
  legacy: true,
  // Leaves out docstrings, a quarter of the bytes.
  optimize: 2,
  invalidation_mode: python.pyimport("py_compile").PycInvalidationMode.UNCHECKED_HASH,
  quiet: 1,
});
exit(done ? 0 : 1);
