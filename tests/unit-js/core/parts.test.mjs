import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { clone, fill, filled, part, showTrouble } from "../../../src/guide_site/core/parts.mjs";
import { find, show } from "../support/page.mjs";

const MARKUP = "<img src=x onerror=alert(1)>";

beforeEach(() =>
  show(`
    <template data-pattern="row"><p><b data-text="name">…</b> <i data-text="value">…</i></p></template>
    <p data-trouble="full" hidden>No room</p><p data-trouble="blocked">Forbidden</p>
    <input id="field">`),
);

describe("A part", () => {
  test("is found as what it is", () => assert.equal(part(document, "#field", HTMLInputElement).id, "field"));

  test("that is missing or something else is an error that names it", () => {
    assert.throws(() => part(document, "#nowhere", HTMLElement), new TypeError("There is no #nowhere"));
    assert.throws(() => part(document, "#field", HTMLButtonElement), new TypeError("There is no #field"));
  });
});

describe("A pattern", () => {
  test("is copied anew each time, and stays as it is", () => {
    const [one, other] = [clone(document, "row"), clone(document, "row")];
    fill(one, { name: "x", value: 7 });
    assert.equal(one.textContent, "x 7");
    assert.equal(other.textContent, "… …");
  });

  test("that is missing is an error", () => assert.throws(() => clone(document, "column"), TypeError));

  test("is filled with text, never with markup", () => {
    const row = clone(document, "row");
    fill(row, { name: MARKUP, value: 7 });
    assert.equal(row.querySelector("img"), null);
    assert.equal(row.textContent, `${MARKUP} 7`);
  });

  test("is empty where there is nothing to say", () => {
    const row = clone(document, "row");
    fill(row, { name: null });
    assert.equal(row.textContent, " ");
  });
});

describe("A sentence", () => {
  test("has its gaps filled, each time that one stands in it", () => {
    assert.equal(filled("{done} of {total}, {done}", { done: 0, total: 7 }), "0 of 7, 0");
  });

  test("keeps a gap that nothing is known for, and fills none twice", () => {
    assert.equal(filled("{name}: {value}", { name: "{value}" }), "{value}: {value}");
  });

  test("that is missing is empty", () => assert.equal(filled(undefined, {}), ""));
});

describe("Of the troubles", () => {
  /** The troubles that are shown. */
  const shown = () => [...document.querySelectorAll("[data-trouble]:not([hidden])")].map((place) => place.textContent);

  test("the one that is there is shown, and no other", () => {
    showTrouble(document, "full");
    assert.deepEqual(shown(), ["No room"]);
  });

  test("none is shown where there is none", () => {
    showTrouble(document, null);
    assert.deepEqual(shown(), []);
    assert.ok(find("[data-trouble=full]", HTMLElement).hidden);
  });
});
