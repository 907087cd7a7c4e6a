import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { follow, showBesideFields, showInSummary } from "../../../src/guide_site/calculator/problems.mjs";
import { find, show } from "../support/page.mjs";

/** @param {string} name @param {string} control */
const field = (name, control) => `
  <div data-field="${name}">
    <p class="calculator-help" id="${name}-help">Help</p>${control}
  </div>`;

beforeEach(() =>
  show(`
    <template data-pattern="reading"><button type="button" data-do="read-as">…</button></template>
    <div class="calculator-summary" hidden><ul></ul></div>
    ${field("amount", '<input id="amount" aria-describedby="amount-help">')}
    <details>${field("remark", '<textarea id="remark"></textarea>')}</details>
    <fieldset id="channel" role="radiogroup" data-field="channel">
      <legend>Channel</legend><p class="calculator-help" id="channel-help"></p><div><input type="radio" id="channel-email"></div>
    </fieldset>
    <fieldset id="lines" data-field="lines">
      <legend>Lines</legend><div></div>
    </fieldset>`),
);

/** @param {string | null} field @param {string} message @param {{input: string, text: string}[]} [readings] */
const refusal = (field, message, readings) => ({ error: "code", field, message, readings });

/** @param {string} id */
const at = (id) => find(`#${id}`, HTMLElement);

describe("Beside its field", () => {
  test("a refusal is said, and the field is invalid and described by it", () => {
    showBesideFields(document, [refusal("amount", "Write a number.")]);
    assert.equal(at("amount-error").hidden, false);
    assert.equal(at("amount-error").textContent, "Write a number.");
    assert.equal(at("amount").getAttribute("aria-invalid"), "true");
    assert.equal(at("amount").getAttribute("aria-describedby"), "amount-help amount-error");
    assert.equal(document.querySelector("#remark-error"), null);
  });

  test("a refusal is taken back once it is mended", () => {
    showBesideFields(document, [refusal("amount", "Write a number.")]);
    showBesideFields(document, []);
    assert.equal(at("amount-error").hidden, true);
    assert.equal(at("amount-error").textContent, "");
    assert.equal(at("amount").hasAttribute("aria-invalid"), false);
    assert.equal(at("amount").getAttribute("aria-describedby"), "amount-help");
  });

  test("the same words stay as they are, with the focus that may be on them, and others take their place", () => {
    const readings = [{ input: "1234", text: "1,234" }];
    showBesideFields(document, [refusal("amount", "Which one?", readings)]);
    const button = find("#amount-error button", HTMLButtonElement);
    showBesideFields(document, [refusal("amount", "Which one?", readings)]);
    assert.equal(find("#amount-error button", HTMLButtonElement), button);
    showBesideFields(document, [refusal("amount", "Write less.")]);
    assert.equal(at("amount-error").textContent, "Write less.");
  });

  test("each meaning of an ambiguous number has its button", () => {
    const readings = [
      { input: "1234", text: "1,234" },
      { input: "1.234", text: "1.234" },
    ];
    showBesideFields(document, [refusal("amount", "Which one?", readings)]);
    const buttons = [...document.querySelectorAll("#amount-error button")];
    assert.deepEqual(
      buttons.map((button) => [button instanceof HTMLButtonElement && button.value, button.textContent]),
      [
        ["1234", "1,234"],
        ["1.234", "1.234"],
      ],
    );
  });

  test("a group of choices is invalid, a group of lines cannot be", () => {
    showBesideFields(document, [refusal("channel", "Choose."), refusal("lines", "Too many.")]);
    assert.equal(at("channel").getAttribute("aria-invalid"), "true");
    assert.equal(at("lines").hasAttribute("aria-invalid"), false);
    assert.equal(at("lines-error").textContent, "Too many.");
    assert.equal(at("channel-error").previousElementSibling, at("channel-help"));
    assert.equal(at("lines-error").previousElementSibling?.textContent, "Lines");
  });

  test("markup stays text", () => {
    showBesideFields(document, [refusal("amount", "<img src=x>")]);
    assert.equal(document.querySelector("#amount-error img"), null);
  });
});

describe("The summary", () => {
  test("lists each refusal, with the way to its field where there is one", () => {
    showInSummary(document, [
      refusal("amount", "Write a number."),
      refusal(null, "Not today."),
      refusal("elsewhere", "?"),
    ]);
    assert.equal(find(".calculator-summary", HTMLElement).hidden, false);
    const links = [...document.querySelectorAll("li")].map((item) => [
      item.textContent,
      item.querySelector("a")?.getAttribute("href"),
    ]);
    assert.deepEqual(links, [
      ["Write a number.", "#amount"],
      ["Not today.", undefined],
      ["?", undefined],
    ]);
  });

  test("is hidden where nothing is wrong", () => {
    showInSummary(document, [refusal("amount", "Write a number.")]);
    showInSummary(document, []);
    assert.equal(find(".calculator-summary", HTMLElement).hidden, true);
    assert.equal(document.querySelectorAll("li").length, 0);
  });

  for (const [name, focused] of [
    ["amount", "amount"],
    ["remark", "remark"],
    ["channel", "channel-email"],
  ]) {
    test(`leads to the field ${name}`, () => {
      showInSummary(document, [refusal(name, "Mend it.")]);
      follow(find("li a", HTMLAnchorElement));
      assert.equal(document.activeElement?.id, focused);
    });
  }

  test("unfolds where the field is folded away", () => {
    showInSummary(document, [refusal("remark", "Mend it.")]);
    follow(find("li a", HTMLAnchorElement));
    assert.equal(find("details", HTMLDetailsElement).open, true);
  });
});
