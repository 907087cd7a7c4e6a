import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { CalcFailure } from "../../../runtime/page/protocol.mjs";

/** @import {Report, Way} from "../../../runtime/page/protocol.mjs" */
/** @typedef {typeof import("../../../runtime/page/client.mjs")} Client */

const RUNTIME = {
  address: "assets/runtime/1/",
  core: "core",
  stamp: "1",
  files: { "snapshot.bin": { bytes: 600 }, "packages.bin": { bytes: 900 }, "pyodide.asm.wasm": { bytes: 50 } },
  starts: {
    snapshot: ["pyodide.mjs", "snapshot.bin", "pyodide.asm.wasm"],
    ordinary: ["packages.bin", "pyodide.asm.wasm"],
  },
};
const QUESTION = { calculator: "pro_rata", inputs: { fee: "1" }, locale: "en" };

/** A worker that a test speaks for. */
class FakeWorker {
  /** @type {any[]} */
  asked = [];
  ended = false;
  /** @type {(event: {data: Report}) => void} */
  onmessage = () => {};
  /** @type {(event: {message: string}) => void} */
  onerror = () => {};

  constructor() {
    workers.push(this);
  }

  /** @param {unknown} question */
  postMessage(question) {
    this.asked.push(question);
  }

  terminate() {
    this.ended = true;
  }

  /** @param {any} data a `Report`; of an answer, only what the test looks at */
  say(data) {
    this.onmessage({ data });
  }

  /** @returns {Way} */
  get way() {
    return this.asked[0].way;
  }
}

/** @type {FakeWorker[]} */
let workers;
/** @type {Client} */
let client;
let pages = 0;

beforeEach(async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  workers = [];
  const data = { textContent: JSON.stringify(RUNTIME) };
  const document = { querySelector: () => data, baseURI: "https://guides.example/sv/guides/" };
  Object.assign(globalThis, { Worker: FakeWorker, document });
  client = await import(`../../../runtime/page/client.mjs?page=${++pages}`);
});

afterEach(() => mock.timers.reset());

/** @param {Promise<unknown>} answer */
async function failure(answer) {
  const error = await answer.then(
    () => assert.fail("there was an answer"),
    (error) => error,
  );
  assert.ok(error instanceof CalcFailure);
  return error.code;
}

/** Lets everybody hear what was said. */
const heard = () => new Promise((resolve) => setImmediate(resolve));

/** @param {number} ms that pass */
const tick = (ms) => mock.timers.tick(ms);

describe("Python", () => {
  test("is not started before it is wanted", () => {
    assert.equal(client.status.state, "idle");
    assert.equal(workers.length, 0);
  });

  test("is started once, told where the runtime lies and how to start", () => {
    client.start();
    client.start();
    assert.equal(workers.length, 1);
    const address = "https://guides.example/sv/guides/assets/runtime/1/";
    assert.deepEqual(workers[0].asked, [{ runtime: { ...RUNTIME, address }, way: "snapshot" }]);
  });

  test("is started in the ordinary way where a snapshot cannot be restored", (context) => {
    context.mock.method(WebAssembly.Table.prototype, "get", () => null);
    client.start();
    assert.equal(workers[0].way, "ordinary");
  });

  test("says how far the start has come, of the bytes that can be watched", () => {
    /** @type {[string, number, number][]} */
    const told = [];
    const { status } = client;
    status.addEventListener("change", () => told.push([status.state, status.loaded, status.total]));
    client.start();
    workers[0].say({ loaded: 300 });
    workers[0].say({ ready: true });
    assert.deepEqual(told, [
      ["starting", 0, 650],
      ["starting", 300, 650],
      ["ready", 300, 650],
    ]);
  });

  test("is not looked for on a page that does not say where it is", () => {
    Object.assign(globalThis.document, { querySelector: () => null });
    assert.throws(() => client.start(), /does not say where the runtime/);
  });

  for (const name of ["Worker", "WebAssembly", "DecompressionStream"]) {
    test(`is refused in a browser that has no ${name}`, async (context) => {
      const there = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(globalThis, name));
      context.after(() => Object.defineProperty(globalThis, name, there));
      Reflect.deleteProperty(globalThis, name);
      assert.equal(await failure(client.evaluate(QUESTION)), "unsupported");
      assert.equal(client.status.state, "failed");
    });
  }
});

