// Compiles every Python file under a folder to bytecode beside it: `node compile.mjs FOLDER`.
// Bytecode must come from the very Python that will run it, so Pyodide compiles it itself.

import { resolve } from "node:path";
import { argv } from "node:process";
import { loadPyodide } from "pyodide";

const folder = "/stage";
// A fixed seed keeps the order of sets, and with it the bytecode, the same in every build.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.mountNodeFS(folder, resolve(argv[2] ?? "."));
python.mountNodeFS("/inside", resolve(import.meta.dirname, "inside"));
python.runPython('import sys; sys.path.append("/inside")');
python.pyimport("compiling").compile_folder(folder);
