import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { supply } from "../../../runtime/page/supply.mjs";

const ADDRESS = "https://guides.example/assets/runtime/1/";
const INSIDE = { memory: "of Python", "wheel.whl": "a package", empty: "" };
const FILES = {
  "packages.bin": { bytes: bundle(INSIDE).length, integrity: "sha384-bundle" },
  "pyodide.asm.wasm": { bytes: 4, integrity: "sha384-wasm" },
  "pyodide.mjs": { bytes: 3 },
};
const RUNTIME = { address: ADDRESS, core: "core", stamp: "1", files: FILES, starts: { snapshot: [], ordinary: [] } };

/** What the network has, by address. @type {Record<string, Uint8Array | undefined>} */
let network;
/** @type {[string, RequestInit | undefined][]} */
let asked;
/** @type {number[]} */
let arrived;
/** @type {string[]} */
let faults;
const { fetch } = globalThis;

beforeEach(() => {
  network = {
    [`${ADDRESS}packages.bin`]: bundle(INSIDE),
    [`${ADDRESS}pyodide.asm.wasm`]: Uint8Array.of(0, 97, 115, 109),
    "https://guides.example/other": Uint8Array.of(1),
  };
  [asked, arrived, faults] = [[], [], []];
  Object.assign(globalThis, { self: globalThis, fetch: answered });
});
afterEach(() => void Object.assign(globalThis, { fetch }));

/** @param {RequestInfo | URL} resource @param {RequestInit} [options] */
async function answered(resource, options) {
  const url = resource instanceof Request ? resource.url : String(resource);
  asked.push([url, options]);
  if (!(url in network)) throw new TypeError("no network");
  const found = network[url];
  const response = new Response(/** @type {BodyInit | null} */ (found ?? null), { status: found ? 200 : 404 });
  Object.defineProperty(response, "url", { value: url });
  return response;
}

/**
 * Files in one, as the build writes them.
 *
 * @param {Record<string, string>} files
 */
function bundle(files) {
  const table = JSON.stringify(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.length])));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(table.length);
  return new Uint8Array(gzipSync(Buffer.concat([length, Buffer.from(table + Object.values(files).join(""))])));
}

/** @param {Record<string, ArrayBuffer>} [given] */
function supplied(given = {}) {
  return supply(RUNTIME, "packages.bin", given, {
    arrived: (bytes) => arrived.push(bytes),
    failed: (fault) => faults.push(fault),
  });
}

/** Lets everything happen that waits for nothing outside. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe("The runtime's files", () => {
  test("come out of the bundle, each whole", async () => {
    const { inside } = supplied();
    for (const [name, text] of Object.entries(INSIDE)) {
      assert.equal(new TextDecoder().decode(await inside(name)), text);
    }
    assert.deepEqual(faults, []);
  });

  test("are what whoever asks for them by their address gets", async () => {
    supplied();
    const inside = await self.fetch(`${ADDRESS}wheel.whl`);
    assert.equal(await inside.text(), INSIDE["wheel.whl"]);
    const published = await self.fetch(new Request(`${ADDRESS}pyodide.asm.wasm`));
    assert.deepEqual(new Uint8Array(await published.arrayBuffer()), network[`${ADDRESS}pyodide.asm.wasm`]);
  });

  test("are asked for with the fingerprint that they must have", async () => {
    supplied();
    await self.fetch(`${ADDRESS}pyodide.asm.wasm`);
    assert.deepEqual(asked, [
      [`${ADDRESS}packages.bin`, { integrity: "sha384-bundle" }],
      [`${ADDRESS}pyodide.asm.wasm`, { integrity: "sha384-wasm" }],
    ]);
  });

  test("leave alone what is asked of another address", async () => {
    supplied();
    const options = { cache: /** @type {const} */ ("no-store") };
    assert.equal((await self.fetch("https://guides.example/other", options)).status, 200);
    assert.deepEqual(asked.at(-1), ["https://guides.example/other", options]);
  });

  test("are counted as they arrive, to the last byte", { timeout: 20_000 }, async () => {
    const { inside } = supplied();
    await inside("memory");
    await self.fetch(`${ADDRESS}pyodide.asm.wasm`);
    const total = FILES["packages.bin"].bytes + FILES["pyodide.asm.wasm"].bytes;
    while (arrived.at(-1) !== total) await settled();
    assert.deepEqual(
      arrived.toSorted((one, other) => one - other),
      arrived,
    );
  });
});

describe("Files that the page hands over", () => {
  const given = { "packages.bin": buffer(bundle(INSIDE)), "pyodide.asm.wasm": buffer(Uint8Array.of(0, 97, 115, 109)) };

  /** @param {Uint8Array} bytes @returns {ArrayBuffer} */
  function buffer(bytes) {
    return new Uint8Array(bytes).buffer;
  }

  test("are not fetched or counted", async () => {
    const { inside } = supplied(given);
    assert.equal(new TextDecoder().decode(await inside("memory")), INSIDE.memory);
    await settled();
    assert.deepEqual([asked, arrived], [[], []]);
  });

  test("have the type that a browser compiles while they come", async () => {
    supplied(given);
    const types = [];
    for (const name of ["pyodide.asm.wasm", "packages.bin"]) {
      types.push((await self.fetch(ADDRESS + name)).headers.get("content-type"));
    }
    assert.deepEqual(types, ["application/wasm", "application/octet-stream"]);
  });

  test("are imported from an address of their own where they are scripts", async () => {
    const { script } = supplied({ ...given, "pyodide.mjs": buffer(new TextEncoder().encode("export {};")) });
    const response = await fetch(script("pyodide.mjs"));
    assert.deepEqual([response.headers.get("content-type"), await response.text()], ["text/javascript", "export {};"]);
    assert.equal(script("pyodide.asm.mjs"), `${ADDRESS}pyodide.asm.mjs`);
  });
});

describe("Where a file is missing", () => {
  test("the page is told once why, and nobody waits for an answer that is none", async () => {
    network = {};
    const { inside } = supplied();
    const waiting = Promise.race([inside("memory"), settled().then(() => "nothing more is said")]);
    assert.equal(await waiting, "nothing more is said");
    assert.deepEqual(faults, ["TypeError: no network"]);
  });

  test("the page is told its address and what the server said", { timeout: 20_000 }, async () => {
    network[`${ADDRESS}packages.bin`] = undefined;
    supplied();
    while (faults.length === 0) await settled();
    assert.deepEqual(faults, [`${ADDRESS}packages.bin: 404`]);
  });

  test("the page is told what the bundle does not hold", { timeout: 20_000 }, async () => {
    void supplied().inside("nonsense");
    while (faults.length === 0) await settled();
    assert.deepEqual(faults, ["packages.bin holds no nonsense"]);
  });
});
