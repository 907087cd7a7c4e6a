import "../support/document.mjs";
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { address, inputs, read, withoutAnswers } from "../../../src/guide_site/calculator/share.mjs";
import { AT_FIRST, choose, control, opened, type, typeHalf } from "./form.mjs";

/**
 * The inputs of a form on a page with this address.
 *
 * @param {string} query
 * @param {string} [prefix]
 */
function readFrom(query, prefix = "") {
  const form = opened(`quote/?${query}`);
  assert.equal(read(form, prefix), true);
  return inputs(form);
}

/** @param {URL} url */
function said(url) {
  return Object.fromEntries(url.searchParams);
}

describe("The inputs of a request", () => {
  test("leave out what is empty and what nobody chose", () => {
    assert.deepEqual(inputs(opened()), AT_FIRST);
  });

  test("hold texts as they are typed, and yes and no as such", () => {
    const form = opened();
    type("amount", " 1.234,50 ");
    type("remark", "two\nlines");
    type("day", "2026-11-22");
    choose("agreed", "false");
    const { amount, remark, day, agreed } = inputs(form);
    assert.deepEqual([amount, remark, day, agreed], [" 1.234,50 ", "two\nlines", "2026-11-22", false]);
    choose("agreed", "true");
    assert.equal(inputs(form).agreed, true);
  });

  test("hold a group as an object", () => {
    const form = opened();
    type("end_user.name", "Åkeri");
    assert.deepEqual(inputs(form).end_user, { name: "Åkeri" });
  });

  test("hold lines in their order, an empty one as an empty object", () => {
    const form = opened();
    type("lines.0.item", "");
    type("lines.0.amount", "");
    assert.deepEqual(inputs(form).lines, [{}, { item: "B-200", amount: "5" }]);
  });

  test("leave out what does not apply", () => {
    const form = opened();
    control("amount").disabled = true;
    assert.ok(!("amount" in inputs(form)));
  });

  test("say that a date cannot be read, rather than leave it out", () => {
    const form = opened();
    typeHalf("day");
    assert.equal(inputs(form).day, "?");
  });
});

describe("A page's address", () => {
  test("that says nothing of a form leaves the worked example", () => {
    for (const query of ["", "?other=1", "?lines.0.unknown=x", "?basis=cost", "?quote.amount=7"]) {
      const form = opened(`quote/${query}`);
      assert.equal(read(form, ""), false, query);
      assert.deepEqual(inputs(form), AT_FIRST);
    }
  });

  test("that answers something asks again for the rest of the example, and keeps what is set by default", () => {
    assert.deepEqual(readFrom("amount=7"), { basis: "list", amount: "7", note: "none", end_user: {}, lines: [{}] });
  });

  test("answers questions of every kind", () => {
    const query =
      "amount=7&note=x&remark=y&day=2026-11-22&moment=2026-11-22T10:30&channel=web_shop&agreed=true" +
      "&end_user.name=z&lines.0.item=i&lines.1.amount=3";
    assert.deepEqual(readFrom(query), {
      basis: "list",
      amount: "7",
      note: "x",
      remark: "y",
      day: "2026-11-22",
      moment: "2026-11-22T10:30",
      channel: "web_shop",
      agreed: true,
      end_user: { name: "z" },
      lines: [{ item: "i" }, { amount: "3" }],
    });
  });

  test("leaves a choice open where it names none that there is", () => {
    assert.ok(!("channel" in readFrom("channel=carrier_pigeon")));
  });

  test("does not change what is fixed", () => {
    assert.equal(readFrom("amount=7&basis=cost").basis, "list");
  });

  test("fills in a text that just fits, and leaves out a longer one", () => {
    assert.equal(readFrom(`amount=${"1".repeat(10)}`).amount, "1".repeat(10));
    assert.ok(!("amount" in readFrom(`amount=${"1".repeat(11)}`)));
    assert.equal(readFrom(`note=${"1".repeat(1000)}`).note, "1".repeat(1000));
  });

  for (const day of ["2026-02-28", "2028-02-29", "1999-12-31"]) {
    test(`fills in the day ${day}`, () => assert.equal(readFrom(`day=${day}`).day, day));
  }
  for (const day of ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "soon", "2026-1-1", "2026-02-28T10:00"]) {
    test(`leaves out the day ${day}`, () => assert.ok(!("day" in readFrom(`day=${day}`))));
  }
  for (const moment of ["2026-02-28T23:59", "2026-02-28T23:59:59"]) {
    test(`fills in the moment ${moment}`, () => {
      assert.ok(String(readFrom(`moment=${moment}`).moment).startsWith("2026-02-28T23:59"));
    });
  }
  for (const moment of ["2026-02-29T10:00", "2026-02-28T24:01", "2026-02-28T10:60", "2026-02-28", "10:00"]) {
    test(`leaves out the moment ${moment}`, () => assert.ok(!("moment" in readFrom(`moment=${moment}`))));
  }

  test("brings as many lines as it names, and no more than there may be", () => {
    assert.deepEqual(readFrom("lines.0.item=a").lines, [{ item: "a" }]);
    assert.deepEqual(readFrom("lines.2.item=c").lines, [{}, {}, { item: "c" }]);
    assert.deepEqual(readFrom("lines.2.item=c&lines.3.item=d").lines, [{}, {}, { item: "c" }]);
    assert.deepEqual(readFrom("lines.99999999.item=z").lines, [{}, {}, {}]);
  });

  test("answers a form by its prefix where there are several", () => {
    assert.equal(readFrom("quote.amount=7&amount=8", "quote.").amount, "7");
    assert.deepEqual(readFrom("quote.lines.0.item=a", "quote.").lines, [{ item: "a" }]);
  });
});

