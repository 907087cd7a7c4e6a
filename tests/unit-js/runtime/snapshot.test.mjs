import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pack, read } from "../../../runtime/page/snapshot.mjs";

const LINE = 64;
const BOOTSTRAP = Uint8Array.of(9, 8, 7);

/**
 * The memory that a fresh module has after a snapshot of another was read into it.
 *
 * @param {Uint8Array} memory
 * @param {Uint8Array} fresh
 */
function restored(memory, fresh) {
  const { size, fill } = read(pack("stamp", BOOTSTRAP, memory, fresh), "stamp");
  const filled = new Uint8Array(size);
  filled.set(fresh.subarray(0, size));
  fill(filled);
  return filled;
}

/** @param {number} length @param {number[]} places that are not zero */
function bytes(length, ...places) {
  const all = new Uint8Array(length);
  for (const place of places) all[place] = 1 + (place % 255);
  return all;
}

describe("A snapshot", () => {
  /** @type {Record<string, [Uint8Array, Uint8Array]>} */
  const memories = {
    "where nothing has changed": [bytes(640, 5, 70), bytes(640, 5, 70)],
    "where all has changed": [bytes(640).fill(7), bytes(640)],
    "where the first and the last byte have changed": [bytes(640, 0, 639), bytes(640)],
    "where a byte became nothing": [bytes(640), bytes(640, 100)],
    "where neighbouring lines have changed, and others": [bytes(1280, 64, 128, 192, 640, 1216), bytes(1280)],
    "of more than eight lines": [bytes(9 * LINE, 8 * LINE), bytes(9 * LINE)],
    "of memory that has grown": [bytes(1280, 10, 1270), bytes(640, 10)],
    "of memory that has grown and holds nothing new": [bytes(1280, 10), bytes(640, 10)],
    "of no memory": [bytes(0), bytes(0)],
  };
  for (const [what, [memory, fresh]] of Object.entries(memories)) {
    test(`${what} gives the same memory back`, () => assert.deepEqual(restored(memory, fresh), memory));
  }

  test("holds the lines that have changed, and no other", () => {
    const [fresh, none] = [bytes(100 * LINE), pack("stamp", BOOTSTRAP, bytes(100 * LINE), bytes(100 * LINE))];
    const two = pack("stamp", BOOTSTRAP, bytes(100 * LINE, 3, 4, 5, 70 * LINE), fresh);
    assert.equal(two.length - none.length, 2 * LINE);
  });

  test("gives back what Pyodide notes, in a piece of memory of its own", () => {
    const packed = pack("stamp", BOOTSTRAP, bytes(LINE), bytes(LINE));
    const { bootstrap } = read(packed, "stamp");
    assert.deepEqual(bootstrap, BOOTSTRAP);
    assert.equal(bootstrap.byteOffset, 0);
    assert.equal(bootstrap.buffer.byteLength, BOOTSTRAP.length);
  });

  test("is read wherever it lies in a larger file", () => {
    const packed = pack("stamp", BOOTSTRAP, bytes(LINE, 7), bytes(LINE));
    const file = new Uint8Array(packed.length + 13);
    file.set(packed, 13);
    const filled = new Uint8Array(LINE);
    read(file.subarray(13), "stamp").fill(filled);
    assert.deepEqual(filled, bytes(LINE, 7));
  });

  test("of another build is refused", () => {
    const packed = pack("old", BOOTSTRAP, bytes(LINE), bytes(LINE));
    assert.throws(() => read(packed, "new"), /another build: old/);
  });

  test("that was cut short or has more at its end is refused", () => {
    const packed = pack("stamp", BOOTSTRAP, bytes(LINE, 7), bytes(LINE));
    const longer = new Uint8Array(packed.length + 1);
    longer.set(packed);
    for (const damaged of [packed.subarray(0, -1), longer]) {
      assert.throws(() => read(damaged, "stamp").fill(new Uint8Array(LINE)), RangeError);
    }
  });
});
