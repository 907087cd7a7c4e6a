import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { answered, PartnerFlow } from "../../../src/guide_site/procedure/questions.mjs";
import { find, show } from "../support/page.mjs";

beforeEach(() =>
  show(`<partner-flow>
    <fieldset data-question="sbr">
      <input type="radio" name="sbr" value="" checked><input type="radio" name="sbr" value="needed">
      <input type="radio" name="sbr" value="refused"><p data-stop="sbr=refused" hidden>Stop here.</p>
    </fieldset></partner-flow><input id="elsewhere">`),
);

/** @param {Record<string, unknown>} data */
const showAnswers = (data) => find("partner-flow", PartnerFlow).show(new Map(Object.entries(data)));
const checked = () => find("input:checked", HTMLInputElement).value;
const stop = () => find("[data-stop]", HTMLElement);

describe("A question", () => {
  test("shows its answer, and none where it was not answered", () => {
    showAnswers({ sbr: "needed" });
    assert.equal(checked(), "needed");
    showAnswers({});
    assert.equal(checked(), "");
  });

  test("shows the stop that its answer leads to, and no other's", () => {
    showAnswers({ sbr: "refused" });
    assert.equal(stop().hidden, false);
    showAnswers({ sbr: "needed" });
    assert.equal(stop().hidden, true);
  });

  test("that does not apply stops nobody", () => {
    find("fieldset", HTMLElement).classList.add("does-not-apply");
    showAnswers({ sbr: "refused" });
    assert.equal(stop().hidden, true);
  });
});

describe("A change to a control", () => {
  test("answers the question that it stands in, or takes the answer back", () => {
    assert.deepEqual(answered(find("[value=needed]", HTMLInputElement)), ["sbr", "needed"]);
    assert.deepEqual(answered(find("[value='']", HTMLInputElement)), ["sbr", null]);
  });

  test("elsewhere answers nothing", () => {
    for (const control of [find("#elsewhere", HTMLInputElement), stop(), null]) {
      assert.equal(answered(control), undefined);
    }
  });
});