describe("A link", () => {
  test("says what the example had to fill in, and nothing that is set by default or fixed", () => {
    assert.deepEqual(said(address(opened("quote/"), "")), {
      amount: "100.00",
      channel: "email",
      "lines.0.item": "A-100",
      "lines.0.amount": "2",
      "lines.1.item": "B-200",
      "lines.1.amount": "5",
    });
  });

  test("says what is not as at first", () => {
    const form = opened("quote/");
    type("note", "x");
    choose("agreed", "false");
    const { note, agreed } = said(address(form, ""));
    assert.deepEqual([note, agreed], ["x", "false"]);
  });

  test("leads to the same answers", () => {
    const form = opened("quote/");
    type("amount", "7&8=15 #+%");
    type("remark", "Åkeri\n“Söner”");
    type("moment", "2026-11-22T10:30");
    choose("channel", "web_shop");
    type("lines.1.item", "<b>");
    const [typed, link] = [inputs(form), address(form, "quote.")];
    assert.deepEqual(readFrom(link.search.slice(1), "quote."), typed);
  });

  test("keeps what the address says beside, and takes back what it said of this form", () => {
    const form = opened("quote/?h=word&amount=1&lines.7.item=x#result");
    control("amount").value = "";
    const link = address(form, "");
    assert.equal(link.searchParams.get("h"), "word");
    assert.equal(link.searchParams.get("amount"), null);
    assert.equal(link.searchParams.get("lines.7.item"), null);
    assert.equal(link.hash, "#result");
  });

  test("says that a date could not be read where one must be given", () => {
    const form = opened("quote/");
    typeHalf("day");
    assert.equal(address(form, "").searchParams.get("day"), null);
    control("day").required = true;
    assert.equal(address(form, "").searchParams.get("day"), "?");
  });

  test("without answers says nothing of this form, and all that it said of others", () => {
    const form = opened("quote/?a.amount=1&a.lines.0.item=2&b.amount=3&a.basis=cost&a.unknown=4");
    assert.deepEqual(said(withoutAnswers(form, "a.")), { "b.amount": "3", "a.basis": "cost", "a.unknown": "4" });
  });
});
