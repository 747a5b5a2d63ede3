/** The columns that a model may read: what they hold, in which unit, and between which limits. */
import type { Tracks } from "./tracks.ts";

/** What a column holds. */
export interface ColumnSpec {
  /** As in the file's header. */
  readonly name: string;
  /** A quantity has a scale; a category is a whole number that names something; a date is judged by its year. */
  readonly kind: "quantity" | "category" | "date" | "text";
  /** Of its numbers, where they have one. */
  readonly unit?: "dB" | "BPM" | "ms";
  /** The least and the greatest number that can be true. What lies beyond is a fault of the file. */
  readonly range?: readonly [least: number, greatest: number | "next year"];
}

const share = (name: string): ColumnSpec => ({ name, kind: "quantity", range: [0, 1] });

/** Limits are Spotify's where it states them, else wider than anything that it has published: a day of music is too
 * long for one track, and of no music there is a recording from before 1860. */
export const COLUMN_SPECS: readonly ColumnSpec[] = [
  { name: "track_name", kind: "text" },
  { name: "track_album_name", kind: "text" },
  { name: "track_album_release_date", kind: "date", range: [1860, "next year"] },
  { name: "track_popularity", kind: "quantity", range: [0, 100] },
  share("danceability"),
  share("energy"),
  { name: "key", kind: "category", range: [-1, 11] },
  { name: "loudness", kind: "quantity", unit: "dB", range: [-60, 10] },
  { name: "mode", kind: "category", range: [0, 1] },
  ...["speechiness", "acousticness", "instrumentalness", "liveness", "valence"].map(share),
  { name: "tempo", kind: "quantity", unit: "BPM", range: [0, 300] },
  { name: "duration_ms", kind: "quantity", unit: "ms", range: [1000, 86_400_000] },
];

/** A column as it is in a file, to be judged whatever its name is. */
export interface FileColumn {
  /** What it should hold. */
  readonly spec: ColumnSpec;
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

/** The columns of a file that a model may read. */
export function fileColumns({ table, quantities, date }: Tracks): FileColumn[] {
  return COLUMN_SPECS.map((spec) => {
    const at = table.header.indexOf(spec.name), cell = (row: number) => table.cells[row][at];
    if (spec.kind === "text") {
      return { spec, cell, present: countedTexts(table.cells, at) };
    }
    const numbers = spec.kind === "date"
      ? new Float64Array(date.year).map((year) => year || NaN)
      : (quantities as Record<string, Float64Array>)[spec.name];
    const present = counted(numbers);
    if (spec.kind !== "date") return { spec, cell, numbers, present };
    const misread = (row: number) => isDayNumber(date.year[row], date.month[row], date.day[row]);
    return { spec, cell, numbers, present, misread };
  });
}
