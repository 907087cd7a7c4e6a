// The service worker: stopped at each of its awaits in turn, with a host that fails, on a device that runs full.
// Whatever happens, a page is whole and of one version or says that it cannot be shown, what was saved stays usable,
// and the next try completes.

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { ADDRESS, Device, edition, filesOf, Host, PAGES, Process, SETTINGS } from "./device.mjs";

/** @import { Edition, Fault } from "./device.mjs" */

const FIRST = edition(1);
const CHANGED = ["", "sv/guide/", "assets/site.css"];
const SECOND = edition(2, CHANGED);
const THIRD = edition(3);
/** @type {Record<string, Edition>} */
const EDITIONS = { v1: FIRST, v2: SECOND, v3: THIRD };

const FAULTS = /** @type {Fault[]} */ (["down", "missing", "wrong", "cut"]);
const ENGLISH = filesOf("en", "shared", "runtime");

suite("stopped at every await,", () => {
  test("a first save keeps what has arrived, and the next try completes", async () => {
    const saves = (/** @type {Device} */ device, /** @type {Process} */ process) => device.install(process);
    await stoppedAtEveryAwait(newcomer("en"), saves, async (device) => {
      const kept = keptFiles(device);
      const asked = device.host.asked.splice(0);
      await device.install();
      assert.deepEqual(
        kept.filter((name) => device.host.asked.includes(name)),
        [],
      );
      assert.deepEqual(sorted(new Set([...asked, ...device.host.asked])), sorted(ENGLISH));
      await device.activate();
      await assertWhole(device, "v1", "en");
    });
  });

  for (const published of [SECOND, THIRD]) {
    const { version } = published.site;
    test(`an update to ${version} leaves the old version whole, and downloads what changed and no more`, async () => {
      const changed = ENGLISH.filter((name) => published.texts[name] !== FIRST.texts[name]);
      const updates = (/** @type {Device} */ device, /** @type {Process} */ process) => device.install(process);
      await stoppedAtEveryAwait(
        await saver("en"),
        updates,
        async (device) => {
          await assertWhole(device, "v1", "en");
          await device.install();
          await assertWhole(device, "v1", "en");
          assert.deepEqual(sorted(new Set(device.host.asked)), sorted(changed));
          await device.activate();
          await assertWhole(device, version, "en");
          assert.equal(device.storage.caches.size, 3, "caches of the old version are gone");
        },
        published,
      );
    });
  }

  test("a version takes over whole or not at all", async () => {
    const ready = await saver("en");
    await ready.install(undefined, SECOND);
    const takesOver = async (/** @type {Device} */ device, /** @type {Process} */ process) => {
      await device.say("take-over", { process, to: device.waiting });
      await device.activate(process);
    };
    await stoppedAtEveryAwait(ready, takesOver, async (device) => {
      await assertWhole(device, device.waiting ? "v1" : "v2", "en");
      // What is left of the old version goes with the next.
      await device.install(undefined, THIRD);
      await device.activate();
      await assertWhole(device, "v3", "en");
      assert.equal(device.storage.caches.size, 3);
    });
  });

  test("a language that is added leaves the others whole, and the next try completes", async () => {
    const ready = await saver("en");
    ready.want("en", "sv");
    const adds = (/** @type {Device} */ device, /** @type {Process} */ process) => device.say("save", { process });
    await stoppedAtEveryAwait(ready, adds, async (device) => {
      await assertWhole(device, "v1", ...(await savedLanguages(device)));
      await device.say("save");
      await assertWhole(device, "v1", "en", "sv");
      assert.deepEqual(sorted(new Set(device.host.asked)), sorted(filesOf("sv")));
    });
  });

  test("a page that is read is kept whole or not at all", async () => {
    const ready = await saver("en");
    const reads = (/** @type {Device} */ device, /** @type {Process} */ process) =>
      device.reader(process)("sv/") ?? assert.fail();
    await stoppedAtEveryAwait(ready, reads, async (device) => {
      await assertSound(device);
      await assertWhole(device, "v1", "en");
      assert.equal((await device.reader()("sv/"))?.status, 200);
      assert.ok((await assertSound(device)).includes("sv/"));
    });
  });
});

