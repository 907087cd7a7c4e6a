import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { showDraft } from "../../../src/guide_site/calculator/draft.mjs";
import { find, show } from "../support/page.mjs";

const DRAFT = {
  to: "orders@distributor.example",
  subject: "Ordine <4711>",
  body: "Buongiorno",
  language: "it",
  mailto: "mailto:orders@distributor.example?subject=Ordine",
  eml: "",
  notice: "Attach the quote.",
};

beforeEach(() =>
  show(`<section class="calculator-draft">
    <p data-to>To: <b data-text="to"></b></p><p data-text="subject"></p><pre data-text="body"></pre>
    <p data-text="notice"></p><a data-do="mail" href="">Write</a>
  </section>`),
);

const panel = () => find(".calculator-draft", HTMLElement);
/** @param {string} name */
const text = (name) => find(`[data-text=${name}]`, HTMLElement);

test("A draft is shown in its words and its language, the page's words beside it in their own", () => {
  showDraft(panel(), DRAFT);
  assert.deepEqual(
    ["to", "subject", "body", "notice"].map((name) => text(name).textContent),
    [DRAFT.to, DRAFT.subject, DRAFT.body, DRAFT.notice],
  );
  assert.deepEqual(
    ["subject", "body", "notice", "to"].map((name) => text(name).getAttribute("lang")),
    ["it", "it", null, null],
  );
});

test("A draft is handed to the mail programme", () => {
  showDraft(panel(), DRAFT);
  assert.equal(find("a", HTMLAnchorElement).getAttribute("href"), DRAFT.mailto);
});

test("Whom a draft goes to is said where it is known, and left out where it is not", () => {
  showDraft(panel(), { ...DRAFT, to: null });
  assert.equal(find("[data-to]", HTMLElement).hidden, true);
  showDraft(panel(), DRAFT);
  assert.equal(find("[data-to]", HTMLElement).hidden, false);
});

test("A page without a place for a draft is a mistake", () => {
  panel().replaceChildren();
  assert.throws(() => showDraft(panel(), DRAFT), TypeError);
});
