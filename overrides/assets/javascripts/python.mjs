// Starts Python where there is no page: in the worker, and in the build that makes the snapshot.

import { read } from "./snapshot.mjs";

/** @import {PyodideAPI} from "pyodide" */
/** @import {Runtime} from "./protocol.mjs" */
/** @import {supply} from "./supply.mjs" */

/**
 * The module as Emscripten makes it, as far as it is used here.
 *
 * @typedef {{HEAPU8: Uint8Array, _malloc(size: number): number, _free(address: number): void,
 *   _sbrk(size: number): number}} Module
 * @typedef {{dynamicLibraries: string[], locateFile?: (path: string, folder: string) => string}} Settings
 * @typedef {(settings: any) => Promise<any>} Create
 * @typedef {ReturnType<typeof supply>} Files
 */

/** No plugins of pydantic are here, and looking for them takes time. */
export const ENVIRONMENT = { PYDANTIC_DISABLE_PLUGINS: "__all__" };

/**
 * Pydantic's compiled core is loaded before memory is filled, so that it lies at the same place in every start.
 *
 * @param {Create} create
 * @param {string} core where Python looks for it
 * @param {string} address where it is
 * @returns {Create}
 */
export function withCore(create, core, address) {
  return (/** @type {Settings} */ settings) => {
    const { locateFile } = settings;
    settings.dynamicLibraries = [core];
    settings.locateFile = (path, folder) => (path === core ? address : (locateFile?.(path, folder) ?? path));
    return create(settings);
  };
}

/**
 * @param {Runtime} runtime
 * @param {Files} files
 * @returns {Promise<PyodideAPI>}
 * @throws where the snapshot is damaged, or of another build
 */
export async function fromSnapshot(runtime, files) {
  const snapshot = files.inside("memory").then((packed) => read(packed, runtime.stamp));
  return start(runtime, files, {
    _loadSnapshot: snapshot.then(({ bootstrap }) => bootstrap),
    filled: async (module) => {
      const { size, fill } = await snapshot;
      grow(module, size);
      fill(module.HEAPU8);
    },
  });
}

/**
 * @param {Runtime} runtime
 * @param {Files} files
 * @returns {Promise<PyodideAPI>}
 */
export async function fromPackages(runtime, files) {
  return start(runtime, files, { packageBaseUrl: runtime.address, packages: ["partner-calc"], env: ENVIRONMENT });
}

/**
 * @param {Runtime} runtime
 * @param {Files} files
 * @param {{filled?: (module: Module) => Promise<void>} & Record<string, unknown>} options of Pyodide; `filled` fills
 *   the memory before Python finds it
 * @returns {Promise<PyodideAPI>}
 */
async function start({ address, core }, { script }, { filled, ...options }) {
  const [{ default: create }, { loadPyodide }] = await Promise.all([
    import(script("pyodide.asm.mjs")),
    import(script("pyodide.mjs")),
  ]);
  const withCoreInside = withCore(create, core, `${address}pydantic_core.wasm`);
  return loadPyodide({
    ...options,
    indexURL: address,
    // It would list the packages on the console.
    stdout: () => {},
    createPyodideModule: async (/** @type {Settings} */ settings) => {
      const module = await withCoreInside(settings);
      await filled?.(module);
      return module;
    },
  });
}

/**
 * Memory grows only by being asked for.
 *
 * @param {Module} module
 * @param {number} size in bytes
 */
function grow(module, size) {
  module._free(module._malloc(size - module._sbrk(0)));
  if (module.HEAPU8.length < size) throw new RangeError(`There is no memory of ${size} bytes.`);
}
