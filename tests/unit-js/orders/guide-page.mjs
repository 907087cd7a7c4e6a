// A guide's page in small, as the site draws it.

import { RUNTIME } from "../support/python.mjs";

/** @param {string} id @param {string} number @param {string} title @param {string} body @param {string} [by] */
const step = (id, number, title, body, by = "") => `<li class="step" id="${id}">
  <h3 class="step-title" id="${id}-title"><span class="step-number">${number}</span> ${title}</h3>${by}
  <div class="step-body">${body}</div></li>`;

/** @param {string} name @param {string} label @param {string} [rest] */
const field = (name, label, rest = "") => `<div class="calculator-field" data-field="${name}" ${rest}>
  <label for="field-${name}">${label}</label><input id="field-${name}" name="${name}"></div>`;

/** @param {string} name @param {Record<string, string>} options @param {string} [stops] */
const question = (
  name,
  options,
  stops = "",
) => `<fieldset class="question ${name === "channel" ? "untitled" : ""}" id="question-${name}" data-question="${name}">
  <legend>${name}?</legend><div class="options">${Object.entries(options)
    .map(
      ([id, text]) => `<div class="option"><input type="radio" name="${name}" id="${name}-${id}" value="${id}">
        <label for="${name}-${id}">${text}</label></div>`,
    )
    .join("")}</div>${stops}</fieldset>`;

/** @param {string} id @param {string} label */
const tick = (
  id,
  label,
) => `<p class="tick"><input type="checkbox" id="tick-${id}"><label for="tick-${id}">${label}</label>
  <span class="tick-time"></span></p>`;

const CHANNELS = { email: "By e-mail", web_shop: "On the web shop" };
const SBR = { available: "I have the number", pending: "Not generated yet" };
const DATA = { false: "Right", skip: "Go on", true: "Update" };
const SWAP = { true: "Yes", false: "No" };

const STEPS = [
  { id: "choose-channel", questions: ["channel"], fields: ["order_value"] },
  {
    id: "send-order",
    questions: ["sbr"],
    fields: ["po_number", "customer_name", "sbr_number"],
    by: ["dispatch.order_by"],
    tick: "order-sent",
    tickLabel: "I have sent it",
    was: ["fill-in-order", "place-it"],
  },
  { id: "note-so-number", questions: ["dongle_swap"], fields: ["so_number"] },
  { id: "ask-licence", after: "note-so-number", tick: "licence-asked", tickLabel: "I have asked" },
  { id: "ask-swap", when: [{ dongle_swap: ["true"] }], reason: "No dongle is swapped.", tick: "swap-asked" },
].map((step, index) => ({
  number: String(index + 1),
  label: step.id.replaceAll("-", " "),
  version: "v1",
  phase: "order",
  when: [],
  reason: null,
  after: null,
  was: [],
  tick: null,
  tickLabel: null,
  questions: [],
  fields: [],
  by: [],
  ...step,
}));

export const PROCEDURE = {
  steps: STEPS,
  questions: {
    channel: { when: [], options: CHANNELS },
    sbr: { when: [], options: SBR },
    dongle_swap: { when: [], options: SWAP },
    own_data: { when: [], options: DATA },
  },
  fields: { sbr_number: [{ sbr: ["available"] }] },
  moments: { "order-sent": "ordered_at" },
  settles: [{ when: {}, gives: { service: "standard" } }],
  asks: {
    order_charge: ["channel", "order_value", "number_locale"],
    dispatch: ["ordered_at", "time_zone", "service", "sbr"],
    westcon_order: ["po_number", "customer_name", "sbr", "sbr_number", "draft_language", "dongle_swap", "own_data"],
  },
};

