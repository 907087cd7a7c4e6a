import "../support/document.mjs";
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { serving } from "../../../src/guide_site/languages/serving.mjs";
import { show } from "../support/page.mjs";

beforeEach(() => show('<a lang="en"></a><a lang="sv"></a><a lang="nb" data-also="no nn"></a>'));

/** @param {string} language @returns {string | undefined} the language that serves its reader */
const served = (language) => serving([...document.querySelectorAll("a")], language)?.lang;

describe("A reader is served", () => {
  test("in the reader's own language, whatever region or script is named with it", () => {
    for (const language of ["sv", "sv-SE", "SV", "sv-Latn-FI"]) assert.equal(served(language), "sv");
  });

  test("in one that serves the reader's own", () => {
    for (const language of ["nb-NO", "no", "nn", "NN-no"]) assert.equal(served(language), "nb");
  });

  test("in none of ours where none is the reader's", () => {
    for (const language of ["de-AT", "s", "svx", "n", "en_GB", ""]) assert.equal(served(language), undefined);
  });
});
