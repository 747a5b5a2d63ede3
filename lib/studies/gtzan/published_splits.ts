/** Published ways to split GTZAN, read by the names of its files. */
import { basename } from "node:path";
import { InputError } from "../../core/errors.ts";
import { type Cells, having } from "./tables.ts";

/** Which part of the fault-filtered split a track is in; undefined of tracks that it leaves out. */
export type Part = "train" | "valid" | "test";

/** What the files of splits say of tracks; undefined where a file is not there, or knows none of the tracks. */
export interface PublishedSplits {
  /** Per track, its part of the split without faulty files. */
  readonly parts?: readonly (Part | undefined)[];
  /** Per track, the fold of the artists' split; −1 of tracks that it leaves out. */
  readonly artistFolds?: Int32Array;
  /** Per track, who made it, as a number; undefined of tracks that are not listed. */
  readonly artists?: readonly (string | undefined)[];
}

/** Reads the fault-filtered split (`filename`, `part`) and the artists' folds (`filename`, `artist`, `fold`), told apart by
 * their columns.
 *
 * @param files of the tracks, with or without folders
 * @throws {InputError} when a part or a fold is none */
export function readSplits(tables: readonly Cells[], files: readonly string[]): PublishedSplits {
  const filtered = having(tables, "filename", "part");
  const folds = having(tables, "filename", "artist", "fold");
  const at = (table: Cells) => {
    const rows = new Map(table.column("filename").map((name, i) => [stemOf(name), i]));
    const found = files.map((file) => rows.get(stemOf(file)));
    return found.some((row) => row !== undefined) ? found : undefined;
  };
  const inParts = filtered && at(filtered), inFolds = folds && at(folds);
  const parts = filtered &&
    checked(filtered, "part", (cell) => /^(train|valid|test)$/.test(cell), "train, valid or test");
  const numbers = folds && checked(folds, "fold", (cell) => /^\d+$/.test(cell), "0, 1 or 2");
  return {
    ...(inParts && { parts: inParts.map((i) => i === undefined ? i : parts![i] as Part) }),
    ...(inFolds && {
      artistFolds: Int32Array.from(inFolds, (i) => i === undefined ? -1 : Number(numbers![i])),
      artists: inFolds.map((i) => i === undefined ? i : folds!.column("artist")[i]),
    }),
  };
}

/** `blues.00000` of "genres/blues/blues.00000.au": copies are kept in other formats. */
const stemOf = (file: string): string => basename(file).replace(/\.[a-z0-9]{2,4}$/i, "");

function checked(
  { file, column }: Cells,
  name: string,
  fits: (cell: string) => boolean,
  expected: string,
): readonly string[] {
  const cells = column(name), at = cells.findIndex((cell) => !fits(cell));
  if (at < 0) return cells;
  throw new InputError(`no ${name} of a split`, {
    ...{ file, row: at + 2, column: name, found: cells[at], expected },
  });
}