suite("at every await of one, something else happens:", () => {
  test("whoever reads while an update arrives reads the old version", async () => {
    const device = await saver("en");
    device.host.edition = SECOND;
    const meanwhile = () => assertWhole(device, "v1", "en");
    await device.install(new Process({ meanwhile }));
    await assertWhole(device, "v1", "en");
  });

  test("what is removed while it is saved stays removed", async () => {
    const saves = (/** @type {Device} */ device, /** @type {Process} */ process) => device.install(process);
    await removedAtEveryAwait(newcomer("en"), saves);
    const updates = await saver("en");
    updates.host.edition = SECOND;
    await removedAtEveryAwait(updates, saves);
  });

  test("what is removed while a page is read or asks stays removed", async () => {
    const ready = await saver("en");
    await removedAtEveryAwait(ready, (device, process) => device.reader(process)("sv/") ?? assert.fail());
    await removedAtEveryAwait(ready, (device, process) => device.say("status", { process }));
  });

  test("a version takes over while the next one arrives, and neither is mixed into the other", async () => {
    const ready = await saver("en");
    await ready.install(undefined, SECOND);
    ready.host.edition = THIRD;
    const steps = await stepsOf(ready, (device, process) => device.install(process));
    for (let moment = 1; moment <= steps; moment++) {
      const device = ready.copy();
      const meanwhile = async (/** @type {number} */ step) => {
        if (step === moment) await device.activate(undefined, SECOND.site);
      };
      await device.install(new Process({ meanwhile }));
      await assertWhole(device, "v2", "en");
      await device.activate();
      await assertSound(device);
      await device.say("save");
      await assertWhole(device, "v3", "en");
    }
  });
});

suite("a host that fails", () => {
  for (const fault of FAULTS) {
    test(`in each file in turn (${fault}): the save is refused, and the next try completes`, async () => {
      for (const name of ENGLISH) {
        const device = newcomer("en");
        device.host.faults[name] = fault;
        await assertRefused(device);
        assert.deepEqual(device.heard.at(-1), { offline: { trouble: codeOf(fault) } });
        device.host.faults = {};
        await device.install();
        await device.activate();
        await assertWhole(device, "v1", "en");
      }
    });

    test(`in each changed file in turn (${fault}): the old version goes on, and the next try completes`, async () => {
      const ready = await saver("en");
      for (const name of CHANGED.filter((changed) => ENGLISH.includes(changed))) {
        const device = ready.copy();
        device.host.edition = SECOND;
        device.host.faults[name] = fault;
        await assertRefused(device);
        assert.deepEqual(device.heard.at(-1), { offline: { trouble: codeOf(fault) } });
        await assertWhole(device, "v1", "en");
        device.host.faults = {};
        await device.install();
        await device.activate();
        await assertWhole(device, "v2", "en");
      }
    });
  }

  test("or falls silent at a file, until the browser ends the worker: the next try completes", async () => {
    for (const name of ENGLISH) {
      const device = newcomer("en");
      device.host.faults[name] = "silent";
      const process = new Process();
      const done = device.install(process).then(() => "saved");
      await idle(process);
      assert.equal(await Promise.race([done, "waiting"]), "waiting");
      process.end();
      device.host.faults = {};
      await device.install();
      await device.activate();
      await assertWhole(device, "v1", "en");
    }
  });

  test("or has another edition by now: its pages are not mixed into the one that is saved", async () => {
    const device = await saver("en");
    device.host.edition = THIRD;
    const answer = await device.reader()("sv/");
    assert.equal(answer?.status, 503);
    assert.equal(await answer?.text(), `sv: a newer version. ${ADDRESS}`);
    assert.ok(device.updates > 0, "the new version is looked for");
    await assertWhole(device, "v1", "en");
  });
});

