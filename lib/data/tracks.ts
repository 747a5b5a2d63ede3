/** One file of tracks, column-wise. */
import { InputError } from "../core/errors.ts";

/** The 13 audio quantities, in the order of the course's files. */
export const QUANTITIES = [
  "track_popularity",
  "danceability",
  "energy",
  "key",
  "loudness",
  "mode",
  "speechiness",
  "acousticness",
  "instrumentalness",
  "liveness",
  "valence",
  "tempo",
  "duration_ms",
] as const;

/** Name of one of the 13 quantities. */
export type Quantity = typeof QUANTITIES[number];

/** What a row can be grouped by, so that relatives never stand on both sides of a split. */
export type Group = "audio" | "album" | "playlist" | "artist";

/** The file as it came, for exporting it again. */
export interface RawTable {
  readonly delimiter: string;
  readonly newline: "\n" | "\r\n" | "\r";
  readonly bom: boolean;
  readonly header: readonly string[];
  /** Every cell of every row, unquoted, otherwise byte for byte. */
  readonly cells: readonly (readonly string[])[];
}

/** A file of tracks. Every array has `rows` entries. */
export interface Tracks {
  /** The file as the user named it. */
  readonly file: string;
  readonly rows: number;
  /** NaN where the cell is empty. */
  readonly quantities: Readonly<Record<Quantity, Float64Array>>;
  /** Release date; month and day are 0 where the file gives none, year too where the cell is empty. */
  readonly date: {
    readonly year: Int16Array;
    readonly month: Uint8Array;
    readonly day: Uint8Array;
  };
  readonly title: readonly string[];
  readonly album: readonly string[];
  /** Absent in test.csv. */
  readonly genre?: readonly string[];
  /** For describing and for error analysis; never a feature. */
  readonly subgenre?: readonly string[];
  /** Rows of one group share a number. `audio` (all quantities but popularity) and `album` are always there. */
  readonly groups: Readonly<Partial<Record<Group, Int32Array>>> & {
    readonly audio: Int32Array;
    readonly album: Int32Array;
  };
  /** Rows (from 0) that lack a quantity or a date. */
  readonly incomplete: Int32Array;
  readonly table: RawTable;
}

/** All row numbers of a file: 0 … rows − 1. */
export function allRows(tracks: Tracks): Int32Array {
  return Int32Array.from({ length: tracks.rows }, (_, i) => i);
}

/** The rows that lack nothing: those a model may be trained on. */
export function completeRows(tracks: Tracks): Int32Array {
  const incomplete = new Set(tracks.incomplete);
  return allRows(tracks).filter((row) => !incomplete.has(row));
}

/** The genres of `rows` as codes, classes in alphabetical order (of the whole file, so that codes agree
 * across splits).
 * @throws {InputError} when the file has no genres */
export function genreLabels(
  tracks: Tracks,
  rows: Int32Array,
): { codes: Int32Array; classes: string[] } {
  if (!tracks.genre) {
    throw new InputError("has no genres to learn from", {
      file: tracks.file,
      expected: "a column playlist_genre",
    });
  }
  const classes = [...new Set(tracks.genre)].sort();
  const code = new Map(classes.map((name, i) => [name, i]));
  return { codes: Int32Array.from(rows, (row) => code.get(tracks.genre![row])!), classes };
}
