import "../support/document.mjs";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { given, put } from "../../../src/guide_site/calculator/form-data.mjs";
import { inputs } from "../../../src/guide_site/calculator/share.mjs";
import { find, show } from "../support/page.mjs";
import { AT_FIRST, choose, control, opened, type, typeHalf } from "./form.mjs";

/** @param {Record<string, unknown>} data */
const known = (data) => new Map(Object.entries(data));

describe("What a control says to an order", () => {
  test("is the question's name and its answer", () => {
    const form = opened();
    type("note", "x");
    assert.deepEqual(given(form, control("note")), ["note", "x"]);
    choose("agreed", "false");
    assert.deepEqual(given(form, control("agreed")), ["agreed", false]);
  });

  test("is null where it was emptied", () => {
    const form = opened();
    type("amount", "");
    assert.deepEqual(given(form, control("amount")), ["amount", null]);
  });

  test("is the whole of the lines or the group that it stands in", () => {
    const form = opened();
    type("lines.1.amount", "6");
    const lines = [AT_FIRST.lines[0], { item: "B-200", amount: "6" }];
    assert.deepEqual(given(form, control("lines.1.amount")), ["lines", lines]);
    type("end_user.name", "Åkeri");
    assert.deepEqual(given(form, control("end_user.name")), ["end_user", { name: "Åkeri" }]);
  });

  test("is the lines where one of them comes or goes", () => {
    const form = opened();
    assert.deepEqual(given(form, find("calculator-lines", HTMLElement)), ["lines", AT_FIRST.lines]);
  });

  test("is nothing while a date is half typed", () => {
    const form = opened();
    typeHalf("day");
    assert.equal(given(form, control("day")), undefined);
  });

  test("is nothing where it has no name", () => {
    const form = opened();
    assert.equal(given(form, find("legend", HTMLElement)), undefined);
    control("note").removeAttribute("name");
    assert.equal(given(form, find("[value=none]", HTMLInputElement)), undefined);
  });
});

describe("What an order remembers", () => {
  test("is put into the form, and what it does not know is as at first", () => {
    const form = opened();
    type("note", "typed before");
    choose("channel", "web_shop");
    const data = {
      amount: "7",
      remark: "Åkeri",
      day: "2026-11-22",
      agreed: false,
      end_user: { name: "z" },
      lines: [{ item: "i" }, {}, { amount: "3" }],
      unknown: "x",
    };
    assert.equal(put(form, known(data)), true);
    assert.deepEqual(inputs(form), {
      ...AT_FIRST,
      amount: "7",
      remark: "Åkeri",
      day: "2026-11-22",
      agreed: false,
      end_user: { name: "z" },
      lines: [{ item: "i", amount: "2" }, { item: "B-200", amount: "5" }, { amount: "3" }],
    });
  });

  test("that is in the form already changes nothing", () => {
    const form = opened();
    assert.equal(put(form, known({})), false);
    assert.equal(put(form, known({ amount: "100.00", channel: "email", lines: AT_FIRST.lines })), false);
    assert.deepEqual(inputs(form), AT_FIRST);
  });

  test("is a change where a choice is another one", () => {
    assert.equal(put(opened(), known({ channel: "web_shop" })), true);
    assert.equal(inputs(find("form", HTMLFormElement)).channel, "web_shop");
  });

  test("leaves the control alone that is being typed in", () => {
    const form = opened();
    control("note").focus();
    type("note", "half a wo");
    assert.equal(put(form, known({ note: "half a w" })), false);
    assert.equal(control("note").value, "half a wo");
    control("note").blur();
    assert.equal(put(form, known({ note: "half a w" })), true);
    assert.equal(control("note").value, "half a w");
  });

  test("is no change where a control cannot take it", () => {
    const form = opened();
    assert.equal(put(form, known({ day: "2026-02-30" })), false);
    assert.equal(control("day").value, "");
  });

  test("does not change what is fixed", () => {
    const form = opened();
    put(form, known({ basis: "cost" }));
    assert.equal(inputs(form).basis, "list");
  });

  test("takes lines away that it does not know, but none that must be there", () => {
    const form = opened();
    put(form, known({ lines: [{ item: "only" }] }));
    assert.deepEqual(inputs(form).lines, [{ item: "only", amount: "2" }]);
    put(form, known({ lines: [] }));
    assert.deepEqual(inputs(form).lines, [AT_FIRST.lines[0]]);
  });

  test("comes back as it was given", () => {
    const form = opened();
    const lines = [{ item: "i", amount: "1" }];
    put(form, known({ lines }));
    assert.deepEqual(given(form, control("lines.0.item")), ["lines", lines]);
  });
});

describe("Controls that stand in no form", () => {
  const PAGE = `
    <input type="checkbox" name="agreed"><select name="language"><option value="en">English</option>
    <option value="it" selected>Italiano</option></select><input type="hidden" name="basis" value="list">`;

  test("say what was chosen", () => {
    show(PAGE);
    const box = find("[name=agreed]", HTMLInputElement);
    box.checked = true;
    assert.deepEqual(given(document, box), ["agreed", true]);
    box.checked = false;
    assert.deepEqual(given(document, box), ["agreed", false]);
    const choice = find("select", HTMLSelectElement);
    choice.value = "en";
    assert.deepEqual(given(document, choice), ["language", "en"]);
    assert.equal(given(document, null), undefined);
  });

  test("show what is remembered, and else what they showed at first", () => {
    show(PAGE);
    put(document, known({ agreed: true, language: "en", basis: "cost" }));
    assert.equal(find("[name=agreed]", HTMLInputElement).checked, true);
    assert.equal(find("select", HTMLSelectElement).value, "en");
    assert.equal(find("[name=basis]", HTMLInputElement).value, "list");
    put(document, known({}));
    assert.equal(find("[name=agreed]", HTMLInputElement).checked, false);
    assert.equal(find("select", HTMLSelectElement).value, "it");
  });
});