suite("a device that runs full", () => {
  test("at each file in turn: what has arrived is kept, and with room the next try completes", async () => {
    for (let room = 0; room < ENGLISH.length; room++) {
      const device = newcomer("en");
      device.storage.room = room;
      await assertRefused(device);
      assert.deepEqual(device.heard.at(-1), { offline: { trouble: "full" } });
      const kept = keptFiles(device);
      assert.equal(kept.length, room);
      device.storage.room = Infinity;
      device.host.asked.length = 0;
      await device.install();
      assert.deepEqual(sorted([...kept, ...device.host.asked]), sorted(ENGLISH));
      await device.activate();
      await assertWhole(device, "v1", "en");
    }
  });

  test("at each file of an update: the old version goes on", async () => {
    const ready = await saver("en");
    for (let room = 0; room < ENGLISH.length - filesOf("runtime").length; room++) {
      const device = ready.copy();
      device.host.edition = SECOND;
      device.storage.room = room;
      await assertRefused(device);
      assert.deepEqual(device.heard.at(-1), { offline: { trouble: "full" } });
      await assertWhole(device, "v1", "en");
      device.storage.room = Infinity;
      await device.install();
      await device.activate();
      await assertWhole(device, "v2", "en");
    }
  });

  test("and has no room for a page that was never saved: it is shown all the same", async () => {
    const device = await saver("en");
    device.storage.room = 0;
    assert.equal(await (await device.reader()("sv/"))?.text(), FIRST.texts["sv/"]);
  });
});

suite("a browser that deletes", () => {
  test("any two files: no page is shown in parts, and all comes back", async () => {
    const ready = await saver("en");
    for (const [index, one] of ENGLISH.entries()) {
      for (const other of ENGLISH.slice(index)) {
        const device = ready.copy();
        for (const cache of device.storage.caches.values()) {
          cache.delete(ADDRESS + one);
          cache.delete(ADDRESS + other);
        }
        await assertComesBack(device, new Set([one, other]));
      }
    }
  });

  test("any cache: no page is shown in parts, and all comes back", async () => {
    const ready = await saver("en");
    for (const name of ready.storage.caches.keys()) {
      if (name === SETTINGS) continue;
      const device = ready.copy();
      const lost = [...(device.storage.caches.get(name)?.keys() ?? [])].map((address) => address.slice(ADDRESS.length));
      device.storage.caches.delete(name);
      await assertComesBack(device, new Set(lost));
    }
  });
});

suite("names and words that readers' browsers hold", () => {
  // As the service worker of commit 59c976c leaves them.
  const RUNTIME = "partner-guides:/repo/:runtime:8340cee3a2c9";
  const SITE = "partner-guides:/repo/:site:0123456789abcdef";

  test("a copy that an earlier service worker saved is taken over: what changed is downloaded, and no more", async () => {
    const device = new Device(new Host(SECOND));
    device.storage.open(SETTINGS).set(`${ADDRESS}offline-settings`, kept('["en"]'));
    for (const name of ENGLISH) {
      const cache = device.storage.open(filesOf("runtime").includes(name) ? RUNTIME : SITE);
      cache.set(ADDRESS + name, kept(FIRST.texts[name], ["x-sha256", FIRST.site.files[name][0]]));
    }
    await device.install();
    assert.deepEqual(sorted(device.host.asked), sorted(["", "assets/site.css"]));
    assert.ok(device.storage.caches.has(SITE), "the earlier version is read until the new one takes over");
    assert.deepEqual(await device.say("take-over", { to: device.waiting }), { others: 0 });
    await device.activate();
    await assertWhole(device, "v2", "en");
    assert.deepEqual(sorted(device.storage.caches.keys()), [
      "partner-guides:/repo/:runtime:r1",
      "partner-guides:/repo/:settings",
      "partner-guides:/repo/:site:v2",
    ]);
    assert.deepEqual(
      sorted(device.storage.caches.get("partner-guides:/repo/:runtime:r1")?.keys() ?? []),
      filesOf("runtime").map((name) => ADDRESS + name),
    );
  });

  test("a page is told what is saved, how a save goes, and who stands in the way", async () => {
    const device = newcomer("en");
    await device.install();
    const total = ENGLISH.reduce((sum, name) => sum + FIRST.site.files[name][1], 0);
    const progress = device.heard.filter(({ offline }) => offline.progress).map(({ offline }) => offline.progress);
    assert.deepEqual(progress.at(-1), { loaded: total, total });
    assert.deepEqual(device.heard.at(-1), { offline: { done: true } });
    await device.activate();
    assert.deepEqual(await device.say("status"), { saved: ["en"], bytes: total, wanted: ["en"] });
    await device.install(undefined, SECOND);
    device.tabs.push(device.tab("2", "https://guides.example/another-site/"));
    device.tabs.push(device.tab("3", `${ADDRESS}guide/`));
    assert.deepEqual(await device.say("take-over", { to: device.waiting }), { others: 1 });
    assert.equal(device.skipped, false);
    device.tabs.pop();
    assert.deepEqual(await device.say("take-over", { to: device.waiting }), { others: 0 });
    assert.equal(device.skipped, true);
  });

  test("nothing is saved for whoever wants nothing", async () => {
    const device = new Device(new Host(FIRST));
    await assertRefused(device);
    assert.deepEqual(device.heard.at(-1), { offline: { trouble: "removed" } });
    assert.deepEqual([device.host.asked, device.storage.caches.size], [[], 0]);
  });

  test("caches of other sites of the origin are left alone", async () => {
    const device = await saver("en");
    device.storage.open("partner-guides:/:site:v1");
    await device.install(undefined, SECOND);
    await device.activate();
    assert.ok(device.storage.caches.has("partner-guides:/:site:v1"));
  });
});

