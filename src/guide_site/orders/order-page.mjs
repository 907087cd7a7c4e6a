// The page of a guide as the one form of an order: shows what the order knows, and hears what is said in it.

import { flat, given, put } from "../calculator/form-data.mjs";
import { clone, part } from "../core/parts.mjs";
import { showParts } from "../procedure/hidden-parts.mjs";
import { progress } from "../procedure/progress.mjs";
import { focusFirst, inPlace, Steps } from "../procedure/steps.mjs";
import { TickTimes } from "../procedure/tick-times.mjs";
import { local, ticked } from "../procedure/ticks.mjs";
import { wordsOf } from "../store/order.mjs";
import { Answers, copyText } from "./answers.mjs";
import { Asking, inputsOf } from "./asking.mjs";
import { due, end, manner } from "./deadlines.mjs";

/** @import {Answer, NoAnswer} from "../../../runtime/page/answer.d.ts" */
/** @import {CalcFailure, Request} from "../../../runtime/page/protocol.mjs" */
/** @import {Procedure} from "../procedure/progress.mjs" */
/** @import {Order} from "../store/order.mjs" */
/** @import {Deadline} from "./deadlines.mjs" */

/**
 * @typedef {Procedure & {asks: Record<string, string[]>}} GuideProcedure
 * @typedef {{heard: (question: Request, answer: Answer | NoAnswer) => unknown, failed: (failure: CalcFailure) => void}} Listener
 */

const QUESTION = "fieldset[data-question]";
const YES_NO = '[type=radio]:is([value="true"], [value="false"])';
/** @type {Set<unknown>} */
const YES_OR_NO = new Set(["true", "false"]);

export class OrderPage {
  #page;
  #patterns;
  #procedure;
  #locale;
  #manner;
  #steps;
  #times;
  #answers;
  #asking;
  #inView;
  /** @type {Order | undefined} */
  #order;
  /** Where something was said last. @type {Element | null} */
  #looked = null;

