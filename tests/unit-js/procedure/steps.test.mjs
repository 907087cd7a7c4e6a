import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { focusFirst, inPlace } from "../../../src/guide_site/procedure/steps.mjs";
import { find, show } from "../support/page.mjs";

/** How far the page was scrolled. @type {number[]} */
let scrolled = [];
beforeEach(() => {
  scrolled = [];
  Object.assign(globalThis, {
    innerHeight: 900,
    scrollBy: (/** @type {{top: number}} */ { top }) => scrolled.push(top),
  });
});

describe("What a reader looks at", () => {
  /** @param {[top: number, height: number][]} boxes before and after */
  function looked(boxes) {
    show("<input>");
    const control = find("input", HTMLInputElement);
    const places = boxes.map(([top, height]) => ({ top, height, bottom: top + height }));
    control.getBoundingClientRect = () => /** @type {DOMRect} */ (places.shift());
    let draws = 0;
    inPlace(control, () => {
      draws += 1;
    });
    assert.equal(draws, 1);
    return scrolled;
  }

  test("stays where it is when something above it folds or opens", () => {
    assert.deepEqual(
      looked([
        [400, 20],
        [150, 20],
      ]),
      [-250],
    );
  });

  test("needs no scrolling where it did not move", () => {
    assert.deepEqual(
      looked([
        [400, 20],
        [400, 20],
      ]),
      [],
    );
  });

  test("is not what is out of sight, nor what is hidden now", () => {
    assert.deepEqual(looked([[-50, 20]]), []);
    assert.deepEqual(looked([[950, 20]]), []);
    assert.deepEqual(
      looked([
        [400, 20],
        [0, 0],
      ]),
      [],
    );
  });

  test("may be nothing", () => {
    inPlace(null, () => {});
    assert.deepEqual(scrolled, []);
  });
});

test("The focus goes to the first control that can be used", () => {
  show(
    `<div id="place"><input type="hidden"><input id="a" disabled><p hidden><input id="b"></p><select id="c"></select></div>`,
  );
  focusFirst(find("#place", HTMLElement));
  assert.equal(document.activeElement?.id, "c");
});
