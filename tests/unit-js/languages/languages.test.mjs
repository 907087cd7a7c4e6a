import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { find, show } from "../support/page.mjs";

const CHOSEN = "partner-guides.language";
const PAGE = `
  <a class="md-select__link" hreflang="en" lang="en" href="/guides/x/" aria-current="page"
     data-offer="Read this page in English" data-decline="Stay">English</a>
  <a class="md-select__link" hreflang="sv" lang="sv" href="/sv/guides/x/"
     data-offer="Läs den här sidan på svenska" data-decline="Stanna">Svenska</a>
  <a class="md-select__link" hreflang="nb" lang="nb" data-also="no nn" href="/no/guides/x/">Norsk</a>
  <article><h1>Guide</h1></article>
  <template id="language-offer"><p><a></a><button></button></p></template>`;

beforeEach(() => localStorage.clear());

let visits = 0;

/** @param {string[]} languages of the browser @param {string} [address] @param {string} [html] */
async function visit(languages, address = "guides/x/", html = PAGE) {
  show(html, address);
  document.documentElement.lang = "en";
  Object.defineProperty(globalThis, "navigator", { value: { languages }, configurable: true });
  await import(`../../../src/guide_site/languages/languages.mjs?visit=${++visits}`);
}

/** What a reader is offered, if anything. */
function offered() {
  return document.querySelector("article > p")?.querySelector("a")?.textContent ?? null;
}

/** @param {string} selector */
function click(selector) {
  find(selector, HTMLElement).dispatchEvent(new Event("click"));
}

describe("Another language", () => {
  test("is offered in its own words to a reader who prefers it", async () => {
    await visit(["sv-SE", "en"]);
    const note = find("article > p", HTMLElement);
    assert.equal(note.lang, "sv");
    assert.equal(offered(), "Läs den här sidan på svenska");
    assert.equal(find("article > p a", HTMLAnchorElement).getAttribute("href"), "https://guides.example/sv/guides/x/");
    assert.equal(find("article > p button", HTMLElement).textContent, "Stanna");
  });

  test("is offered by its name where no words are known for it", async () => {
    await visit(["nn-NO"]);
    assert.equal(offered(), "Norsk");
  });

  test("is offered by the first language of the reader that is ours", async () => {
    await visit(["de", "sv", "nb"]);
    assert.equal(offered(), "Läs den här sidan på svenska");
  });

  for (const languages of [["en-GB", "sv"], ["de"], []]) {
    test(`is not offered to a reader of [${languages}]`, async () => {
      await visit(languages);
      assert.equal(offered(), null);
    });
  }

  test("is offered no more once it was declined", async () => {
    await visit(["sv"]);
    click("article > p button");
    assert.equal(offered(), null);
    assert.equal(localStorage.getItem(CHOSEN), "en");
    await visit(["sv"]);
    assert.equal(offered(), null);
  });

  test("is remembered once it was taken", async () => {
    await visit(["sv"]);
    click("article > p a");
    assert.equal(localStorage.getItem(CHOSEN), "sv");
  });

  test("that was chosen counts before those of the browser", async () => {
    localStorage.setItem(CHOSEN, "nb");
    await visit(["sv"]);
    assert.equal(offered(), "Norsk");
  });

  test("that was chosen and is none of ours any more is not offered", async () => {
    localStorage.setItem(CHOSEN, "fi");
    await visit(["sv"]);
    assert.equal(offered(), null);
  });

  test("is not offered on a page that has no place for it", async () => {
    await visit(["sv"], "", PAGE.replace(/<template.*template>/, ""));
    assert.equal(offered(), null);
  });
});

describe("A switch of the language", () => {
  test("keeps what the address says, and is remembered", async () => {
    await visit(["en"], "guides/x/?h=word#step");
    click("a[hreflang=sv]");
    const { href } = find("a[hreflang=sv]", HTMLAnchorElement);
    assert.equal(href, "https://guides.example/sv/guides/x/?h=word#step");
    assert.equal(localStorage.getItem(CHOSEN), "sv");
  });
});

describe("Where nothing may be stored", () => {
  test("all else works", async (context) => {
    const there = globalThis.localStorage;
    context.after(() => Object.defineProperty(globalThis, "localStorage", { value: there, configurable: true }));
    const get = () => {
      throw new DOMException("no", "SecurityError");
    };
    Object.defineProperty(globalThis, "localStorage", { get, configurable: true });
    await visit(["sv"]);
    assert.equal(offered(), "Läs den här sidan på svenska");
    click("article > p button");
    assert.equal(offered(), null);
  });
});
