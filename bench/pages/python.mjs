// Plain Pyodide: its stock files, ordinary wheels, and the function that this site asks too.

/**
 * @param {string[]} wheels addresses
 * @returns {Promise<(request: string) => string>}
 */
export async function start(wheels) {
  const address = new URL("../pyodide/pyodide.mjs", import.meta.url).href;
  /** @type {typeof import("pyodide")} */
  const { loadPyodide } = await import(address);
  const python = await loadPyodide();
  await python.loadPackage(wheels, { messageCallback: () => {} });
  return python.pyimport("calc.api").evaluate_json;
}
