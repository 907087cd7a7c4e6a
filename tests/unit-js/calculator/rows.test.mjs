import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { linesIn, rowsOf } from "../../../src/guide_site/calculator/rows.mjs";

describe("The text of a clipboard", () => {
  /** @type {[string, string, string[][]][]} */
  const CASES = [
    [
      "has cells between tabs and rows between line ends",
      "A\t1\nB\t2",
      [
        ["A", "1"],
        ["B", "2"],
      ],
    ],
    [
      "may end its rows as Windows does",
      "A\t1\r\nB\t2\r\n",
      [
        ["A", "1"],
        ["B", "2"],
      ],
    ],
    ["may hold empty cells", "\t1\n\n\t\nB\t", [["", "1"], [""], ["", ""], ["B", ""]]],
    ["may be one cell", "A-100", [["A-100"]]],
    ["may be nothing", "", [[""]]],
    [
      "keeps numbers as they were typed",
      "1.234,50\t7,5 %\n1,234.50\t7.5",
      [
        ["1.234,50", "7,5 %"],
        ["1,234.50", "7.5"],
      ],
    ],
    [
      "has marks around a cell with a line end",
      'A\t"two\nlines"\nB\t2',
      [
        ["A", "two lines"],
        ["B", "2"],
      ],
    ],
    ["has marks twice within a cell", '"19"" rack"\t1', [['19" rack', "1"]]],
    [
      "may have a mark that closes nothing",
      '19" rack\t1\n"open\t2',
      [
        ['19" rack', "1"],
        ['"open', "2"],
      ],
    ],
    ["has no spaces around a cell", " A \t 1 ", [["A", "1"]]],
  ];
  for (const [name, text, rows] of CASES) test(name, () => assert.deepEqual(rowsOf(text), rows));
});

describe("Rows that fill lines", () => {
  test("leave out a first row without a number, where others have one", () => {
    assert.deepEqual(linesIn("SKU\tPrice\nA\t1"), [["A", "1"]]);
  });

  test("keep a first row with a number", () => assert.deepEqual(linesIn("A\t1\nB\t2").length, 2));

  test("keep a first row where no row has a number", () => assert.deepEqual(linesIn("A\nB"), [["A"], ["B"]]));

  test("keep a row that stands alone", () => assert.deepEqual(linesIn("SKU\tPrice"), [["SKU", "Price"]]));
});
