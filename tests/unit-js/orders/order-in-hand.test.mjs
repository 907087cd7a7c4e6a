import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { window } from "../support/document.mjs";
import { find, show } from "../support/page.mjs";
import { answered, answerWith, asked, lose, refused } from "../support/python.mjs";
import { freshBrowser } from "../support/tabs.mjs";
import { GUIDE } from "./guide-page.mjs";

process.env.TZ = "Europe/Stockholm";
mock.timers.enable({ apis: ["setTimeout"] });
Object.assign(globalThis, {
  Option: makeOption,
  innerHeight: 900,
  scrollBy: () => {},
  requestAnimationFrame: (/** @type {() => void} */ draw) => setTimeout(draw, 0),
  cancelAnimationFrame: clearTimeout,
  sessionStorage: window.sessionStorage,
  getSelection: () => ({ selectAllChildren: () => {} }),
  IntersectionObserver: class {
    /** @param {(seen: unknown[]) => void} hear */
    constructor(hear) {
      this.mine = { hear, places: /** @type {Element[]} */ ([]) };
      observers.push(this.mine);
    }
    /** @param {Element} place */
    observe(place) {
      this.mine.places.push(place);
    }
    disconnect() {}
  },
});

// A transaction, and a message to another tab, take a few turns of the loop.
const TURNS = 20;
const STEP_MS = 10;

/** @param {string} text @param {string} value */
function makeOption(text, value) {
  return Object.assign(document.createElement("option"), { text, value });
}
/** @type {{hear: (seen: unknown[]) => void, places: Element[]}[]} */
const observers = [];

const { status } = await import("../../../runtime/page/client.mjs");
const { Store } = await import("../../../src/guide_site/store/store.mjs");
const { said, newOrder, wordsOf } = await import("../../../src/guide_site/store/order.mjs");
await import("../../../src/guide_site/orders/order-in-hand.mjs");

/** @import {Order} from "../../../src/guide_site/store/order.mjs" */

/** Long enough for what was changed to be asked, answered, stored and drawn. */
const settled = () => pass(260);
const drawn = () => pass(20);

/** Time passes only here, and what was begun comes to its end before more of it does. @param {number} ms */
async function pass(ms) {
  for (let passed = 0; passed < ms; passed += STEP_MS) {
    mock.timers.tick(STEP_MS);
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise(setImmediate);
  }
}

/** @param {Order[]} [orders] that are stored already @param {string} [address] */
async function opened(orders = [], address = "") {
  if (orders.length > 0) await other().add(orders);
  show(GUIDE, address);
  for (let tries = 0; !element("partner-order").hasAttribute("data-ready"); tries += 1) {
    assert.ok(tries < 100, "the page is never ready");
    await drawn();
  }
}

/** Another tab. */
const other = () => new Store();
const stored = async () => (await other().all()).orders;
const words = async () => Object.fromEntries([...wordsOf((await stored())[0], "data")]);

/** @param {string} selector */
const element = (selector) => find(selector, HTMLElement);
/** @param {string} selector */
const input = (selector) => find(selector, HTMLInputElement);
/** @param {string} selector */
const text = (selector) => element(selector).textContent?.trim().replaceAll(/\s+/g, " ");
const states = () => [...document.querySelectorAll("li.step")].map((step) => step.getAttribute("data-state"));
const next = () => text("[data-text=next]");
/** @param {string} id */
const line = (id) => text(`#${id} .step-line [data-text=told]`);

/** @param {string} id of a radio or a tick */
async function press(id) {
  const control = input(`#${id}`);
  control.focus();
  control.checked = control.type === "radio" || !control.checked;
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  await drawn();
}

/** @param {string} name @param {string} value */
async function type(name, value) {
  const control = input(`[name="${name}"]`);
  control.focus();
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  await drawn();
}

/** @param {string} selector */
async function click(selector) {
  element(selector).click();
  await drawn();
}

