// The choice of language: a switch keeps what the address says, the choice is remembered, and a reader whose
// language is another one is offered it, never sent there.

import { NAMES } from "../core/site.mjs";
import { serving } from "./serving.mjs";

/** @type {HTMLAnchorElement[]} */
const links = [...document.querySelectorAll("a.md-select__link")].filter((link) => link instanceof HTMLAnchorElement);

for (const link of links) {
  link.addEventListener("click", () => {
    remember(link.hreflang);
    const { search, hash } = location;
    Object.assign(link, { search, hash });
  });
}

const wanted =
  remembered() ?? navigator.languages.map((language) => serving(links, language)).find((link) => link)?.hreflang;
const offered = links.find((link) => link.hreflang === wanted);
if (offered && !offered.hasAttribute("aria-current")) offer(offered);

/** @param {HTMLAnchorElement} link to this page in the reader's language */
function offer(link) {
  const template = document.querySelector("template#language-offer");
  const article = document.querySelector("article");
  if (!(template instanceof HTMLTemplateElement) || !article) return;
  const note = template.content.firstElementChild?.cloneNode(true);
  if (!(note instanceof HTMLElement)) return;

  note.lang = link.lang;
  const [text, decline] = [note.querySelector("a"), note.querySelector("button")];
  if (!text || !decline) return;
  text.textContent = link.dataset.offer ?? link.textContent;
  text.href = link.href;
  text.addEventListener("click", () => remember(link.hreflang));
  decline.textContent = link.dataset.decline ?? "";
  decline.addEventListener("click", () => {
    remember(document.documentElement.lang);
    note.remove();
  });
  article.prepend(note);
}

/** @returns {string | null} */
function remembered() {
  try {
    return localStorage.getItem(NAMES.language);
  } catch {
    return null; // Storage can be forbidden: then nothing is remembered, and all else works.
  }
}

/** @param {string} language */
function remember(language) {
  try {
    localStorage.setItem(NAMES.language, language);
  } catch {
    // As above.
  }
}
