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
  /** Between cells: tab, comma or semicolon. */
  readonly delimiter: string;
  /** At the ends of lines. */
  readonly newline: "\n" | "\r\n" | "\r";
  /** Whether the file began with a byte-order mark. */
  readonly bom: boolean;
  /** The columns' names, as they stand in the file. */
  readonly header: readonly string[];
  /** Every cell of every row, unquoted, otherwise byte for byte. */
  readonly cells: readonly (readonly string[])[];
  /** Rows without a value that stood below the last one, as spreadsheets leave them: they are no rows here. */
  readonly blankRows?: number;
}

/** A file of tracks. Every array has `rows` entries. */
export interface Tracks {
  /** The file as the user named it. */
  readonly file: string;
  /** How many tracks. */
  readonly rows: number;
  /** NaN where the cell is empty. */
  readonly quantities: Readonly<Record<Quantity, Float64Array>>;
  /** Release date; month and day are 0 where the file gives none, year too where the cell is empty. */
  readonly date: {
    /** Such as 2014. */
    readonly year: Int16Array;
    /** 1 to 12, or 0. */
    readonly month: Uint8Array;
    /** 1 to 31, or 0. */
    readonly day: Uint8Array;
  };
  /** track_name; may be empty. */
  readonly title: readonly string[];
  /** track_album_name; may be empty. */
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
  /** The cells themselves. */
  readonly table: RawTable;
}

/** All row numbers of a file: 0 … rows − 1.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * assertEquals(allRows(smallTracks([{}, {}, {}])), Int32Array.of(0, 1, 2));
 * ```
 */
export function allRows(tracks: Tracks): Int32Array {
  return Int32Array.from({ length: tracks.rows }, (_, i) => i);
}

/** The rows that lack nothing: those a model may be trained on.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * assertEquals(completeRows(smallTracks([{}, { tempo: "" }, {}])), Int32Array.of(0, 2));
 * ```
 */
export function completeRows(tracks: Tracks): Int32Array {
  const incomplete = new Set(tracks.incomplete);
  return allRows(tracks).filter((row) => !incomplete.has(row));
}

/** The genres of `rows` as codes, classes in alphabetical order (of the whole file, so that codes agree
 * across splits).
 * @throws {InputError} when the file has no genres
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks([{ genre: "rap" }, { genre: "pop" }, { genre: "rap" }]);
 * assertEquals(genreLabels(tracks, Int32Array.of(0, 2)), { codes: Int32Array.of(1, 1), classes: ["pop", "rap"] });
 * ```
 */
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
