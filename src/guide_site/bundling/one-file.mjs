// The one file with all calculators: shows them in a language, and keeps what was typed when it changes.

import "../calculator/calculator.mjs";
import { PartnerCalculator } from "../calculator/calculator.mjs";
import { inputs } from "../calculator/share.mjs";
import { part } from "../core/parts.mjs";
import { serving } from "../languages/serving.mjs";

const languages = [...document.querySelectorAll("button[lang]")].filter(
  (button) => button instanceof HTMLButtonElement,
);
const main = part(document, "main", HTMLElement);
/** What each form said at first. @type {Map<string, string>} */
const atFirst = new Map();

for (const button of languages) button.addEventListener("click", () => show(button.lang));
const spoken = navigator.languages.map((language) => serving(languages, language)).find((button) => button);
show((spoken ?? languages[0]).lang);

const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", follow);
follow();

/** @param {string} language */
function show(language) {
  const typed = new Map(calculators().map((calculator) => [nameOf(calculator), inputsOf(calculator)]));
  for (const [name, first] of atFirst) if (JSON.stringify(typed.get(name)) === first) typed.delete(name);
  const open = [...main.querySelectorAll("details[id][open]")].map(({ id }) => id);

  const template = part(document, `template[lang=${language}]`, HTMLTemplateElement);
  main.replaceChildren(document.importNode(template.content, true));
  document.documentElement.lang = language;
  document.title = part(main, "h1", HTMLElement).textContent ?? "";
  for (const button of languages) button.setAttribute("aria-pressed", String(button.lang === language));

  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  for (const calculator of calculators()) {
    const name = nameOf(calculator);
    atFirst.set(name, JSON.stringify(inputsOf(calculator)));
    const given = typed.get(name);
    if (given) calculator.fill(new Map(Object.entries(given)));
  }
}

function calculators() {
  return [...main.querySelectorAll("partner-calculator")].filter((element) => element instanceof PartnerCalculator);
}

/** @param {PartnerCalculator} calculator */
function nameOf(calculator) {
  return calculator.getAttribute("name") ?? "";
}

/** @param {PartnerCalculator} calculator */
function inputsOf(calculator) {
  return inputs(part(calculator, "form", HTMLFormElement));
}

function follow() {
  document.body.dataset.mdColorScheme = dark.matches ? "slate" : "default";
}
