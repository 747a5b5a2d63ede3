/** Rows of cells → CSV text. The one seam between @std/csv and papaparse: the same bytes from both. */
import Papa from "papaparse";
import { parseNumber } from "./cells.ts";
import type { RawTable } from "./records.ts";
import { fetchStdCsv, type StdCsv } from "./std_csv.ts";

/** One row as text, without a newline at its end. */
export type RowWriter = (cells: readonly string[], delimiter: string) => string;

/** papaparse's `unparse`, which is always there. */
export const papaRow: RowWriter = (cells, delimiter): string =>
  Papa.unparse([cells], { delimiter });

/** @std/csv's `stringify`, which ends every row with CRLF. */
export const stdRow = (std: StdCsv): RowWriter => (cells, delimiter) =>
  std.stringify([cells], { separator: delimiter }).replace(/\r\n$/, "");

/** Asked for once a process: a host that does not answer costs its time once. */
let writer: Promise<RowWriter> | undefined;

/** @std/csv where it can be had (it is on jsr.io alone); papaparse otherwise, which is said. */
export const rowWriter = (): Promise<RowWriter> =>
  writer ??= fetchStdCsv().then(stdRow, ({ message }: Error) => {
    console.log(
      `papaparse writes the files, to the same bytes; @std/csv cannot be had: ${message}.`,
    );
    return papaRow;
  });

/** A cell that no spreadsheet takes for a formula: one that begins as formulas do (`= + - @`, tab, line break) gets an
 * apostrophe before it, unless it is a number. For files of our own; what is handed in keeps its cells as they came.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(["=1+1", "-0.5", "-", "r&b"].map(harmlessCell), ["'=1+1", "-0.5", "'-", "r&b"]);
 * ```
 */
export const harmlessCell = (cell: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(cell) && !(parseNumber(cell) === Number(cell)) ? `'${cell}` : cell;

/** A text of private-use characters that no cell holds. */
function unusedMark(rows: Iterable<readonly string[]>): string {
  const used = new Set<number>();
  for (const row of rows) {
    for (const cell of row) {
      for (let i = 0; i < cell.length; i++) {
        const unit = cell.charCodeAt(i);
        if (unit >= 0xe000 && unit <= 0xf8ff) used.add(unit);
      }
    }
  }
  for (let unit = 0xe000; unit <= 0xf8ff; unit++) {
    if (!used.has(unit)) return String.fromCharCode(unit);
  }
  throw new RangeError("every private-use character stands in the table");
}

/** The table as text, a newline after every row. Cells are quoted where they must be (delimiter, quote,
 * line break, byte-order mark inside) and nowhere else.
 *
 * The two writers differ: @std/csv leaves a lone CR bare, which breaks the row; papaparse quotes for a
 * space at either end, which @std/csv and pandas do not. So we decide: a cell that must be quoted gets a
 * line feed and a mark at its end (both writers quote for a line feed), one that must not gets marks
 * around it, and the marks are taken out of the finished text.
 */
export function writeTable(
  table: Omit<RawTable, "cells">,
  cells: RawTable["cells"],
  row: RowWriter,
): string {
  const { delimiter, newline, bom, header } = table;
  const rows = [header, ...cells], mark = unusedMark(rows);
  const marked = (cell: string): string => {
    if (cell.includes(delimiter) || /["\r\n\ufeff]/.test(cell)) return `${cell}\n${mark}`;
    return cell.startsWith(" ") || cell.endsWith(" ") ? mark + cell + mark : cell;
  };
  let text = bom ? "\ufeff" : "";
  for (const line of rows) text += row(line.map(marked), delimiter) + newline;
  return text.replaceAll(`\n${mark}"`, '"').replaceAll(mark, "");
}
