/** Values outside the range of their column. */
import { basename } from "node:path";
import { InputError } from "../core/errors.ts";
import type { Expected, FileColumn } from "./columns.ts";

/** A column of which a greater share is beyond its range than this is refused: it holds something else. */
const FEW = .1;

interface Beyond {
  readonly column: FileColumn;
  readonly range: readonly [number, number];
  readonly first: number;
  readonly count: number;
}

const said = (value: number): string =>
  Math.abs(value) < 10_000 ? `${value}` : value.toLocaleString("en-US");

function saidRange(
  { kind, unit }: Expected,
  [least, greatest]: readonly [number, number],
): string {
  const range = `${said(least)} to ${said(greatest)}`;
  return unit ? `${range} ${unit}` : kind === "date" ? `a year from ${range}` : range;
}

function beyond(column: FileColumn, nextYear: number): Beyond | undefined {
  const { spec, numbers, misread } = column;
  if (!spec.range || !numbers) return undefined;
  const least = spec.range[0], greatest = spec.range[1] === "next year" ? nextYear : spec.range[1];
  let first = -1, count = 0;
  for (let row = 0; row < numbers.length; row++) {
    if (!(numbers[row] < least || numbers[row] > greatest || misread?.(row))) continue;
    if (count++ === 0) first = row;
  }
  return count === 0 ? undefined : { column, range: [least, greatest], first, count };
}

/** What may have happened to a cell, and what can be done. */
function advice({ column: { spec, cell, misread }, range, first }: Beyond): string {
  const text = cell(first).trim(), value = Number(text);
  if (misread?.(first)) {
    return "a spreadsheet makes such a date of a year alone, 1905-07-04 of 2012: take the file as it was before";
  }
  const places = [3, 2, 1, 4, 5, 6].find((k) =>
    value / 10 ** k >= range[0] && value / 10 ** k <= range[1]
  );
  if (spec.kind === "quantity" && /^[+-]?\d+$/.test(text) && places) {
    const lost = Number((value / 10 ** places).toPrecision(12));
    return `a spreadsheet that expects decimal commas makes ${text} of ${lost}: take the file as it was before`;
  }
  return "a cell may be empty where its value is not known";
}

/** Holds the columns of a file against their ranges.
 *
 * @param file its name, for messages
 * @param thisYear no release is later than the next
 * @returns one sentence on the values beyond, where they are few; none where there are none
 * @throws {InputError} when more than a tenth of a column's values are beyond its range: the first such column, its
 * first such row, and the other columns
 */
export function checkRanges(
  file: string,
  columns: readonly FileColumn[],
  thisYear: number,
): string[] {
  const found = columns.map((column) => beyond(column, thisYear + 1)).filter((b) =>
    b !== undefined
  );
  const [worst, ...others] = found.filter(({ column, count }) => count > FEW * column.present);
  if (worst) {
    const { column: { spec, cell, present }, range, first, count } = worst;
    const also = others.map(({ column, count }) => `${column.spec.name} (${count})`).join(", ");
    throw new InputError(
      `beyond its range in ${count} of ${present} rows` + (also && `, as are the columns ${also}`),
      {
        ...{ file, row: first + 2, column: spec.name, found: cell(first) },
        expected: `${saidRange(spec, range)} (${advice(worst)})`,
      },
    );
  }
  if (found.length === 0) return [];
  const each = found.map(({ column: { spec, cell }, range, first, count }) =>
    `${spec.name} in ${count} row${count > 1 ? "s" : ""} (row ${first + 2}: ` +
    `${JSON.stringify(cell(first).slice(0, 40))}, expected ${saidRange(spec, range)})`
  );
  return [
    `In ${basename(file)} values are beyond their range and used as they are: ${each.join("; ")}.`,
  ];
}