const BAR = `<partner-order class="order-bar" guide="westcon-avaya-ipo" locale="en" data-locales="en" data-unnamed="New order"
    data-done="Done" data-first="First: {step}" data-change="Change" data-show="Show" data-hide="Hide"
    data-step-done="Done" data-start-failed="No Python" data-timed-out="Too slow" data-unsupported="Too old">
  <p class="order-ahead"><span class="order-ahead-word">Next:</span> <a data-text="next" href="#choose-channel">1</a>
    <span class="order-due" data-text="due"></span></p>
  <details class="order-menu"><summary><span data-text="name">New order</span></summary>
    <input data-do="name"><div class="order-switch" hidden><select data-do="switch"></select></div>
    <button type="button" data-do="start">Start another order</button>
    <button type="button" data-do="save">Save</button></details>
  <div class="order-troubles"><p data-trouble="gone" hidden>Gone</p><p data-trouble="damaged" hidden>Damaged</p></div>
  <button type="button" data-do="keep" hidden>Keep</button><p class="order-said" role="status"></p>
  <template data-pattern="new"><option value="">a new order</option></template>
  <template data-pattern="fold"><p class="step-line"><span data-text="told"></span> <button type="button" data-do="unfold"></button></p></template>
  <template data-pattern="changed"><p class="step-changed" role="note">Changed</p></template>
  <template data-pattern="clear"><button type="button" data-do="clear">Clear the answer</button></template>
  <template data-pattern="reading"><button type="button" data-do="read-as"></button></template>
</partner-order>`;

const TEXT = `<partner-text name="westcon_order" data-text-copied="Copied" data-not-copied="Not copied">
  <div data-checks="missing" hidden><ul></ul></div><div data-checks="wrong" hidden><ul></ul></div>
  <select name="draft_language"><option value="en" selected>English</option><option value="it">Italiano</option></select>
  <details><summary>Text</summary><p data-text="subject">Order</p><pre data-text="body">Blank</pre></details>
  <a data-do="mail" href="mailto:x@example.com">Open as e-mail</a><button type="button" data-do="copy-text">Copy</button>
  <span role="status"></span></partner-text>`;

export const GUIDE = `<article>${BAR}<a href="sources/">Source and gaps</a><ol class="steps">
  ${step(
    "choose-channel",
    "1",
    "Choose",
    question("channel", CHANNELS) +
      field("order_value", "Value") +
      `<partner-answer name="order_charge" role="status" hidden></partner-answer>`,
  )}
  ${step(
    "send-order",
    "2",
    "Send",
    `<p id="by-mail" data-when="channel=email">To us</p>${field("po_number", "PO")}${field("customer_name", "Customer")}
      ${question("sbr", SBR, `<div class="flow-stop" data-stop="sbr=pending" hidden>Stop</div>`)}
      ${field("sbr_number", "SBR number", `data-only-if='{"sbr":["available"]}'`)}${TEXT}
      ${tick("order-sent", "I have sent it")}`,
    `<p class="step-by" data-by="dispatch.ship_date dispatch.arrival"><span class="step-by-words">Before 14:00</span></p>`,
  )}
  ${step("note-so-number", "3", "Note", field("so_number", "SO") + question("dongle_swap", SWAP) + question("own_data", DATA))}
  ${step("ask-licence", "4", "Ask", tick("licence-asked", "I have asked"))}
  ${step("ask-swap", "5", "Swap", tick("swap-asked", "Asked"))}
</ol><div id="done"><p>Keep the SO number</p></div><partner-deadlines locale="en" data-policies="../" data-failed="Failed" hidden><dl></dl>
  <button type="button" data-do="calendar">Save</button><p class="order-said"></p>
  <template data-pattern="deadline"><div class="deadline"><dt><button type="button" popovertarget="x" data-text="label"></button>
    <div popover><div class="deadline-sources"></div></div></dt><dd><time data-text="when"></time></dd></div></template>
  <template data-pattern="deadline-source"><p><a data-text="reason" href="#"></a></p></template></partner-deadlines>
<script type="application/json" id="procedure">${JSON.stringify(PROCEDURE)}</script></article>${RUNTIME}`;
