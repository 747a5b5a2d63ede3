/** Labels finer than the genre, where the training file knows them. */
import { genreLabels, type Tracks } from "./tracks.ts";

/** What a genre is divided into. Only files with genres have these columns: they can be learnt, never looked
 * at, and rows to predict need not have them. */
export type Finer = "genre" | "subgenre" | "playlist";

/** One finer label per row. */
export interface FinerLabels {
  /** `codes[i]` is a position in `classes`, which are named "rap: hip hop". */
  readonly codes: Int32Array;
  /** The finer labels' names, in alphabetical order. */
  readonly classes: readonly string[];
  /** The genre of each class, as a position in `genres`. */
  readonly genreOf: Int32Array;
  /** The genres' names, in alphabetical order. */
  readonly genres: readonly string[];
}

/** The labels of `rows`, a class for every genre and subgenre (or playlist) that occur together in them. Where
 * the file does not know what is asked for, the genres themselves.
 *
 * @throws {InputError} when the file has no genres
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks([{ genre: "rap" }, { genre: "pop" }, { genre: "rap" }]);
 * const known = { ...tracks, subgenre: ["trap", "dance pop", "hip hop"] };
 * const { codes, classes, genreOf } = finerLabels(known, Int32Array.of(0, 1, 2), "subgenre");
 * assertEquals(classes, ["pop: dance pop", "rap: hip hop", "rap: trap"]);
 * assertEquals([codes, genreOf], [Int32Array.of(2, 0, 1), Int32Array.of(0, 1, 1)]);
 * ```
 */
export function finerLabels(tracks: Tracks, rows: Int32Array, by: Finer): FinerLabels {
  const { codes, classes: genres } = genreLabels(tracks, rows);
  const parts =
    { genre: undefined, subgenre: tracks.subgenre, playlist: tracks.groups.playlist }[by];
  if (!parts) return { codes, classes: genres, genreOf: Int32Array.from(genres.keys()), genres };
  const genreOf = new Map<string, number>();
  const names = Array.from(rows, (row, i) => {
    const name = `${genres[codes[i]]}: ${parts[row]}`;
    genreOf.set(name, codes[i]);
    return name;
  });
  const classes = [...genreOf.keys()].sort(), code = new Map(classes.map((name, i) => [name, i]));
  return {
    codes: Int32Array.from(names, (name) => code.get(name)!),
    classes,
    genreOf: Int32Array.from(classes, (name) => genreOf.get(name)!),
    genres,
  };
}