/** @param {Record<string, unknown>} data */
const knowing = (data) => said(newOrder("westcon-avaya-ipo"), data);

beforeEach(() => {
  freshBrowser();
  localStorage.clear();
  window.sessionStorage.clear();
  observers.length = 0;
  answerWith(() => refused("required", "ordered_at"));
  lose(false);
  // As on a page that has asked nothing yet.
  status.update({ state: "idle" });
});

afterEach(async () => {
  show("");
  await drawn();
});

describe("A fresh page", () => {
  test("has the first step ahead, nothing stored, and asks nobody", async () => {
    await opened();
    assert.deepEqual([next(), text("[data-text=name]")], ["1 choose channel", "New order"]);
    assert.deepEqual(states(), ["now", "todo", "todo", "waiting", "maybe"]);
    assert.equal(element("#choose-channel").getAttribute("aria-current"), "step");
    assert.equal(line("ask-licence"), "First: 3 note so number");
    await settled();
    assert.deepEqual([await stored(), asked], [[], []]);
  });

  test("hides what hangs on an answer", async () => {
    await opened();
    const parts = ["#by-mail", "[data-field=sbr_number]", ".flow-stop"].map((part) => element(part).hidden);
    assert.deepEqual([parts, input("[name=sbr_number]").disabled], [[true, true, true], true]);
  });

  test("asks nobody about what comes into view either", async () => {
    await opened();
    const [{ hear, places }] = observers;
    hear(places.map((target) => ({ target, isIntersecting: true })));
    await settled();
    assert.deepEqual(asked, []);
  });
});

describe("An order", () => {
  test("is what is chosen, typed and ticked, each under its name", async () => {
    await opened();
    await press("channel-email");
    await type("po_number", "PO-4711");
    await press("sbr-available");
    await type("sbr_number", "77");
    await settled();
    assert.deepEqual(await words(), { channel: "email", po_number: "PO-4711", sbr: "available", sbr_number: "77" });
  });

  test("comes back to the page that is opened again", async () => {
    await opened([
      knowing({ "data:channel": "email", "data:po_number": "PO-4711", "data:customer_name": "Exempel AB" }),
    ]);
    assert.deepEqual([input("#channel-email").checked, input("[name=po_number]").value], [true, "PO-4711"]);
    assert.equal(text("[data-text=name]"), "PO-4711, Exempel AB");
    assert.equal(element("#by-mail").hidden, false);
  });

  test("bears the name that it was given", async () => {
    await opened([knowing({ "data:po_number": "PO-4711", name: "Urgent" })]);
    assert.equal(text("[data-text=name]"), "Urgent");
  });

  test("leaves the page for another one", async () => {
    await opened([knowing({ "data:po_number": "PO-4711" })]);
    await click("[data-do=start]");
    await drawn();
    assert.deepEqual([text("[data-text=name]"), input("[name=po_number]").value], ["New order", ""]);
    assert.equal(document.activeElement?.getAttribute("data-text"), "next");
    await type("po_number", "PO-4712");
    await settled();
    assert.equal((await stored()).length, 2);
  });

  test("is a new one where the address asks for it", async () => {
    await opened([knowing({ "data:po_number": "PO-4711" })], "guide/?order=new");
    assert.deepEqual([input("[name=po_number]").value, location.search], ["", ""]);
  });

  test("takes up what another tab says, but not in the field that is being typed in", async () => {
    const order = knowing({ "data:po_number": "PO-4711" });
    await opened([order]);
    input("[name=po_number]").focus();
    await other().change(order.id, (order) => said(order, { "data:po_number": "x", "data:so_number": "1234567" }));
    await settled();
    assert.deepEqual([input("[name=po_number]").value, input("[name=so_number]").value], ["PO-4711", "1234567"]);
  });

  test("says that it was deleted in another tab, and can be kept", async () => {
    const order = knowing({ "data:po_number": "PO-4711" });
    await opened([order]);
    await other().remove(order.id);
    await settled();
    assert.equal(element("[data-trouble=gone]").hidden, false);
    await click("[data-do=keep]");
    await settled();
    assert.equal((await stored()).length, 1);
  });

  test("takes an answer back", async () => {
    await opened([knowing({ "data:channel": "email" })]);
    await click("#question-channel [data-do=clear]");
    assert.deepEqual([input("#channel-email").checked, document.activeElement?.id], [false, "channel-email"]);
    assert.equal(document.querySelector("[data-do=clear]"), null);
    await settled();
    assert.deepEqual(await words(), {});
  });
});

