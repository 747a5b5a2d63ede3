/** One column of cells → numbers, dates or tags. */
import type { TagTarget } from "../core/target.ts";
import { parseDate, parseNumber } from "./cells.ts";
import type { Faults } from "./labels.ts";
import type { RawTable } from "./records.ts";
import type { LabelNeed, TagColumns } from "./schema.ts";

/** A column at its place in a table, and whom to tell what is wrong with it. */
interface Place {
  readonly source: string;
  readonly at: number;
  readonly table: RawTable;
  /** 1 for rows that lack a value; written to. */
  readonly incomplete: Uint8Array;
  readonly faults: Faults;
}

/** NaN where the cell is empty.
 * @param whole whether only whole numbers make sense */
export function readNumbers(
  { source, at, table: { cells }, incomplete, faults }: Place,
  whole = false,
): Float64Array {
  const values = new Float64Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i][at], value = parseNumber(cell);
    if (value === undefined || (whole && value % 1 !== 0 && value === value)) {
      faults.add(i, value === undefined ? "not a number" : "not a whole number", {
        column: source,
        found: cell,
        expected: whole
          ? "a whole number"
          : "a finite number with a decimal point, such as 0.714 or 8.05e-5",
      });
    } else if (value !== value) incomplete[i] = 1;
    values[i] = value ?? NaN;
  }
  return values;
}

/** @returns year (NaN where the cell is empty), month and day (0 where the cell gives none) */
export function readDates(
  { source, at, table: { cells }, incomplete, faults }: Place,
): [year: Float64Array, month: Float64Array, day: Float64Array] {
  const rows = cells.length;
  const year = new Float64Array(rows), month = new Float64Array(rows), day = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const cell = cells[i][at], value = parseDate(cell);
    if (value === undefined) {
      faults.add(i, "not a date", {
        column: source,
        found: cell,
        expected: "YYYY, YYYY-MM or YYYY-MM-DD of the calendar",
      });
      continue;
    }
    if (value === 0) incomplete[i] = 1;
    year[i] = Math.trunc(value / 10000) || NaN;
    month[i] = Math.trunc(value / 100) % 100;
    day[i] = value % 100;
  }
  return [year, month, day];
}

/** Tags from their columns of 0 and 1; undefined where rows are to be predicted and have none. */
export function readTags(
  { header, cells }: RawTable,
  { source: classes }: TagColumns,
  labels: LabelNeed,
  faults: Faults,
): TagTarget | undefined {
  const at = classes.map((name) => header.indexOf(name));
  if (labels === "any" && at.some((j) => j < 0 || cells.some((row) => row[j].trim() === ""))) {
    return undefined;
  }
  const tags = new Uint8Array(cells.length * classes.length);
  cells.forEach((row, i) =>
    at.forEach((j, k) => {
      const value = parseNumber(row[j]);
      if (value !== 0 && value !== 1) {
        faults.add(i, "no tag", { column: classes[k], found: row[j], expected: "0 or 1" });
      }
      tags[i * classes.length + k] = Number(value === 1);
    })
  );
  return { classes, tags };
}
