// An answer as a page shows it. It is drawn from the page's templates; every word that it says stands in the HTML.

import { status } from "../../../runtime/page/client.mjs";
import { download } from "../core/download.mjs";
import { clone, fill, part } from "../core/parts.mjs";
import { showDraft } from "./draft.mjs";

/** @import {Answer, Check, Draft, Figure, Notice, Row, Step} from "../../../runtime/page/answer.d.ts" */
/** @import {FailureCode} from "../../../runtime/page/protocol.mjs" */

/** @typedef {"example" | "pending" | "current" | "none" | "failed"} State */

/** What is shown while an answer is pending is no answer; with "none" and "failed" nothing is shown but why. */
export class CalculatorAnswer extends HTMLElement {
  #listening = new AbortController();
  /** Whether there is anything to show, be it old. */
  #hasTold = false;
  /** The text that is ready to send. @type {Draft | undefined} */
  #draft;

  connectedCallback() {
    this.#listening = new AbortController();
    this.#hasTold ||= this.state === "example";
    const { signal } = this.#listening;
    status.addEventListener("change", () => this.#showStart(), { signal });
    this.addEventListener("click", (event) => this.#click(event), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  get state() {
    return /** @type {State} */ (this.dataset.state);
  }

  set state(state) {
    this.dataset.state = state;
    this.setAttribute("aria-busy", String(state === "pending"));
    for (const word of this.querySelectorAll("[data-while]")) {
      if (word instanceof HTMLElement) word.hidden = word.dataset.while !== state;
    }
    const told = this.#hasTold && state !== "none" && state !== "failed";
    for (const name of [".calculator-headline", ".calculator-notices", ".calculator-account"]) {
      part(this, name, HTMLElement).hidden = !told;
    }
    part(this, ".calculator-trouble", HTMLElement).hidden = told;
    part(this, "textarea", HTMLTextAreaElement).hidden = true;
    part(this, "[data-do=retry]", HTMLButtonElement).hidden = true;
    for (const button of this.querySelectorAll(".calculator-buttons button:not([data-do=copy-link])")) {
      button.toggleAttribute("disabled", !told || state === "pending");
    }
    this.#say(".calculator-copied", "");
    this.#showStart();
  }

  /** @param {Answer} told */
  tell(told) {
    const numbers = new Map(told.sources.map(({ id }, index) => [id, String(index + 1)]));
    /** @type {(pattern: string) => (told: Row | Step | Notice) => DocumentFragment} */
    const drawn = (pattern) => (told) => this.#drawPart(pattern, told, numbers);
    this.#say(".calculator-headline", told.headline);
    part(this, ".calculator-notices", HTMLElement).replaceChildren(...told.notices.map(drawn("notice")));
    part(this, ".calculator-rows", HTMLElement).replaceChildren(...told.rows.map(drawn("row")));
    part(this, ".calculator-steps", HTMLElement).hidden = told.steps.length === 0;
    part(this, ".calculator-steps ol", HTMLElement).replaceChildren(...told.steps.map(drawn("step")));
    const sources = told.sources.map((figure, index) => this.#drawSource(figure, String(index + 1)));
    part(this, ".calculator-sources", HTMLElement).hidden = sources.length === 0;
    part(this, ".calculator-sources ol", HTMLElement).replaceChildren(...sources);
    part(this, "textarea", HTMLTextAreaElement).defaultValue = told.draft?.body ?? told.text;
    this.#hasTold = true;
    this.#draft = told.draft;
    if (told.draft) showDraft(part(this, ".calculator-draft", HTMLElement), told.draft);
    for (const list of this.querySelectorAll("[data-checks]")) {
      const missing = list.getAttribute("data-checks") === "missing";
      const checks = (told.checks ?? []).filter((check) => check.missing === missing);
      list.toggleAttribute("hidden", checks.length === 0);
      part(list, "ul", HTMLElement).replaceChildren(...checks.map((check) => this.#drawCheck(check, numbers)));
    }
  }

  /** @param {string} [why] there is no answer to what was typed; what is left out is said in general */
  sayNone(why = this.dataset.unfinished) {
    this.#say(".calculator-trouble", why);
  }

  /** @param {FailureCode} code */
  sayFailure(code) {
    const { startFailed, timedOut, unsupported } = this.dataset;
    this.#say(".calculator-trouble", { start_failed: startFailed, timed_out: timedOut, unsupported }[code]);
    part(this, "[data-do=retry]", HTMLButtonElement).hidden = code === "unsupported";
  }

  /** @param {string} link */
  copyLink(link) {
    return this.#copy(link, this.dataset.linkCopied);
  }

  /** @param {Event} event */
  #click({ target }) {
    if (!(target instanceof Element)) return;
    // Not every browser opens what it is sent to.
    if (target.closest(".calculator-refs a")) part(this, "details", HTMLDetailsElement).open = true;
    const action = target.closest("button")?.dataset.do;
    if (action === "copy-text") {
      void this.#copy(part(this, "textarea", HTMLTextAreaElement).defaultValue, this.dataset.textCopied);
    } else if (action === "copy-subject") {
      void this.#copy(this.#draft?.subject ?? "", this.dataset.subjectCopied);
    } else if (action === "download") {
      const name = `${this.getAttribute("name")}.eml`;
      download(new File([this.#draft?.eml ?? ""], name, { type: "message/rfc822" }));
    }
  }

  /**
   * @param {string} text
   * @param {string} [done] what to say then
   */
  async #copy(text, done) {
    const plain = part(this, "textarea", HTMLTextAreaElement);
    plain.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      this.#say(".calculator-copied", done);
    } catch {
      this.#say(".calculator-copied", this.dataset.notCopied);
      plain.value = text;
      plain.hidden = false;
      plain.select();
    }
  }

  #showStart() {
    const starting = this.state === "pending" && status.state === "starting";
    const bar = part(this, "progress", HTMLProgressElement);
    bar.hidden = !starting;
    if (status.total > 0) {
      bar.max = status.total;
      bar.value = Math.min(status.loaded, status.total);
    }
    this.#say(".calculator-starting", starting ? this.dataset.starting : "");
  }

  /**
   * @param {string} pattern
   * @param {Row | Step | Notice} told
   * @param {Map<string, string>} numbers of the sources
   */
  #drawPart(pattern, told, numbers) {
    const drawn = clone(this, pattern);
    fill(drawn, told);
    drawn
      .querySelector("dd")
      ?.classList.toggle("calculator-unknown", "value" in told && told.value === this.dataset.notStated);
    const refs = told.rules.map((rule) => this.#drawRef(numbers.get(rule) ?? ""));
    part(drawn, ".calculator-refs", HTMLElement).append(...refs);
    return drawn;
  }

  /**
   * @param {Check} check
   * @param {Map<string, string>} numbers of the sources
   */
  #drawCheck(check, numbers) {
    const drawn = clone(this, "check");
    fill(drawn, check);
    const refs = check.rules.map((rule) => this.#drawRef(numbers.get(rule) ?? ""));
    part(drawn, ".calculator-refs", HTMLElement).append(...refs);
    const field = (check.field ?? "").replaceAll(".", "-");
    part(drawn, "a[data-do=go]", HTMLAnchorElement).href = `#${this.getAttribute("name")}-${field}`;
    return drawn;
  }

  /** @param {string} number */
  #drawRef(number) {
    const drawn = clone(this, "ref");
    part(drawn, "[data-number]", HTMLElement).textContent = number;
    part(drawn, "a", HTMLAnchorElement).href = `#${this.#sourceId(number)}`;
    return drawn;
  }

  /**
   * @param {Figure} figure
   * @param {string} number
   */
  #drawSource(figure, number) {
    const drawn = clone(this, "source");
    fill(drawn, figure);
    part(drawn, "li", HTMLLIElement).id = this.#sourceId(number);
    const link = drawn.querySelector("a");
    if (link) link.href = `${this.dataset.policies}#figure-${figure.id.replaceAll(".", "-")}`;
    part(drawn, "[data-certainty]", HTMLElement).dataset.certainty = figure.certainty;
    const quotes = part(drawn, "blockquote", HTMLElement);
    quotes.lang = figure.language;
    quotes.replaceChildren(
      ...figure.quotes.map((quote) => {
        const line = clone(this, "quote");
        fill(line, { quote });
        return line;
      }),
    );
    return drawn;
  }

  /** @param {string} number */
  #sourceId(number) {
    return `${this.getAttribute("name")}-source-${number}`;
  }

  /**
   * @param {string} selector
   * @param {string} [words]
   */
  #say(selector, words = "") {
    const place = part(this, selector, HTMLElement);
    // A live region would say the same words again.
    if (place.textContent !== words) place.textContent = words;
  }
}

customElements.define("calculator-answer", CalculatorAnswer);
