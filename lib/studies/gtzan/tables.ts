/** GTZAN's published tables of features, joined row by row. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import {
  type Dataset,
  dataset,
  parseCells,
  parseNumber,
  type RawTable,
  readBytes,
  type Schema,
} from "../../data/mod.ts";
import { MEANS, MOMENTS, sourceOfMoment } from "./columns.ts";

/** Which part of the fault-filtered split a track is in; undefined of tracks that it leaves out. */
export type Part = "train" | "valid" | "test";

/** Tracks with their features and what is known of the files. */
export interface GtzanTables {
  readonly tracks: Dataset;
  /** Per track, the file's name; its row where no table tells it. */
  readonly files: readonly string[];
  /** Per track; undefined where the split's file is not there. */
  readonly parts?: readonly (Part | undefined)[];
  /** Per track, the fold of the artists' split, −1 of tracks that it leaves out; undefined where its file is not there. */
  readonly artistFolds?: Int32Array;
  /** What was found, for the reader. */
  readonly notes: readonly string[];
}

/** A table of the folder with its columns by name. */
interface Cells {
  readonly file: string;
  readonly table: RawTable;
  readonly fingerprint: string;
  column(name: string): readonly string[];
}

/** Reads the tables that a folder holds, told apart by their columns whatever they are called: the 174 means with
 * `label` last, the 57 moments with `filename`, the fault-filtered split (`filename`, `part`) and the artists' folds
 * (`filename`, `artist`, `fold`).
 *
 * @returns undefined where there is no table of features
 * @throws {InputError} when a table lacks columns, holds what is no number, or two tables are not of the same tracks */
export function readGtzanTables(dir: string): GtzanTables | undefined {
  const tables = readdirSync(dir).filter((file) => /\.csv$/i.test(file)).sort().map((file) =>
    cellsOf(join(dir, file))
  );
  const having = (...names: string[]) =>
    tables.find(({ table }) => names.every((name) => table.header.includes(name)));
  const means = having("mfcc_1"), moments = having("filename", "mfcc1_mean");
  if (!means && !moments) return undefined;
  const rows = aligned(means, moments), first = (means ?? moments)!;
  const count = means ? means.table.cells.length : rows.length;
  const files = moments
    ? rows.map((row) => moments.column("filename")[row])
    : Array.from({ length: count }, (_, i) => `row ${i + 2}`);
  const numbers: Record<string, Float64Array> = {};
  if (means) { for (const name of MEANS) numbers[name] = numbersOf(means, name); }
  if (moments) {
    for (const name of MOMENTS) {
      const whole = numbersOf(moments, sourceOfMoment(name));
      numbers[name] = Float64Array.from(rows, (row) => whole[row]);
    }
  }
  const labels = means ? means.column("label") : rows.map((row) => moments!.column("label")[row]);
  const artists = having("filename", "artist", "fold"), filtered = having("filename", "part");
  const artistOf = artists &&
    new Map(artists.column("filename").map((file, i) => [file, artists.column("artist")[i]]));
  const foldOf = artists &&
    new Map(artists.column("filename").map((file, i) => [file, Number(artists.column("fold")[i])]));
  const partOf = filtered &&
    new Map(
      filtered.column("filename").map((file, i) => [file, filtered.column("part")[i] as Part]),
    );
  const knows = moments !== undefined;
  const incomplete = Int32Array.from({ length: count }, (_, i) => i)
    .filter((i) => Object.values(numbers).some((column) => Number.isNaN(column[i])));
  const hash = createHash("sha256");
  for (const table of [means, moments]) if (table) hash.update(table.fingerprint);
  const tracks = dataset({
    ...{
      file: first.file,
      rows: count,
      numbers,
      incomplete,
      schema: schemaOf(Object.keys(numbers)),
    },
    texts: { genre: labels, file: files },
    fingerprint: hash.digest("hex").slice(0, 16),
    table: {
      ...{ delimiter: ",", newline: "\n" as const, bom: false },
      header: ["file", "label", "artist"],
      cells: files.map((file, i) => [file, labels[i], artistOf?.get(file) ?? file]),
    },
  });
  return {
    ...{ tracks, files, notes: notesOf(means, moments, rows) },
    ...(knows && partOf && { parts: files.map((file) => partOf.get(file)) }),
    ...(knows && foldOf &&
      { artistFolds: Int32Array.from(files, (file) => foldOf.get(file) ?? -1) }),
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

function numbersOf({ file, column }: Cells, name: string): Float64Array {
  return Float64Array.from(column(name), (cell, i) => {
    const value = parseNumber(cell);
    if (value !== undefined) return value;
    throw new InputError("not a number", {
      file,
      row: i + 2,
      column: name,
      found: cell,
      expected: "a finite number",
    });
  });
}

/** Which row of the moments belongs to each row of the means: the next of the same genre whose first MFCC and mean
 * chroma agree, for different versions of librosa made the tables. Files that could not be read when the means were made
 * are left out there. */
function aligned(means: Cells | undefined, moments: Cells | undefined): number[] {
  if (!moments) return [];
  const labels = moments.column("label");
  if (!means) return labels.map((_, i) => i);
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
): string[] {
  if (!means) return ["The table of 174 means is not there: models read the 57 moments."];
  if (!moments) return ["The table with file names is not there: splits by file are left out."];
  const used = new Set(rows), left = moments.column("filename").filter((_, i) => !used.has(i));
  return left.length ? [`Without a row in ${means.file}: ${left.join(", ")}.`] : [];
}

function schemaOf(names: readonly string[]): Schema {
  const sound = names.filter((name) => MEANS.includes(name));
  return {
    ...{ row: "track", task: "genre", identity: "copies", keys: {}, caption: ["file"], leaks: [] },
    columns: {
      ...Object.fromEntries(names.map((name) => [name, { kind: "number" as const }])),
      genre: { kind: "class", source: "label" },
      file: { kind: "text" },
    },
    groups: { artist: { text: "artist" }, copies: { numbers: sound.length ? sound : names } },
  };
}
