/** The columns of a file that a model may read, as they are there: to be judged whatever their names are. */
import type { Dataset } from "./dataset.ts";
import { type ColumnSpec, type Range, sourcesOf } from "./schema.ts";

/** What a column should hold. */
export interface Expected {
  /** As in the file's header. */
  readonly name: string;
  /** A quantity has a scale; a category is a whole number that names something; a date is judged by its year. */
  readonly kind: "quantity" | "category" | "date" | "text";
  readonly unit?: string;
  readonly range?: Range;
}

/** A column as it is in a file. */
export interface FileColumn {
  /** What it should hold. */
  readonly spec: Expected;
  /** NaN where there is none; of a date the year; undefined for a text. */
  readonly numbers?: Float64Array;
  /** How many rows have a value. */
  readonly present: number;
  /** Rows whose date may be a year that a spreadsheet took for a number of days: 2012 becomes 1905-07-04. */
  readonly misread?: (row: number) => boolean;
  /** The cell, as it came. */
  readonly cell: (row: number) => string;
}

/** The years 1950 to 2035, taken for days since 1900. */
const isDayNumber = (year: number, month: number, day: number): boolean =>
  year === 1905 && day > 0 && month >= 5 && month <= 7;

function counted(numbers: Float64Array): number {
  let present = 0;
  for (let row = 0; row < numbers.length; row++) if (!Number.isNaN(numbers[row])) present++;
  return present;
}

function countedTexts(cells: readonly (readonly string[])[], at: number): number {
  let present = 0;
  for (const row of cells) if (row[at] !== "" && row[at].trim() !== "") present++;
  return present;
}

/** The columns of numbers, dates and texts that the schema declares and the file has. */
export function fileColumns(data: Dataset): FileColumn[] {
  return Object.entries(data.schema.columns).flatMap(([name, column]) => {
    const found = column.kind === "class" || column.kind === "tags"
      ? undefined
      : fileColumn(data, name, column);
    return found ? [found] : [];
  });
}

function fileColumn(
  data: Dataset,
  name: string,
  column: Extract<ColumnSpec, { kind: "number" | "date" | "text" }>,
): FileColumn | undefined {
  const { header, cells } = data.table;
  const source = sourcesOf(data.schema, name).find((source) => header.includes(source));
  if (source === undefined) return undefined;
  const at = header.indexOf(source), cell = (row: number) => cells[row][at];
  if (column.kind === "text") {
    return { spec: { name: source, kind: "text" }, cell, present: countedTexts(cells, at) };
  }
  const { range } = column;
  if (column.kind === "date") {
    const [year, month, day] = column.parts.map((part) => data.numbers(part));
    const misread = (row: number) => isDayNumber(year[row], month[row], day[row]);
    const spec = { name: source, kind: "date", range } as const;
    return { spec, cell, numbers: year, present: counted(year), misread };
  }
  const numbers = data.numbers(name), kind = column.whole ? "category" : "quantity";
  const spec = { name: source, kind, unit: column.unit, range } as const;
  return { spec, cell, numbers, present: counted(numbers) };
}
