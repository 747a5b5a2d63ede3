/** Tables of features, joined row by row. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { COLUMNS_MORE } from "../../audio/mod.ts";
import { InputError } from "../../core/errors.ts";
import { parseCells, parseNumber, type RawTable, readBytes } from "../../data/mod.ts";
import { MEANS, MOMENTS, sourceOfMoment } from "./columns.ts";

/** A table of a folder with its columns by name. */
export interface Cells {
  readonly file: string;
  readonly table: RawTable;
  readonly fingerprint: string;
  /** @throws {InputError} when there is no such column */
  column(name: string): readonly string[];
}

/** Tracks with their features. */
export interface FeatureTables {
  /** The table that tells which tracks there are. */
  readonly name: string;
  readonly fingerprint: string;
  /** Per track, the file's name; undefined where no table tells it. */
  readonly files?: readonly string[];
  /** Per track; empty of tracks that have none. */
  readonly labels: readonly string[];
  readonly numbers: Readonly<Record<string, Float64Array>>;
  /** What was found, for the reader. */
  readonly notes: readonly string[];
}

/** Reads every table of a folder, by the names of their files. */
export function readTables(dir: string): Cells[] {
  return readdirSync(dir).filter((file) => /\.csv$/i.test(file)).sort().map((file) =>
    cellsOf(join(dir, file))
  );
}

/** The table that has all of these columns. */
export const having = (
  tables: readonly Cells[],
  ...names: readonly string[]
): Cells | undefined =>
  tables.find(({ table }) => names.every((name) => table.header.includes(name)));

/** The features that tables hold, told apart by their columns whatever they are called: the 174 means, the 57 moments
 * with the files' names, or both in one, as `deno task features --all` writes them.
 *
 * @returns undefined where there is no table of features
 * @throws {InputError} when a table lacks columns, holds what is no number or was made at another sample rate, or two
 * tables are not of the same tracks */
export function readFeatures(tables: readonly Cells[]): FeatureTables | undefined {
  const means = having(tables, "mfcc_1"), moments = having(tables, "mfcc1_mean");
  if (!means && !moments) return undefined;
  const rows = aligned(means, moments), first = (means ?? moments)!;
  const count = means ? means.table.cells.length : rows.length;
  const numbers: Record<string, Float64Array> = {};
  if (means) { for (const name of MEANS) numbers[name] = numbersOf(means, name); }
  if (moments) {
    checkRate(moments);
    for (const name of MOMENTS) {
      const whole = numbersOf(moments, sourceOfMoment(name));
      numbers[name] = Float64Array.from(rows, (row) => whole[row]);
    }
  }
  if (means && COLUMNS_MORE.every((name) => means.table.header.includes(name))) {
    for (const name of COLUMNS_MORE) numbers[name] = numbersOf(means, name);
  }
  const named = moments && namesIn(moments);
  const files = means && namesIn(means) || named && rows.map((row) => named[row]);
  const labels = first.column("label");
  if (labels.length !== count || count === 0) {
    throw new InputError("holds no track", { file: first.file, expected: "a row for each" });
  }
  const hash = createHash("sha256");
  for (const table of new Set([means, moments])) if (table) hash.update(table.fingerprint);
  return {
    ...{ name: first.file, files, labels, numbers },
    fingerprint: hash.digest("hex").slice(0, 16),
    notes: notesOf(means, moments, rows, files !== undefined),
  };
}

function cellsOf(path: string): Cells {
  const bytes = readBytes(path), table = parseCells(bytes, path);
  return {
    ...{ file: path, table },
    fingerprint: createHash("sha256").update(bytes).digest("hex"),
    column(name) {
      const at = table.header.indexOf(name);
      if (at < 0) {
        throw new InputError("a column is missing", { file: path, row: 1, expected: name });
      }
      return table.cells.map((row) => row[at]);
    },
  };
}

/** The names of the files, where a table tells them. */
function namesIn({ table, column }: Cells): readonly string[] | undefined {
  const name = ["filename", "file"].find((name) => table.header.includes(name));
  return name === undefined ? undefined : column(name);
}

/** A column as numbers, NaN where it says nothing.
 * @throws {InputError} when a cell is none */
export function numbersOf({ file, column }: Cells, name: string): Float64Array {
  return Float64Array.from(column(name), (cell, i) => {
    const value = parseNumber(cell);
    if (value !== undefined) return value;
    const expected = "a finite number";
    throw new InputError("not a number", {
      ...{ file, row: i + 2, column: name, found: cell, expected },
    });
  });
}

/** Of 22,050 samples a second no frequency lies above 11,025 Hz: a table where one does was made otherwise, and would be
 * read as another kind of music. */
function checkRate(moments: Cells): void {
  for (const column of ["spectral_centroid_mean", "rolloff_mean"]) {
    const at = numbersOf(moments, column).findIndex((hz) => hz > 11025);
    if (at < 0) continue;
    throw new InputError("features made at another sample rate", {
      ...{ file: moments.file, row: at + 2, column, found: moments.column(column)[at] },
      expected: "at most 11025 Hz, for 22,050 samples a second",
    });
  }
}

/** Which row of the moments belongs to each row of the means: the next of the same genre whose first MFCC and mean
 * chroma agree, for different versions of librosa made the tables. Files that could not be read when the means were made
 * are left out there. */
function aligned(means: Cells | undefined, moments: Cells | undefined): number[] {
  if (!moments) return [];
  const labels = moments.column("label");
  if (!means || means === moments) return labels.map((_, i) => i);
  const chroma = Array.from({ length: 12 }, (_, i) => numbersOf(means, `chroma_${i + 1}`));
  const pairs = [
    [numbersOf(means, "mfcc_1"), numbersOf(moments, "mfcc1_mean"), 1],
    [
      chroma[0].map((_, i) => chroma.reduce((sum, column) => sum + column[i] / 12, 0)),
      numbersOf(moments, "chroma_stft_mean"),
      .01,
    ],
  ] as const;
  const agree = (i: number, at: number) =>
    pairs.every(([own, other, most]) => Math.abs(own[i] - other[at]) < most);
  const rows: number[] = [];
  let at = 0;
  means.column("label").forEach((label, i) => {
    while (at < labels.length && !(labels[at] === label && agree(i, at))) at++;
    if (at === labels.length) {
      throw new InputError("the two tables are not of the same tracks in the same order", {
        ...{ file: means.file, row: i + 2, found: label },
        expected: `a row of ${moments.file} with that genre, MFCC and chroma`,
      });
    }
    rows.push(at++);
  });
  return rows;
}

function notesOf(
  means: Cells | undefined,
  moments: Cells | undefined,
  rows: readonly number[],
  knowsFiles: boolean,
): string[] {
  const found: string[] = [];
  if (!means) found.push("The table of 174 means is not there: models read the 57 moments.");
  if (!knowsFiles) found.push("No table names the files: splits by file are left out.");
  if (means && moments && means !== moments) {
    const used = new Set(rows);
    const left = namesIn(moments)?.filter((_, i) => !used.has(i)) ?? [];
    if (left.length) found.push(`Without a row in ${basename(means.file)}: ${left.join(", ")}.`);
  }
  return found;
}
