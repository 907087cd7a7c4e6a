// Rows that were copied from a spreadsheet, as a clipboard holds them: tabs between cells, line ends between rows.

/** A cell in quotation marks may hold tabs, line ends, and marks that are written twice. */
const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/y;

/**
 * The cells of each row, as typed. Empty rows at the end are no rows.
 *
 * @param {string} text
 * @returns {string[][]}
 */
export function rowsOf(text) {
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  /** @type {string[][]} */
  const rows = [[]];
  for (CELL.lastIndex = 0; ; ) {
    const [, quoted, bare, end] = /** @type {RegExpExecArray} */ (CELL.exec(plain));
    const cell = quoted === undefined ? bare : quoted.replaceAll('""', '"');
    rows.at(-1)?.push(cell.replace(/\s+/g, " ").trim());
    if (end === "") return rows;
    if (end === "\n") rows.push([]);
  }
}

/**
 * The rows that fill lines: without a first row that names the columns, which holds no number where others do.
 *
 * @param {string} text
 * @returns {string[][]}
 */
export function linesIn(text) {
  const [head, ...rest] = rowsOf(text);
  return rest.some(holdsNumber) && !holdsNumber(head) ? rest : [head, ...rest];
}

/** @param {string[]} row */
function holdsNumber(row) {
  return row.some((cell) => /\d/.test(cell));
}
