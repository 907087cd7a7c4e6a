import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { procedure, step } from "../procedure/procedures.mjs";
import { window } from "../support/document.mjs";
import { find, show } from "../support/page.mjs";
import { freshBrowser } from "../support/tabs.mjs";

/** @import {Order} from "../../../src/guide_site/store/order.mjs" */

Object.assign(globalThis, { sessionStorage: window.sessionStorage });
const { Store } = await import("../../../src/guide_site/store/store.mjs");
const { newOrder, said } = await import("../../../src/guide_site/store/order.mjs");
const { byUrgency, nameOf } = await import("../../../src/guide_site/orders/summary.mjs");
await import("../../../src/guide_site/orders/open-orders.mjs");
await import("../../../src/guide_site/orders/my-orders.mjs");

const STEPS = [
  step("send-order", { number: "2", label: "Send the order" }),
  step("wait", { number: "3", label: "Wait" }),
];
const GUIDES = { "westcon-avaya-ipo": { title: "Avaya", address: "guides/westcon/", ...procedure(STEPS) } };
const JSON_OF_GUIDES = `<script type="application/json" id="procedures">${JSON.stringify(GUIDES)}</script>`;
const WORDS = `locale="en" data-unnamed="Unnamed" data-done="Done" data-gone-guide="Gone"`;
const LINE = `<a href="#" data-text="name"></a> <span data-text="guide"></span> <span class="order-next" data-text="next"></span>
  <span data-text="due"></span>`;

const HOME = `<partner-open-orders ${WORDS} hidden><ul></ul>
  <template data-pattern="order"><li>${LINE}</li></template>${JSON_OF_GUIDES}</partner-open-orders>`;
const ALL = `<partner-orders ${WORDS}><div class="orders-page" hidden><p class="orders-none" hidden></p>
  <ul data-list="open"></ul><ul data-list="guides"></ul>
  <details class="orders-archive"><summary><span data-text="archive"></span></summary><ul data-list="archived"></ul></details>
  <ul data-list="damaged"></ul></div><p class="order-said"></p><button data-do="undo" hidden></button>
  <template data-pattern="order"><li>${LINE}<details><summary>More</summary><input data-do="rename">
    <button data-do="archive"></button><button data-do="unarchive"></button></details></li></template>
  <template data-pattern="guide"><li><a data-text="title"></a></li></template>
  <template data-pattern="damaged"><li>Damaged</li></template>${JSON_OF_GUIDES}</partner-orders>`;

let clock = 0;
/** @param {Record<string, unknown>} words @param {string} [guide] @returns {Order} changed after those before */
const saying = (words, guide = "westcon-avaya-ipo") => {
  clock += 1000;
  return said(newOrder(guide, clock), words, clock + 1);
};
/** @param {string} label @param {string} at */
const due = (label, at) => [{ id: "x", at, rules: [], told: { en: { label, reasons: [] } } }];

/** @param {string} html @param {Order[]} orders */
async function opened(html, orders) {
  await new Store().add(orders);
  show(html);
  const list = find("partner-open-orders, partner-orders", HTMLElement);
  for (let tries = 0; !list.hasAttribute("data-ready"); tries += 1) {
    assert.ok(tries < 100, "the page is never ready");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return list;
}
const lines = (list = "ul") =>
  [...find(list, HTMLElement).children].map((line) =>
    [...line.querySelectorAll("[data-text]")].map(({ textContent }) => textContent).filter(Boolean),
  );

beforeEach(freshBrowser);
afterEach(() => show(""));

describe("An order is named", () => {
  test("as it was named, else by its PO number and its customer", () => {
    const data = { "data:po_number": "4711", "data:customer_name": "Exempel AB" };
    assert.equal(nameOf(saying({ ...data, name: "Urgent" }), {}), "Urgent");
    assert.equal(nameOf(saying(data), {}), "4711, Exempel AB");
    assert.equal(nameOf(saying({ "data:customer_name": "Exempel AB" }), {}), "Exempel AB");
    assert.equal(nameOf(saying({}), { unnamed: "New order" }), "New order");
  });
});

test("Orders are sorted by what is due first, then by what was changed last", () => {
  const [old, later, sooner, passed, recent] = [
    saying({}),
    saying({ "deadlines:a": due("x", "2026-12-02") }),
    saying({ "deadlines:a": due("x", "2026-12-01") }),
    saying({ "deadlines:a": due("x", "2026-11-01") }),
    saying({}),
  ];
  const sorted = byUrgency([old, later, sooner, passed, recent], GUIDES, new Date("2026-11-27T10:00:00"));
  assert.deepEqual(sorted, [sooner, later, recent, passed, old]);
});

describe("Where a reader starts", () => {
  test("each open order is a line: name, guide, next step, by when", async () => {
    const order = saying({ name: "Urgent", "deadlines:a": due("Leaves", "2099-12-01") });
    const list = await opened(HOME, [saying({ "tick:send-order-done": "v1" }), order]);
    assert.equal(list.hidden, false);
    const [[name, guide, next, by], second] = lines();
    assert.deepEqual([name, guide, next], ["Urgent", "Avaya", "2 Send the order"]);
    assert.match(String(by), /^Leaves: Tue,? 1 Dec 2099$/);
    assert.deepEqual(second, ["Unnamed", "Avaya", "3 Wait"]);
    assert.equal(find("a", HTMLAnchorElement).getAttribute("href"), `guides/westcon/?order=${order.id}`);
  });

  test("nothing stands where no order is open", async () => {
    const done = { "tick:send-order-done": "v1", "tick:wait-done": "v1" };
    const list = await opened(HOME, [saying(done), saying({ archived: true }), saying({}, "another-guide")]);
    assert.deepEqual([list.hidden, lines()], [true, []]);
  });
});

describe("The list of all orders", () => {
  test("starts an order with a guide", async () => {
    await opened(ALL, []);
    const link = find("[data-list=guides] a", HTMLAnchorElement);
    assert.deepEqual([link.textContent, link.getAttribute("href")], ["Avaya", "guides/westcon/?order=new"]);
    assert.equal(find(".orders-none", HTMLElement).hidden, false);
  });

  test("says what is done, and where a guide is gone", async () => {
    const done = { name: "First", "tick:send-order-done": "v1", "tick:wait-done": "v1" };
    await opened(ALL, [
      saying(done),
      saying({ name: "Second" }, "another-guide"),
      saying({ name: "Third", archived: true }),
    ]);
    assert.deepEqual(lines("[data-list=open]"), [
      ["Second", "Gone"],
      ["First", "Avaya", "Done"],
    ]);
    assert.deepEqual(lines("[data-list=archived]"), [["Third", "Avaya", "2 Send the order"]]);
    assert.equal(find("[data-list=open] a", HTMLAnchorElement).hasAttribute("href"), false);
  });
});