suite("addresses", () => {
  const GUIDE = FIRST.texts["guide/"];

  for (const [address, status, told] of /** @type {[string, number, string][]} */ ([
    ["guide/", 200, GUIDE],
    ["guide/?printed=1#end", 200, GUIDE],
    ["guide/index.html", 200, GUIDE],
    ["index.html", 200, FIRST.texts[""]],
    ["guide?printed=1", 302, `${ADDRESS}guide/?printed=1`],
    ["no/such/page/", 404, FIRST.texts["404.html"]],
    ["constructor", 404, FIRST.texts["404.html"]],
  ])) {
    test(`"${address}" is understood as a server does`, async () => {
      const device = await saver("en");
      device.host.faults = { "*": "down" };
      const answer = await device.reader()(address);
      assert.equal(answer?.status, status);
      assert.equal(status === 302 ? answer?.headers.get("location") : await answer?.text(), told);
    });
  }

  test("nothing is answered that is not this site's to answer, and no other origin is reached", async () => {
    const read = (await saver("en")).reader();
    assert.equal(read("", { address: "https://guides.example/another-site/" }), undefined);
    assert.equal(read("guide/", { method: "POST" }), undefined);
    assert.equal((await read("", { address: "https://elsewhere.example/", mode: "no-cors" }))?.type, "error");
  });

  test("a file that cannot be had is a failure of the network, and an unknown one the page for it", async () => {
    const device = await saver("en");
    device.host.faults = { "*": "down" };
    const read = device.reader();
    assert.equal((await read("sv/search/index.json", { mode: "cors" }))?.type, "error");
    assert.equal((await read("assets/unknown.css", { mode: "no-cors" }))?.status, 404);
  });
});

// --- People and accidents ---

/** Somebody who wants languages, and has nothing of them yet. @param {string[]} languages */
function newcomer(...languages) {
  const device = new Device(new Host(FIRST));
  device.want(...languages);
  return device;
}

/** Somebody who has saved the first edition. @param {string[]} languages */
async function saver(...languages) {
  const device = newcomer(...languages);
  await device.install();
  await device.activate();
  return device.copy();
}

/** @typedef {(device: Device, process: Process) => Promise<unknown>} Act what a process does */

/** @param {Device} device @param {Act} act */
async function stepsOf(device, act) {
  const process = new Process();
  await act(device.copy(), process);
  return process.steps;
}

/**
 * Once for each await of an act: it is stopped there.
 *
 * @param {Device} device as it is before
 * @param {Act} act
 * @param {(device: Device) => Promise<void>} check what holds after the accident
 * @param {Edition} published
 */
async function stoppedAtEveryAwait(device, act, check, published = device.host.edition) {
  let stopAt = 0;
  let process;
  do {
    const struck = device.copy();
    struck.host.edition = published;
    process = new Process({ stopAt: ++stopAt });
    await Promise.race([act(struck, process), process.stopped]);
    if (!process.alive) await check(struck);
  } while (!process.alive);
  assert.ok(stopAt > 2, "there was something to stop");
}

