// A snapshot of Python's memory: what has changed since the module was compiled, line by line.

/**
 * How a snapshot begins. `stamp` names the build that it belongs to, `memory` is the size to restore, in bytes,
 * `bootstrap` the length of what Pyodide itself notes at the start of a snapshot.
 *
 * @typedef {{stamp: string, memory: number, bootstrap: number}} Heading
 */

const LINE = 64;
const SIZE = 4;

/**
 * @param {string} stamp
 * @param {Uint8Array} bootstrap
 * @param {Uint8Array} memory
 * @param {Uint8Array} fresh the memory of a module that has only been compiled
 */
export function pack(stamp, bootstrap, memory, fresh) {
  /** @type {Heading} */
  const told = { stamp, memory: memory.length, bootstrap: bootstrap.length };
  const heading = new TextEncoder().encode(JSON.stringify(told));
  const count = Math.ceil(memory.length / LINE);
  const changed = new Uint8Array(Math.ceil(count / 8));
  const lines = [];
  for (let line = 0; line < count; line += 1) {
    const start = line * LINE;
    const now = memory.subarray(start, start + LINE);
    if (now.every((byte, offset) => byte === (fresh[start + offset] ?? 0))) continue;
    changed[line >> 3] = (changed[line >> 3] ?? 0) | (1 << (line & 7));
    lines.push(now);
  }
  const length = new Uint8Array(new Uint32Array([heading.length]).buffer);
  return concatenated([length, heading, bootstrap, changed, ...lines]);
}

/**
 * @param {Uint8Array} packed
 * @param {string} stamp of the build that is running
 * @throws where the snapshot is of another build
 */
export function read(packed, stamp) {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const start = SIZE + length;
  /** @type {Heading} */
  const heading = JSON.parse(new TextDecoder().decode(packed.subarray(SIZE, start)));
  if (heading.stamp !== stamp) throw new Error(`The snapshot is of another build: ${heading.stamp}`);
  const changed = start + heading.bootstrap;
  const count = Math.ceil(heading.memory / LINE);
  return {
    /** What Pyodide itself has to know, in a piece of memory of its own. */
    bootstrap: packed.slice(start, changed),
    size: heading.memory,
    /** @param {Uint8Array} memory of a module that has only been compiled, large enough */
    fill: (memory) => restore(memory, packed.subarray(changed), count),
  };
}

/**
 * @param {Uint8Array} memory
 * @param {Uint8Array} packed a bit for each line that has changed, then those lines
 * @param {number} count of lines
 */
function restore(memory, packed, count) {
  let from = Math.ceil(count / 8);
  const isChanged = (/** @type {number} */ line) => line < count && (packed[line >> 3] ?? 0) & (1 << (line & 7));
  for (let line = 0; line < count; line += 1) {
    if (!isChanged(line)) continue;
    const first = line;
    while (isChanged(line)) line += 1;
    const length = (line - first) * LINE;
    memory.set(packed.subarray(from, from + length), first * LINE);
    from += length;
  }
  if (from !== packed.length) throw new RangeError("The snapshot has another length than it says.");
}

/** @param {Uint8Array[]} parts */
function concatenated(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
