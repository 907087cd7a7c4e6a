// An order as it is kept: which guide it follows, and the last word on each thing with the moment it was said.
// Two copies of an order are merged word by word, the later one counts, so no tab and no file undoes another.

/**
 * @typedef {{value: unknown, at: number}} Word `value` is JSON; null takes back what was said. `at` is a moment in
 *   milliseconds, newer than every earlier word's
 * @typedef {{version: 1, id: string, guide: string, words: Record<string, Word>}} Order
 */

/** Raised when an older site could misread what a newer one writes. */
export const VERSION = 1;

const ID = /^[0-9a-f]{32}$/;
const GUIDE = /^[a-z0-9-]{1,60}$/;
// The kinds of thing that an order remembers; a name made up by somebody else reaches no page.
const KEY = /^(name|created|archived|(tick|data|deadlines):[A-Za-z0-9_-]{1,80})$/;
const LATEST = 8.64e15;
const MOST_WORDS = 2000;
const LONGEST_VALUE = 20_000;

/**
 * @param {string} guide
 * @param {number} [now]
 * @returns {Order}
 */
export function newOrder(guide, now = Date.now()) {
  const order = { version: VERSION, id: newId(), guide, words: {} };
  return said(/** @type {Order} */ (order), { created: now }, now);
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Order} order
 * @param {string} key
 * @returns {unknown} null where nothing was said, or where it was taken back
 */
export function word(order, key) {
  return order.words[key]?.value ?? null;
}

/**
 * @param {Order} order
 * @param {string} kind
 * @returns {Map<string, unknown>} what was said of this kind, by name
 */
export function wordsOf(order, kind) {
  const start = `${kind}:`;
  const found = Object.entries(order.words).filter(([key, { value }]) => key.startsWith(start) && value !== null);
  return new Map(found.map(([key, { value }]) => [key.slice(start.length), value]));
}

/**
 * The order with these words said now. Saying what was said already changes nothing.
 *
 * @param {Order} order
 * @param {Record<string, unknown>} changes
 * @param {number} [now]
 * @returns {Order}
 */
export function said(order, changes, now = Date.now()) {
  // A clock that was set back must not make a new word older than the one it follows.
  const at = Math.max(now, lastChange(order) + 1);
  const news = Object.entries(changes).filter(([key, value]) => !same(word(order, key), value));
  if (news.length === 0) return order;
  return {
    ...order,
    words: { ...order.words, ...Object.fromEntries(news.map(([key, value]) => [key, { value, at }])) },
  };
}

/** @param {Order} order */
export function lastChange(order) {
  return Math.max(0, ...Object.values(order.words).map(({ at }) => at));
}

/**
 * Both copies in one. The same in whichever order they are given, and however often.
 *
 * @param {Order} one
 * @param {Order} other
 * @returns {Order} `one` itself where the other has nothing new
 */
export function merged(one, other) {
  const news = Object.entries(other.words).filter(([key, word]) => !(key in one.words) || newer(word, one.words[key]));
  return news.length > 0 ? { ...one, words: { ...one.words, ...Object.fromEntries(news) } } : one;
}

/**
 * A new order that starts with the same data and answers; its boxes are empty.
 *
 * @param {Order} order
 * @param {string} name
 * @param {number} [now]
 */
export function copied(order, name, now = Date.now()) {
  const data = [...wordsOf(order, "data")].map(([key, value]) => [`data:${key}`, value]);
  return said(newOrder(order.guide, now), { name, ...Object.fromEntries(data) }, now);
}

/**
 * Whether a value, from storage or a file, is an order that this site can show.
 *
 * @param {unknown} value
 * @returns {value is Order}
 */
export function isOrder(value) {
  if (!isRecord(value) || value.version !== VERSION || !isRecord(value.words)) return false;
  if (!matches(ID, value.id) || !matches(GUIDE, value.guide)) return false;
  const words = Object.entries(value.words);
  return words.length <= MOST_WORDS && words.every(([key, word]) => KEY.test(key) && isWord(key, word));
}

/**
 * @param {string} key
 * @param {unknown} word
 */
function isWord(key, word) {
  if (!isRecord(word) || !Number.isInteger(word.at) || /** @type {number} */ (word.at) > LATEST) return false;
  if (/** @type {number} */ (word.at) < 0 || word.value === undefined) return false;
  if (word.value === null) return true;
  if (JSON.stringify(word.value).length > LONGEST_VALUE) return false;
  const kind = key.split(":")[0];
  if (kind === "deadlines") return Array.isArray(word.value) && word.value.every(isDeadline);
  if (kind === "created") return Number.isInteger(word.value) && Math.abs(Number(word.value)) <= LATEST;
  if (kind === "archived") return typeof word.value === "boolean";
  return kind === "data" || typeof word.value === "string";
}

/** @param {unknown} value */
function isDeadline(value) {
  return (
    isRecord(value) &&
    matches(/^[a-z0-9_]{1,60}$/, value.id) &&
    matches(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$/, value.at) &&
    Number.isFinite(Date.parse(/** @type {string} */ (value.at))) &&
    Array.isArray(value.rules) &&
    value.rules.every((rule) => matches(/^[a-z0-9_.]{1,80}$/, rule)) &&
    isRecord(value.told) &&
    Object.keys(value.told).length > 0 &&
    Object.values(value.told).every(
      (told) =>
        isRecord(told) &&
        typeof told.label === "string" &&
        Array.isArray(told.reasons) &&
        told.reasons.every((reason) => typeof reason === "string"),
    )
  );
}

/**
 * @param {RegExp} form
 * @param {unknown} value
 */
function matches(form, value) {
  return typeof value === "string" && form.test(value);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {Word} one
 * @param {Word} other
 */
function newer(one, other) {
  if (one.at !== other.at) return one.at > other.at;
  // Two words of the same moment: any rule will do that both tabs follow.
  return JSON.stringify(one.value) > JSON.stringify(other.value);
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