/** Once for each await of an act: a page removes everything there. @param {Device} ready @param {Act} act */
async function removedAtEveryAwait(ready, act) {
  const steps = await stepsOf(ready, act);
  assert.ok(steps > 1, "there was something to wait for");
  for (let moment = 1; moment <= steps; moment++) {
    const device = ready.copy();
    const meanwhile = (/** @type {number} */ step) => (step === moment ? device.remove() : Promise.resolve());
    await act(device, new Process({ meanwhile })).catch(() => {});
    assert.deepEqual(sorted(device.storage.caches.keys()), [], `removed at await ${moment}`);
  }
}

// --- What is to hold ---

/** What the host publishes is not taken, and its worker is ended. @param {Device} device */
async function assertRefused(device) {
  const process = new Process();
  await assert.rejects(device.install(process));
  await idle(process);
  process.end();
}

/**
 * Without a network, no page is of two versions, and each is whole or says that it is not.
 *
 * @param {Device} device
 * @returns {Promise<string[]>} the pages that are whole, and the files that they need
 */
async function assertSound(device) {
  const { site, texts } = EDITIONS[device.active?.version ?? ""];
  const read = withoutNetwork(device).reader();
  const whole = new Set();
  for (const page of PAGES) {
    const answer = await read(page);
    if (answer?.status === 503) {
      assert.match(await answer.text(), /no network/);
      continue;
    }
    assert.equal(await answer?.text(), texts[page]);
    for (const name of [page, ...site.needs[site.pages[page]]]) whole.add(name);
  }
  for (const name of whole) assert.equal(await (await read(name, { mode: "no-cors" }))?.text(), texts[name]);
  return [...whole];
}

/**
 * What was saved in these languages is all there without a network, and the device says so.
 *
 * @param {Device} device
 * @param {string} version
 * @param {string[]} languages
 */
async function assertWhole(device, version, ...languages) {
  assert.equal(device.active?.version, version);
  const whole = await assertSound(device);
  const saved = filesOf("shared", ...languages);
  assert.deepEqual(
    saved.filter((name) => !whole.includes(name)),
    [],
  );
  const read = withoutNetwork(device).reader();
  for (const name of filesOf("runtime")) {
    assert.equal(await (await read(name, { mode: "cors" }))?.text(), EDITIONS[version].texts[name]);
  }
  assert.deepEqual(await savedLanguages(device), languages);
}

/** Pages are whole or say that they are not; with a network again, all is as before. @param {Device} device @param {Set<string>} lost */
async function assertComesBack(device, lost) {
  const { needs, pages } = FIRST.site;
  const here = (/** @type {string} */ name) => ENGLISH.includes(name) && !lost.has(name);
  assert.deepEqual(
    (await assertSound(device)).filter((name) => PAGES.includes(name)),
    PAGES.filter((page) => [page, ...needs[pages[page]]].every(here)),
  );
  for (const page of PAGES) assert.equal(await (await device.reader()(page))?.text(), FIRST.texts[page]);
  await device.say("save");
  await assertWhole(device, "v1", ...(await savedLanguages(device)));
  assert.ok((await savedLanguages(device)).includes("en"));
}

/** @param {Device} device */
function withoutNetwork(device) {
  const copy = device.copy();
  copy.host.faults = { "*": "down" };
  return copy;
}

/** @param {Device} device @returns {Promise<string[]>} */
const savedLanguages = async (device) => (await device.copy().say("status")).saved;

/** Until a process has nothing left to do but wait for the host. @param {Process} process */
async function idle(process) {
  let before;
  do {
    before = process.steps;
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  } while (process.steps > before);
}

/** Which files are kept, by name. @param {Device} device */
const keptFiles = (device) =>
  [...device.storage.caches]
    .filter(([name]) => name !== SETTINGS)
    .flatMap(([, cache]) => [...cache.keys()])
    .map((address) => address.slice(ADDRESS.length));

/** @param {string} text @param {[string, string][]} headers */
const kept = (text, ...headers) => ({ body: new TextEncoder().encode(text), headers });

/** What a page is told of a fault. @param {Fault} fault */
const codeOf = (fault) => (fault === "down" || fault === "cut" ? "network" : "changed");

/** @param {Iterable<string>} names */
const sorted = (names) => [...names].sort();
