// Random histories of orders, done by the site's modules in two tabs, beside a plain model of what must come of them.

/** @import {Word} from "../../../src/guide_site/store/order.mjs" */

/**
 * Orders as a person thinks of them: `words` says each thing with the moment at which it was said.
 *
 * @typedef {{guide: string, words: Record<string, Word>}} Known
 *
 * One thing done in one of the tabs. Names like "#order1" stand for what earlier operations gave, and `alias` names
 * what this one gives.
 * @typedef {{tab: number, act: string, given: Record<string, any>, alias?: string}} Operation
 *
 * What is said of each order in the end, by its name.
 * @typedef {Record<string, {guide: string, words: Record<string, unknown>}>} Outcome
 * @typedef {Record<string, (given: any, now: number) => Promise<any>>} Hands
 */

const LENGTH = 12;
const GUIDES = ["westcon-avaya-ipo", "cisco-webex", "incotel-esd"];
const STEPS = ["check-sbr", "send-order", "have-po-number"];
const QUESTIONS = ["sbr", "channel", "po_number"];
const TEXTS = ["", "Åkeri & Söner", "<img src=x onerror=alert(1)>", "4711", "“ünïcode” 😀"];

/**
 * @param {number} seed the same one gives the same history
 * @returns {{operations: Operation[], expected: Outcome}}
 */
export function history(seed) {
  const random = randomFrom(seed);
  /** @type {<T>(choices: T[]) => T} */
  const any = (choices) => choices[Math.floor(random() * choices.length)];
  /** @type {Operation[]} */
  const operations = [];
  /** @type {Map<string, Known>} */
  const orders = new Map();
  /** @type {Map<string, Map<string, Known>>} */
  const files = new Map();
  /** @type {Map<string, [string, Known]>} */
  const removed = new Map();

  const anyOrder = () => any([...orders.keys()]);
  const now = () => momentOf(operations.length);
  let named = 0;
  const name = (/** @type {string} */ kind) => `#${kind}${++named}`;

  /** @param {string} act @param {Record<string, any>} given @param {string} [alias] */
  function done(act, given, alias) {
    operations.push({ tab: Math.floor(random() * 2), act, given, alias });
  }

  /** @param {string} key @param {unknown} value */
  function say(key, value) {
    const id = anyOrder();
    const { words } = /** @type {Known} */ (orders.get(id));
    if ((words[key]?.value ?? null) !== value) words[key] = { value, at: now() };
    done("say", { id, words: { [key]: value } });
  }

  /** @param {Iterable<[string, Known]>} copies */
  function merge(copies) {
    for (const [id, copy] of copies) {
      const here = orders.get(id) ?? { guide: copy.guide, words: {} };
      for (const [key, word] of Object.entries(copy.words)) {
        if (!(key in here.words) || word.at > here.words[key].at) here.words[key] = word;
      }
      orders.set(id, here);
    }
  }

  const always = {
    start() {
      const alias = name("order");
      const given = { guide: any(GUIDES), name: any(TEXTS) };
      const [created, called] = [now(), given.name].map((value) => ({ value, at: now() }));
      orders.set(alias, { guide: given.guide, words: { created, name: called } });
      done("start", given, alias);
    },
    reload: () => done("reload", {}),
  };
  const withOrders = {
    tick: () => say(`tick:${any(STEPS)}`, any(["0a1b2c3d", "99999999", null])),
    answer: () => say(`data:${any(QUESTIONS)}`, any([null, ...TEXTS])),
    rename: () => say("name", any(TEXTS)),
    archive: () => say("archived", any([true, false])),
    duplicate() {
      const [id, alias] = [anyOrder(), name("order")];
      const { guide, words } = /** @type {Known} */ (orders.get(id));
      const data = Object.entries(words).filter(([key, { value }]) => key.startsWith("data:") && value !== null);
      const said = {
        created: now(),
        name: "copy",
        ...Object.fromEntries(data.map(([key, { value }]) => [key, value])),
      };
      const copy = Object.fromEntries(Object.entries(said).map(([key, value]) => [key, { value, at: now() }]));
      orders.set(alias, { guide, words: copy });
      done("duplicate", { id, name: "copy" }, alias);
    },
    remove() {
      const [id, alias] = [anyOrder(), name("removed")];
      removed.set(alias, [id, /** @type {Known} */ (orders.get(id))]);
      orders.delete(id);
      done("remove", { id }, alias);
    },
    save() {
      const alias = name("file");
      const ids = [...orders.keys()].filter(() => random() < 0.7);
      files.set(alias, structuredClone(new Map(ids.map((id) => [id, /** @type {Known} */ (orders.get(id))]))));
      done("save", { ids }, alias);
    },
  };
  function bringBack() {
    const text = any([...files.keys()]);
    merge(structuredClone(/** @type {Map<string, Known>} */ (files.get(text))));
    done("bringBack", { text });
  }
  function undo() {
    const order = any([...removed.keys()]);
    merge([/** @type {[string, Known]} */ (removed.get(order))]);
    removed.delete(order);
    done("add", { order });
  }

  while (operations.length < LENGTH) {
    const acts = Object.values(always);
    // People tick more than they do anything else.
    if (orders.size > 0) acts.push(...Object.values(withOrders), withOrders.tick, withOrders.tick);
    if (files.size > 0) acts.push(bringBack);
    if (removed.size > 0) acts.push(undo);
    any(acts)();
  }
  return { operations, expected: Object.fromEntries([...orders].map(([id, order]) => [id, said(order)])) };
}