describe("A step", () => {
  test("stays open while it is in hand, and folds when something is said in another", async () => {
    await opened();
    await press("channel-email");
    const first = element("#choose-channel");
    assert.deepEqual([first.dataset.state, first.classList.contains("open"), next()], ["done", true, "2 send order"]);
    await type("po_number", "1");
    assert.equal(first.classList.contains("open"), false);
    assert.equal(line("choose-channel"), "By e-mail");
  });

  test("that is done opens to be changed, and folds again", async () => {
    await opened([knowing({ "data:channel": "email" })]);
    const button = find("#choose-channel [data-do=unfold]", HTMLButtonElement);
    assert.deepEqual([button.textContent, button.getAttribute("aria-expanded")], ["Change", "false"]);
    await click("#choose-channel [data-do=unfold]");
    assert.deepEqual([button.textContent, button.getAttribute("aria-expanded")], ["Hide", "true"]);
    await type("po_number", "1");
    assert.equal(element("#choose-channel").classList.contains("open"), true);
    await press("channel-web_shop");
    await type("po_number", "12");
    assert.equal(element("#choose-channel").classList.contains("open"), false);
    assert.equal(line("choose-channel"), "On the web shop");
  });

  test("that does not come says why, and can be shown", async () => {
    await opened([knowing({ "data:dongle_swap": "false" })]);
    assert.deepEqual([line("ask-swap"), text("#ask-swap [data-do=unfold]")], ["No dongle is swapped.", "Show"]);
  });

  test("that a link leads to opens", async () => {
    await opened([knowing({ "data:channel": "email" })]);
    const link = document.createElement("a");
    link.href = "#field-order_value";
    element("article").append(link);
    link.click();
    assert.equal(element("#choose-channel").classList.contains("open"), true);
  });

  test("without the next one is followed by words that all is done, and by what to keep", async () => {
    const all = {
      "data:channel": "email",
      "tick:order-sent": "v1",
      "data:so_number": "1",
      "data:dongle_swap": "false",
    };
    await opened([knowing(all)]);
    assert.equal(element("#done").hidden, true);
    await press("tick-licence-asked");
    assert.deepEqual([next(), element(".order-ahead-word").hidden], ["Done", true]);
    assert.equal(element("[data-text=next]").getAttribute("href"), "#done");
    assert.equal(element("#done").hidden, false);
  });
});