  /**
   * @param {HTMLElement} page
   * @param {HTMLElement} patterns also bears the words
   * @param {GuideProcedure} procedure
   * @param {string} locale
   * @param {Listener} listener
   */
  constructor(page, patterns, procedure, locale, listener) {
    this.#page = page;
    this.#patterns = patterns;
    this.#procedure = procedure;
    this.#locale = locale;
    this.#manner = manner(locale);
    this.#steps = new Steps(page, patterns, procedure);
    this.#times = new TickTimes(page, patterns, procedure);
    const answers = new Answers(page);
    this.#answers = answers;
    this.#asking = new Asking(locale, {
      asked: (calculators) => answers.await(calculators),
      failed: (failure) => listener.failed(failure),
      heard: (question, answer) => {
        answers.show(question.calculator, answer);
        return listener.heard(question, answer);
      },
    });
    this.#inView = new IntersectionObserver((seen) => this.#see(seen));
    for (const place of page.querySelectorAll("[data-by], .step-body:has(partner-answer, partner-text)")) {
      this.#inView.observe(place);
    }
  }

  close() {
    this.#inView.disconnect();
    this.#asking.close();
  }

  /** @param {IntersectionObserverEntry[]} seen */
  #see(seen) {
    const places = seen.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
    const told = this.#order ? wordsOf(this.#order, "deadlines") : new Map();
    const dates = places.flatMap(namesOf).map(([calculator]) => calculator);
    const answers = places.flatMap((place) => [...place.querySelectorAll("partner-answer, partner-text")]);
    const names = answers.map((place) => place.getAttribute("name") ?? "");
    // Dates that the order has kept need nobody to tell them.
    this.#asking.see([...names, ...dates.filter((calculator) => !told.has(calculator))]);
  }

  // ---- What is said

  /**
   * @param {Event} event a change, or what is typed
   * @param {Order | undefined} order
   * @returns {Record<string, unknown> | undefined} what it says to the order
   */
  hear({ target, type }, order) {
    if (type === "input") this.#answers.typed(target);
    const step = type === "change" ? this.#steps.tickedBy(target) : undefined;
    const answer = given(this.#page, target);
    if (!(target instanceof Element) || !(step || answer)) return undefined;
    this.#say(target);
    if (answer) return { [`data:${answer[0]}`]: answer[1] };
    if (!step) return undefined;
    const now = { now: local(new Date()), zone: new Intl.DateTimeFormat().resolvedOptions().timeZone };
    const checked = /** @type {HTMLInputElement} */ (target).checked;
    return ticked(order, step, checked, { ...now, moment: this.#procedure.moments[step.tick] });
  }

  /** @param {EventTarget | null} control that the focus has left */
  left(control) {
    this.#answers.left(control);
  }

  /** @param {Element} place */
  #say(place) {
    this.#looked = place;
    this.#steps.say(place);
    this.#asking.want();
  }

  /**
   * @param {Element} target
   * @returns {Record<string, unknown> | undefined} what the press says to the order
   */
  press(target) {
    const link = target.closest('a[href^="#"]');
    if (link instanceof HTMLAnchorElement) this.reveal(link.hash);
    const pressed = target.closest("[data-do]");
    switch (pressed?.getAttribute("data-do")) {
      case "go":
        focusOn(/** @type {HTMLAnchorElement} */ (pressed));
        break;
      case "unfold":
        this.#steps.turn(/** @type {Element} */ (pressed));
        break;
      case "change-time":
        this.#times.turn(/** @type {Element} */ (pressed));
        break;
      case "read-as":
        this.#answers.readAs(/** @type {HTMLButtonElement} */ (pressed));
        break;
      case "copy-text":
        void copyText(/** @type {HTMLElement} */ (pressed?.closest("partner-text")));
        break;
      case "clear":
        return this.#clear(/** @type {Element} */ (pressed));
    }
    return undefined;
  }

  /** @param {Element} button in a question, whose answer is taken back */
  #clear(button) {
    const question = part(/** @type {Element} */ (button.parentElement), "input", HTMLInputElement);
    this.#say(question);
    question.focus({ preventScroll: true });
    return { [`data:${question.name}`]: null };
  }

  /**
   * Opens the step that a link leads into.
   *
   * @param {string} hash
   * @returns {HTMLElement | null} what it names
   */
  reveal(hash) {
    const target = named(hash);
    if (target) this.#steps.reveal(target);
    return target;
  }

  // ---- What is shown

  /** Another order is in hand. */
  forget() {
    this.#steps.forget();
    this.#answers.forget();
    this.#looked = null;
  }

  /** @param {Order | undefined} order */
  show(order) {
    this.#order = order;
    const done = progress(order, this.#procedure);
    const said = order ? wordsOf(order, "data") : new Map();
    inPlace(this.#inSight(), () => {
      put(this.#page, said);
      showParts(this.#page, flat(done.data));
      this.#steps.show(order, done, { when: this.#manner.short });
      this.#times.show(order, done, { when: this.#manner.short });
      this.#offerClearing(said);
      this.showDates(order);
      this.#page.querySelector("#done")?.toggleAttribute("hidden", done.next !== undefined);
    });
    const known = new Set([...done.data.keys()].filter((name) => said.has(name)));
    this.#asking.update(inputsOf(this.#procedure.asks, done.data, known, (name, value) => this.#input(name, value)));
    return done;
  }

  /** What the reader looks at. */
  #inSight() {
    for (const place of [this.#looked, document.activeElement]) {
      const box = place && this.#page.contains(place) ? place.getBoundingClientRect() : undefined;
      if (box && box.height > 0 && box.bottom > 0 && box.top < innerHeight) return place;
    }
    const steps = [...this.#page.querySelectorAll("li.step")];
    return steps.find((step) => step.getBoundingClientRect().top >= 0) ?? null;
  }

  /** @param {Map<string, unknown>} said */
  #offerClearing(said) {
    for (const question of this.#page.querySelectorAll(QUESTION)) {
      const answered = said.has(question.getAttribute("data-question") ?? "");
      const button = question.querySelector("[data-do=clear]");
      if (!answered) button?.remove();
      else if (!button) question.append(clone(this.#patterns, "clear"));
    }
  }

  /**
   * The lines that say by when a step is to be done: the dates, once they are known.
   *
   * @param {Order | undefined} order
   */
  showDates(order) {
    for (const place of this.#page.querySelectorAll("[data-by]")) {
      const dates = datesOf(place, order).map((date) => due(date, this.#locale, this.#manner));
      const shown = place.querySelector("[data-text=by]") ?? document.createElement("span");
      if (!shown.isConnected) {
        shown.setAttribute("data-text", "by");
        place.append(shown);
      }
      const text = dates.join(" · ");
      if (shown.textContent !== text) shown.textContent = text;
      shown.toggleAttribute("hidden", dates.length === 0);
      place.querySelector(".step-by-words")?.toggleAttribute("hidden", dates.length > 0);
    }
  }

  /**
   * The first date of a step that has not passed.
   *
   * @param {string} step
   * @param {Order | undefined} order
   * @param {Date} now
   */
  dueOf(step, order, now) {
    const places = [...(named(`#${step}`)?.querySelectorAll("[data-by]") ?? [])];
    const dates = places.flatMap((place) => datesOf(place, order)).filter((date) => end(date) >= now);
    return dates.toSorted((one, other) => end(one).valueOf() - end(other).valueOf())[0];
  }

  /**
   * A value as a calculator is asked about it.
   *
   * @param {string} name
   * @param {unknown} value
   */
  #input(name, value) {
    const controls = [...this.#page.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (value === undefined) {
      if (name === "number_locale") return this.#locale;
      return controls[0] instanceof HTMLSelectElement ? controls[0].value : undefined;
    }
    const yesOrNo = controls.every((control) => control.matches(YES_NO));
    return yesOrNo && YES_OR_NO.has(value) ? value === "true" : value;
  }
}

/** @param {Element} place @returns {string[][]} calculator and deadline of each date that it names */
function namesOf(place) {
  const names = (place.getAttribute("data-by") ?? "").split(" ").filter(Boolean);
  return names.map((name) => name.split("."));
}

/**
 * @param {Element} place
 * @param {Order | undefined} order
 * @returns {Deadline[]}
 */
function datesOf(place, order) {
  const told = /** @type {Map<string, Deadline[]>} */ (order ? wordsOf(order, "deadlines") : new Map());
  const found = namesOf(place).map(([calculator, id]) => told.get(calculator)?.find((date) => date.id === id));
  return found.filter((date) => date !== undefined);
}

/** @param {string} hash */
export function named(hash) {
  const id = hash.slice(1);
  try {
    return document.getElementById(decodeURIComponent(id));
  } catch {
    return document.getElementById(id);
  }
}

/** @param {HTMLAnchorElement} link to a field, or to the first of several */
function focusOn(link) {
  const target = named(link.hash);
  const folded = target?.closest("details");
  if (folded) folded.open = true;
  if (target?.matches("input, select, textarea")) target.focus();
  else if (target) focusFirst(target);
}
