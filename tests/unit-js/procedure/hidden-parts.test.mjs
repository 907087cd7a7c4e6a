import "../support/document.mjs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../../../src/guide_site/procedure/conditions.mjs";
import { showParts } from "../../../src/guide_site/procedure/hidden-parts.mjs";
import { find, show } from "../support/page.mjs";

/** @param {string} id */
const isShown = (id) => !find(`#${id}`, HTMLElement).hidden;
/** @param {Record<string, string>} data */
const given = (data) => showParts(document, new Map(Object.entries(data)));

test("Conditions are read as a page bears them", () => {
  assert.deepEqual(read("channel=email"), { channel: ["email"] });
  assert.deepEqual(read("channel=email, web_shop; sbr=pending"), { channel: ["email", "web_shop"], sbr: ["pending"] });
});

test("A part shows where all that it hangs on was answered", () => {
  show(`<p id="both" data-when="channel=email; sbr=pending">x</p>
    <div id="field" data-field="sbr_number" data-only-if='{"sbr": ["available"]}'>x</div>
    <div id="stop" data-stop="sbr=refused" hidden>x</div>`);
  given({});
  assert.deepEqual(["both", "field", "stop"].map(isShown), [false, false, false]);
  given({ channel: "email", sbr: "available" });
  assert.deepEqual(["both", "field", "stop"].map(isShown), [false, true, false]);
  given({ channel: "email", sbr: "pending" });
  assert.deepEqual(["both", "field", "stop"].map(isShown), [true, false, false]);
  given({ sbr: "refused" });
  assert.deepEqual(["both", "field", "stop"].map(isShown), [false, false, true]);
});

test("What is hidden asks nothing, however deep it stands", () => {
  show(
    `<div id="outer" data-when="a=1"><div id="inner" data-when="b=1"><input name="x"></div><select name="y"></select></div>`,
  );
  /** @returns {boolean[]} */
  const disabled = () => [find("input", HTMLInputElement).disabled, find("select", HTMLSelectElement).disabled];
  given({ b: "1" });
  assert.deepEqual(disabled(), [true, true]);
  given({ a: "1" });
  assert.deepEqual(disabled(), [true, false]);
  given({ a: "1", b: "1" });
  assert.deepEqual(disabled(), [false, false]);
});

test("A field of a line hangs on its neighbours in the line", () => {
  const line = (/** @type {number} */ n) => `<input name="lines.${n}.sd">
    <div id="f${n}" data-field="lines.${n}.sku" data-only-if='{"sd": ["true"]}'><input name="lines.${n}.sku"></div>`;
  show(line(0) + line(1));
  given({ "lines.0.sd": "true", "lines.1.sd": "false" });
  assert.deepEqual(["f0", "f1"].map(isShown), [true, false]);
});