describe("A tick", () => {
  test("says when it was, and shows it", async () => {
    await opened();
    await press("tick-order-sent");
    await settled();
    const { ordered_at, time_zone } = await words();
    assert.match(String(ordered_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
    assert.equal(time_zone, "Europe/Stockholm");
    assert.equal(find("#send-order .tick-time time", HTMLTimeElement).dateTime, ordered_at);
    assert.equal(input("[name=ordered_at]").value, ordered_at);
    await press("tick-order-sent");
    await settled();
    assert.deepEqual(await words(), {});
    assert.equal(element("#send-order .tick-time").hidden, true);
  });

  test("set late is put right", async () => {
    await opened([knowing({ "tick:order-sent": "v1", "data:ordered_at": "2026-11-27T10:13" })]);
    assert.match(String(line("send-order")), /^I have sent it Fri,? 27 Nov, 10:13$/);
    await click("[data-do=change-time]");
    assert.equal(document.activeElement?.id, "field-ordered_at");
    await type("ordered_at", "2026-11-27T09:00");
    assert.match(String(text("#send-order .tick-time time")), /09:00$/);
  });

  test("of the page of before counts, and is taken back", async () => {
    await opened([knowing({ "tick:fill-in-order": "v1", "tick:place-it": "v1" })]);
    assert.deepEqual([states()[1], input("#tick-order-sent").checked], ["done", true]);
    await press("tick-order-sent");
    assert.equal(input("#tick-order-sent").checked, false);
  });

  test("of another text says so", async () => {
    await opened([knowing({ "tick:order-sent": "v0" })]);
    assert.deepEqual([input("#tick-order-sent").checked, text(".step-changed")], [false, "Changed"]);
    assert.equal(input("#tick-order-sent").getAttribute("aria-describedby"), element(".step-changed").id);
    await press("tick-order-sent");
    assert.equal(document.querySelector(".step-changed"), null);
  });
});

describe("The calculators", () => {
  const DATE = { id: "ship_date", label: "Leaves", at: "2099-11-30", text: "", rules: ["a.b"] };
  const DRAFT = { to: "x@example.com", subject: "PO", body: "Text", language: "en", mailto: "mailto:y@example.com" };
  /** @param {Record<string, unknown>} answers by calculator */
  const answer = (answers) => answerWith(({ calculator }) => answers[calculator] ?? refused("required", "ordered_at"));
  const known = () => asked.map(({ calculator }) => calculator);

  test("are asked about what the order knows of them, once something is changed", async () => {
    await opened([knowing({ "data:sbr": "pending", "data:sbr_number": "77" })]);
    await settled();
    assert.deepEqual(asked, []);
    await press("dongle_swap-true");
    await press("own_data-false");
    await settled();
    assert.deepEqual(Object.fromEntries(asked.map(({ calculator, inputs }) => [calculator, inputs])), {
      dispatch: { service: "standard", sbr: "pending" },
      westcon_order: { sbr: "pending", draft_language: "en", dongle_swap: true, own_data: "false" },
    });
    assert.deepEqual(new Set(asked.map(({ locale }) => locale)), new Set(["en"]));
    const before = asked.length;
    await type("so_number", "1234567");
    await settled();
    assert.equal(asked.length, before);
  });

  test("are asked where an answer comes into view, and the order has kept none", async () => {
    await opened([knowing({ "data:channel": "email", "data:sbr": "pending", "deadlines:dispatch": [] })]);
    const [{ hear, places }] = observers;
    hear(places.map((target) => ({ target, isIntersecting: target.matches("[data-by], #choose-channel *") })));
    await settled();
    assert.deepEqual(known(), ["order_charge"]);
  });

  test("are asked by a page of which Python runs already", async () => {
    status.update({ state: "ready" });
    await opened([knowing({ "data:channel": "email" })]);
    await settled();
    assert.deepEqual(known(), ["order_charge"]);
  });

  test("answer in their places, and no more where they no longer can", async () => {
    answer({ order_charge: answered({ headline: "EUR 30", notices: [{ code: "x", text: "Careful", rules: [] }] }) });
    await opened();
    await press("channel-email");
    await settled();
    assert.deepEqual([element("partner-answer").hidden, text("partner-answer")], [false, "EUR 30Careful"]);
    assert.deepEqual(asked[0].inputs, { channel: "email", number_locale: "en" });
    answer({});
    await type("order_value", "x");
    await settled();
    assert.equal(element("partner-answer").hidden, true);
  });

  test("write the text, and say what is missing where it is asked", async () => {
    const check = { error: "required", missing: true, reason: "", rules: [] };
    const checks = ["customer_name", "sbr", "elsewhere"].map((name) => ({ ...check, field: name, message: name }));
    answer({ westcon_order: answered({ draft: DRAFT, checks }) });
    await opened();
    await type("po_number", "PO-4711");
    await settled();
    assert.equal(text("[data-text=body]"), "Text");
    assert.equal(element("a[data-do=mail]").getAttribute("href"), DRAFT.mailto);
    const links = [...document.querySelectorAll("[data-checks=missing] li")].map((item) => item.innerHTML);
    assert.deepEqual(links, [
      `<a href="#field-customer_name" data-do="go">Customer</a>`,
      `<a href="#question-sbr" data-do="go">sbr?</a>`,
      "elsewhere",
    ]);
    await click("[data-checks=missing] li:nth-child(2) a");
    assert.equal(document.activeElement?.id, "sbr-available");
    assert.equal(element("[data-checks=wrong]").hidden, true);
  });

  test("say what is wrong beside the field, but not while it is typed", async () => {
    answer({ order_charge: refused("not_a_number", "order_value") });
    await opened();
    await press("channel-email");
    await type("order_value", "x");
    await settled();
    assert.equal(document.querySelector("[data-field=order_value] .calculator-error"), null);
    input("[name=order_value]").dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await settled();
    assert.equal(text("[data-field=order_value] .calculator-error"), "order_value: not_a_number");
    assert.equal(input("[name=order_value]").getAttribute("aria-invalid"), "true");
  });

  test("say of nothing that it is missing before it was touched", async () => {
    answer({ order_charge: refused("required", "order_value") });
    await opened();
    await press("channel-email");
    await settled();
    assert.equal(document.querySelector("[data-field=order_value] .calculator-error"), null);
  });

  test("offer the readings of a number, and the one that is chosen is the order's", async () => {
    const readings = [{ input: "1200", text: "1,200" }];
    answer({ order_charge: refused("ambiguous", "order_value", { readings }) });
    await opened();
    await type("order_value", "1.200");
    input("[name=order_value]").dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await settled();
    await settled();
    answer({});
    await click("[data-do=read-as]");
    await settled();
    assert.equal((await words()).order_value, "1200");
    assert.equal(asked[0].inputs.order_value, "1200");
  });

  test("tell the dates of the order, which it keeps", async () => {
    answer({ dispatch: answered({ deadlines: [DATE] }) });
    await opened();
    assert.equal(element(".step-by-words").hidden, false);
    assert.equal(element("partner-deadlines").hidden, true);
    await press("sbr-pending");
    await settled();
    assert.match(String(text(".step-by [data-text=by]")), /^Leaves: Mon,? 30 Nov 2099$/);
    assert.equal(element(".step-by-words").hidden, true);
    assert.match(String(text(".deadline")), /^Leaves Mon,? 30 Nov 2099$/);
    assert.match(String(text("[data-text=due]")), /^Leaves: Mon,? 30 Nov 2099$/);
    const [order] = await stored();
    assert.deepEqual(
      Object.keys(order.words).filter((key) => key.startsWith("deadlines:")),
      ["deadlines:dispatch"],
    );
    answer({});
    await type("customer_name", "x");
    await press("sbr-available");
    await settled();
    assert.equal(element("partner-deadlines").hidden, true);
  });

  test("are asked anew of another order, and say nothing of the one before", async () => {
    answer({ order_charge: answered({ headline: "EUR 30" }) });
    await opened();
    await press("channel-email");
    await settled();
    answer({});
    await click("[data-do=start]");
    await settled();
    assert.equal(element("partner-answer").hidden, true);
    assert.equal((await stored()).length, 1);
    assert.ok(known().includes("order_charge"));
  });

  test("that cannot be had are said to be so, and asked again with the next change", async () => {
    lose();
    await opened();
    await press("channel-email");
    await settled();
    assert.equal(status.state, "failed");
    assert.equal(text(".order-said"), "No Python");
    lose(false);
    answer({ order_charge: answered({ headline: "EUR 30" }) });
    await type("order_value", "420");
    await settled();
    assert.deepEqual([text("partner-answer"), text(".order-said")], ["EUR 30", ""]);
  });
});

describe("A link to what is no longer on the page", () => {
  test("leads to the step that took its place", async () => {
    await opened([], "guide/#place-it");
    assert.equal(location.hash, "#send-order");
  });
});
