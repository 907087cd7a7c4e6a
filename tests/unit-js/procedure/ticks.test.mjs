import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { local, ticked, ticking } from "../../../src/guide_site/procedure/ticks.mjs";
import { told } from "../../../src/guide_site/procedure/told.mjs";
import { said } from "../../../src/guide_site/store/order.mjs";
import { order, values } from "../store/orders.mjs";
import { procedure, saying, step } from "./procedures.mjs";

/** @import {Step} from "../../../src/guide_site/procedure/progress.mjs" */

process.env.TZ = "Europe/Stockholm";

/** @param {Partial<Step>} [rest] */
const sending = (rest) => /** @type {Step & {tick: string}} */ (step("send", { tick: "sent", ...rest }));
const NOW = { moment: "ordered_at", now: "2026-11-27T10:13", zone: "Europe/Stockholm" };
const AT = Date.parse("2026-11-27T09:13:00Z");

describe("A press on a step's box", () => {
  test("ticks the text as it is, and says when that was", () => {
    assert.deepEqual(ticked(undefined, sending(), true, NOW), {
      "tick:sent": "v1",
      "data:ordered_at": "2026-11-27T10:13",
      "data:time_zone": "Europe/Stockholm",
    });
    assert.deepEqual(ticked(undefined, sending(), true, { ...NOW, moment: undefined }), { "tick:sent": "v1" });
  });

  test("says the day where that is all that is counted from", () => {
    const day = { "tick:sent": "v1", "data:order_date": "2026-11-27" };
    assert.deepEqual(ticked(undefined, sending(), true, { ...NOW, moment: "order_date" }), day);
  });

  test("says nothing against what the order knows already", () => {
    const known = saying({ "data:ordered_at": "2026-11-01T08:00" });
    assert.deepEqual(ticked(known, sending(), true, NOW), {
      "tick:sent": "v1",
      "data:time_zone": "Europe/Stockholm",
    });
  });

  test("a second time takes back what the first one said", () => {
    const some = said(order(), ticked(undefined, sending(), true, NOW));
    assert.deepEqual(ticked(some, sending(), false, NOW), {
      "tick:sent": null,
      "data:ordered_at": null,
      "data:time_zone": null,
    });
  });

  test("leaves what was said before, or changed since", () => {
    const known = said(order(), { "data:time_zone": "Europe/Rome" });
    const some = said(known, ticked(known, sending(), true, NOW));
    const late = said(some, { "data:ordered_at": "2026-11-27T11:00" });
    assert.deepEqual(ticked(late, sending(), false, NOW), { "tick:sent": null });
  });

  test("takes back the older ticks that the step goes by", () => {
    const old = saying({ "tick:x": "v0", "data:ordered_at": "2026-11-27T11:00" });
    const back = ticked(old, sending({ was: ["x", "y"] }), false, NOW);
    assert.deepEqual(values(said(old, back)), {
      "tick:x": null,
      "data:ordered_at": "2026-11-27T11:00",
    });
  });
});

describe("The time of a tick", () => {
  const MOMENTS = { moments: { sent: "ordered_at" } };

  test("is the moment that it says", () => {
    const data = new Map([["ordered_at", "2026-11-27T11:00"]]);
    assert.equal(ticking(sending(), order({ "tick:sent": ["v1", AT] }), data, MOMENTS), "2026-11-27T11:00");
  });

  test("is that of the press where it says none, on the reader's clock", () => {
    assert.equal(ticking(sending(), order({ "tick:sent": ["v1", AT] }), new Map(), MOMENTS), "2026-11-27T10:13");
    assert.equal(local(new Date(AT)), "2026-11-27T10:13");
  });

  test("is that of the last of the older ticks that the step goes by", () => {
    const old = order({ "tick:x": ["v1", AT], "tick:y": ["v1", AT - 9_000_000], "tick:z": [null, AT + 9_000_000] });
    assert.equal(ticking(sending({ was: ["x", "y", "z"] }), old, new Map(), MOMENTS), "2026-11-27T10:13");
  });

  test("is none where nothing was ticked", () => {
    assert.equal(ticking(sending({ tick: null }), order(), new Map(), { moments: {} }), undefined);
  });
});

describe("A step that is done tells in a line", () => {
  const WORDS = {
    question: (/** @type {string} */ name) => (name === "sbr" ? "SBR:" : ""),
    when: (/** @type {string} */ at) => `(${at})`,
    value: (/** @type {string} */ _, /** @type {unknown} */ value) => (typeof value === "string" ? value : ""),
  };
  const ALL = procedure([], {
    questions: { channel: { when: [], options: { email: "By e-mail" } }, sbr: { when: [], options: { no: "None" } } },
    moments: { sent: "ordered_at" },
  });
  /** @param {Partial<Step>} rest @param {Record<string, unknown>} data @param {Record<string, [unknown, number]>} [words] */
  const line = (rest, data, words) =>
    told(sending(rest), order(words ?? {}), new Map(Object.entries(data)), ALL, WORDS);

  test("its answers, and when it was ticked", () => {
    const data = { channel: "email", sbr: "no", ordered_at: "2026-11-27T11:00", po_number: "4711" };
    assert.equal(
      line({ questions: ["channel", "sbr"], fields: ["po_number"] }, data),
      "By e-mail · SBR: None · send is done (2026-11-27T11:00)",
    );
  });

  test("the first two of its fields where it has nothing else, leaving out what says nothing alone", () => {
    const data = { items: [{}], po_number: "4711", customer_name: "Exempel AB", city: "Malmö" };
    assert.equal(
      line({ tick: null, fields: ["items", "po_number", "customer_name", "city"] }, data),
      "4711 · Exempel AB",
    );
    assert.equal(
      line({ tick: null, questions: ["sbr"], fields: ["po_number", "city"] }, { ...data, sbr: "no" }),
      "SBR: None · 4711",
    );
  });

  test("nothing that an answer settles", () => {
    const type = procedure([], {
      questions: { program: { when: [], options: { value: "Open Value" } } },
      settles: [{ when: { program: ["value"] }, gives: { type: "Open Value" } }],
    });
    const step = sending({ tick: null, questions: ["program"], fields: ["type"] });
    const data = new Map([
      ["program", "value"],
      ["type", "Open Value"],
    ]);
    assert.equal(told(step, order(), data, type, WORDS), "Open Value");
  });

  test("no answer that it has no words for, and nothing where there is nothing", () => {
    assert.equal(line({ tick: null, questions: ["channel"] }, { channel: "fax" }), "");
  });
});