/** @param {Known} order @returns {Outcome[string]} */
function said({ guide, words }) {
  return { guide, words: Object.fromEntries(Object.entries(words).map(([key, { value }]) => [key, value])) };
}

/** @param {number} count of the operations that were done before @returns {number} in milliseconds */
function momentOf(count) {
  return 1_700_000_000_000 + 1000 * count;
}

/**
 * Random numbers from 0 to 1, the same from the same seed: a counter whose bits are mixed.
 *
 * @param {number} seed
 */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * What a tab does, by the modules of the pages. It hangs on nothing beside what it is given, so that a page can be
 * handed its text.
 *
 * @param {typeof import("../../../src/guide_site/store/store.mjs")} store
 * @param {typeof import("../../../src/guide_site/store/order.mjs")} order
 * @param {typeof import("../../../src/guide_site/store/backup.mjs")} backup
 * @returns {Hands}
 */
export function hands({ Store }, { newOrder, said, copied }, { backupFile, readBackup, bringBack }) {
  let store = new Store();
  const find = async (/** @type {string} */ id) => (await store.all()).orders.find((order) => order.id === id);
  return {
    start: async ({ guide, name }, now) => {
      const order = said(newOrder(guide, now), { name }, now);
      await store.add([order]);
      return order.id;
    },
    say: ({ id, words }, now) => store.change(id, (order) => said(order, words, now)),
    duplicate: async ({ id, name }, now) => {
      const order = await find(id);
      if (!order) throw new Error("there is nothing to copy");
      const copy = copied(order, name, now);
      await store.add([copy]);
      return copy.id;
    },
    remove: async ({ id }) => {
      const order = await find(id);
      await store.remove(id);
      return order;
    },
    add: ({ order }) => store.add([order]),
    save: async ({ ids }) => {
      const { orders } = await store.all();
      return backupFile(orders.filter(({ id }) => ids.includes(id))).text();
    },
    bringBack: async ({ text }) => {
      const { orders, damaged } = await readBackup(new File([text], "orders.json"));
      if (damaged) throw new Error("our own file is damaged");
      await bringBack(store, orders);
    },
    reload: async () => {
      store = new Store();
    },
    all: async () => (await store.all()).orders,
  };
}

/**
 * Does one history after another, each from nothing. Like {@link hands}, it hangs on nothing else.
 *
 * @param {Hands[]} tabs
 * @param {Operation[][]} histories
 * @returns {Promise<Outcome[]>} what the first tab finds in the end of each
 */
export async function played(tabs, histories) {
  const found = [];
  for (const operations of histories) {
    /** @type {Record<string, any>} */
    const known = {};
    let now = 1_700_000_000_000;
    for (const { tab, act, given, alias } of operations) {
      const meant = JSON.parse(JSON.stringify(given), (_, value) => known[value] ?? value);
      const gave = await tabs[tab][act](meant, now);
      if (alias) known[alias] = gave;
      now += 1000;
    }
    const aliases = Object.fromEntries(Object.entries(known).map(([alias, id]) => [id, alias]));
    /** @type {import("../../../src/guide_site/store/order.mjs").Order[]} */
    const orders = await tabs[0].all({}, now);
    /** @type {Outcome} */
    const outcome = {};
    for (const { id, guide, words } of orders) {
      const values = Object.entries(words).map(([key, { value }]) => [key, value]);
      outcome[aliases[id]] = { guide, words: Object.fromEntries(values) };
      await tabs[0].remove({ id }, now);
    }
    found.push(outcome);
  }
  return found;
}