describe("A question", () => {
  test("starts Python, and is answered", async () => {
    const answer = client.evaluate(QUESTION);
    const [, asked] = workers[0].asked;
    assert.deepEqual(JSON.parse(asked.request), QUESTION);
    workers[0].say({ ready: true });
    workers[0].say({ id: asked.id, answer: { headline: "x" } });
    assert.deepEqual(await answer, { headline: "x" });
  });

  test("gets the answer that is its own, whichever comes first", async () => {
    const answers = [client.evaluate(QUESTION), client.evaluate({ ...QUESTION, locale: "sv" })];
    const [, ...asked] = workers[0].asked;
    for (const { id, request } of asked.toReversed()) {
      workers[0].say({ id, answer: { locale: JSON.parse(request).locale } });
    }
    assert.deepEqual(await Promise.all(answers), [{ locale: "en" }, { locale: "sv" }]);
  });

  test("that cannot be written down is asked as one that is none", async () => {
    const answer = client.evaluate(/** @type {any} */ (undefined));
    const [, { id, request }] = workers[0].asked;
    assert.equal(request, "null");
    workers[0].say({ id, answer: {} });
    await answer;
  });

  test("can be asked by whatever else is on the page", () => {
    assert.equal(/** @type {any} */ (globalThis).partnerCalc.evaluate, client.evaluate);
  });
});

describe("A worker that is lost", () => {
  /** @type {[string, (worker: FakeWorker) => void][]} */
  const ways = [
    ["says a fault", (worker) => worker.say({ fault: "no memory" })],
    ["ends in an error", (worker) => worker.onerror({ message: "no memory" })],
  ];
  for (const [how, lose] of ways) {
    test(`since it ${how} is followed by a second one, in the ordinary way, with the same questions`, async () => {
      const answer = client.evaluate(QUESTION);
      const [, asked] = workers[0].asked;
      lose(workers[0]);
      assert.ok(workers[0].ended);
      assert.equal(workers[1].way, "ordinary");
      assert.deepEqual(workers[1].asked.slice(1), [asked]);
      assert.equal(client.status.total, 950);
      workers[1].say({ id: asked.id, answer: { headline: "x" } });
      assert.deepEqual(await answer, { headline: "x" });
    });
  }

  test("is not followed by a third one: everybody who waits is told", async () => {
    const answers = [client.evaluate(QUESTION), client.evaluate(QUESTION)];
    for (const number of [0, 1]) workers[number].say({ fault: "no memory" });
    assert.deepEqual(await Promise.all(answers.map(failure)), ["start_failed", "start_failed"]);
    assert.equal(workers.length, 2);
    assert.equal(client.status.state, "failed");
  });

  test("stops no later question: it starts anew, from the snapshot", async () => {
    const first = client.evaluate(QUESTION);
    for (const number of [0, 1]) workers[number].say({ fault: "no memory" });
    await failure(first);
    const second = client.evaluate(QUESTION);
    assert.equal(workers[2].way, "snapshot");
    workers[2].say({ id: workers[2].asked[1].id, answer: {} });
    assert.deepEqual(await second, {});
  });

  test("is forgotten as soon as another has answered", async () => {
    const first = client.evaluate(QUESTION);
    workers[0].say({ fault: "no memory" });
    workers[1].say({ id: workers[1].asked[1].id, answer: {} });
    await first;
    const second = client.evaluate(QUESTION);
    workers[1].say({ fault: "no memory" });
    assert.equal(workers.length, 3);
    workers[2].say({ id: workers[2].asked[1].id, answer: {} });
    await second;
  });
});

describe("Patience", () => {
  test("with a start ends after 30 seconds without a word, twice", async () => {
    const answer = client.evaluate(QUESTION);
    tick(29_999);
    workers[0].say({ loaded: 1 });
    tick(29_999);
    assert.ok(!workers[0].ended);
    tick(1);
    assert.ok(workers[0].ended);
    tick(30_000);
    assert.equal(await failure(answer), "timed_out");
  });

  test("with an answer ends after 10 seconds", async () => {
    client.start();
    workers[0].say({ ready: true });
    const answer = client.evaluate(QUESTION);
    tick(9_999);
    assert.ok(!workers[0].ended);
    tick(1);
    assert.ok(workers[0].ended);
    workers[1].say({ id: workers[1].asked[1].id, answer: {} });
    await answer;
  });

  test("has no end where nobody waits", async () => {
    client.start();
    workers[0].say({ ready: true });
    tick(1_000_000);
    const answer = client.evaluate(QUESTION);
    workers[0].say({ id: workers[0].asked[1].id, answer: {} });
    await answer;
    tick(1_000_000);
    await heard();
    assert.ok(!workers[0].ended);
  });
});
