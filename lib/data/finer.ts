/** Labels finer than the genre, where the training file knows them. */
import { genreLabels, type Tracks } from "./tracks.ts";

/** What a genre is divided into. Only files with genres have these columns: they can be learnt, never looked
 * at, and rows to predict need not have them. */
export type Finer = "genre" | "subgenre" | "playlist";

/** One finer label per row. */
export interface FinerLabels {
  /** `codes[i]` is a position in `classes`, which are named "rap: hip hop". */
  readonly codes: Int32Array;
  readonly classes: readonly string[];
  /** The genre of each class, as a position in `genres`. */
  readonly genreOf: Int32Array;
  readonly genres: readonly string[];
}

/** The labels of `rows`, a class for every genre and subgenre (or playlist) that occur together in them. Where
 * the file does not know what is asked for, the genres themselves.
 *
 * @throws {InputError} when the file has no genres
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
