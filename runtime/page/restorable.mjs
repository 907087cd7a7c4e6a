// Whether this browser can start from a snapshot. Pages ask it, so it stands apart from what only a worker needs.

// A module with one function, exported, and twice in its table.
const TWICE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 4, 4, 1, 112, 0, 2, 7, 9, 2, 1, 102, 0, 0],
  ...[1, 116, 1, 0, 9, 8, 1, 0, 65, 0, 11, 2, 0, 0, 10, 4, 1, 2, 0, 11],
);

/**
 * Whether functions get the same places here as in a snapshot, so that it is worth fetching. Emscripten finds the place
 * of an exported function in the table by identity, and in Safari's engine what a table holds is never identical.
 */
export function isRestorable() {
  const { f: exported, t: table } = /** @type {{f: unknown, t: WebAssembly.Table}} */ (
    /** @type {unknown} */ (new WebAssembly.Instance(new WebAssembly.Module(TWICE)).exports)
  );
  return table.get(0) === exported && table.get(1) === exported;
}
