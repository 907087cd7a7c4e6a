import "../support/document.mjs";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, test } from "node:test";
import { find, show } from "../support/page.mjs";

// It is no module: it must run before the page is shown.
const run = new Function(readFileSync(new URL("../../../src/guide_site/core/colours.js", import.meta.url), "utf-8"));
const KEPT = "/guides/.__palette";
const PAGE = `
  <button class="colours" data-system="To light" data-light="To dark" data-dark="To the system's" hidden></button>
  <script type="text/plain" data-scope="https://guides.example/guides/"></script>`;

/** The system's wish. */
class System extends EventTarget {
  matches = false;

  /** @param {boolean} dark */
  wish(dark) {
    this.matches = dark;
    this.dispatchEvent(new Event("change"));
  }
}

/** A page that has just been opened. @param {boolean} dark */
function open(dark) {
  const system = new System();
  system.matches = dark;
  document.head.innerHTML = '<meta name="theme-color" content="#12505e"><meta name="color-scheme" content="light">';
  show(PAGE);
  const script = find("script", HTMLElement);
  Object.defineProperty(document, "currentScript", { value: script, configurable: true });
  Object.assign(globalThis, {
    matchMedia: () => system,
    getComputedStyle: () => ({ getPropertyValue: () => "#0f3e49" }),
  });
  run();
  return system;
}

const button = () => find(".colours", HTMLElement);
const scheme = () => document.body.dataset.mdColorScheme;
const told = (/** @type {string} */ about) =>
  document.head.querySelector(`meta[name=${about}]`)?.getAttribute("content");

beforeEach(() => localStorage.clear());

describe("The colours of a page", () => {
  test("come with the word that scripts run", () => {
    document.documentElement.className = "no-js";
    open(false);
    assert.equal(document.documentElement.className, "js");
  });

  test("are the system's until a reader chooses others", () => {
    const system = open(true);
    assert.equal(scheme(), "slate");
    assert.deepEqual([told("color-scheme"), told("theme-color")], ["dark", "#0f3e49"]);
    system.wish(false);
    assert.equal(scheme(), "default");
    assert.equal(told("color-scheme"), "light");
    assert.equal(localStorage.length, 0);
  });

  test("change with each press of a button that says what comes next", () => {
    open(false);
    const seen = [1, 2, 3].map(() => {
      assert.equal(button().hidden, false);
      assert.equal(button().title, button().getAttribute("aria-label"));
      const said = button().title;
      button().click();
      return [said, scheme()];
    });
    assert.deepEqual(seen, [
      ["To light", "default"],
      ["To dark", "slate"],
      ["To the system's", "default"],
    ]);
  });

  test("are remembered, whatever the system wishes later", () => {
    open(false);
    button().click();
    button().click();
    open(false).wish(false);
    assert.equal(scheme(), "slate");
    assert.equal(localStorage.getItem(KEPT), '{"index":2}');
  });

  for (const [kept, expected] of [
    ['{"index":2,"color":{"media":"(prefers-color-scheme: dark)","scheme":"slate"}}', "slate"],
    ['{"index":7}', "default"],
    ["{", "default"],
  ]) {
    test(`are ${expected} where ${kept} is kept`, () => {
      localStorage.setItem(KEPT, kept);
      open(false);
      assert.equal(scheme(), expected);
    });
  }
});
