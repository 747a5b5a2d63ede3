/** Three ways in which this data deceives, each measured. */
import { argmax, matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import {
  classesOf,
  columnsOfKind,
  type Dataset,
  groupByText,
  groupByValues,
  numberNames,
  type Split,
  stratifiedKFold,
} from "../../data/mod.ts";
import type { Estimator } from "../../models/estimator.ts";
import { type McNemar, mcNemar } from "./compare.ts";
import { crossValidate, type CrossValidation } from "./cross_validate.ts";
import { accuracyOf } from "../scores/accuracy.ts";
import { cellsOf } from "../statistics/overview.ts";

/** An estimator that knows nothing of a track but one cell of its row: the genres' shares among the
 * training rows with the same text there, or among all where the text is new.
 *
 * It is for showing what a column gives away, never for predicting: with `playlist_id` it cheats.
 *
 * @param column any column of the file
 * @throws {InputError} on fitting or predicting, when the file has no such column, or no genres to learn
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * const tracks = smallTracks([{ album: "a", genre: "pop" }, { album: "b", genre: "rap" }]);
 * const fitted = await lookup("track_album_name").fit(tracks, Int32Array.of(0, 1), new Rng(1));
 * assertEquals([...(await fitted.predictProba(tracks, Int32Array.of(1))).data], [0, 1]);
 * ```
 */
export function lookup(column: string): Estimator {
  return {
    name: "lookup",
    settings: { column },
    fit(tracks, rows) {
      const { codes, classes } = classesOf(tracks, rows), k = classes.length;
      const cells = cellsOf(tracks, column), counts = new Map<string, Float32Array>();
      const all = new Float32Array(k);
      rows.forEach((row, i) => {
        const own = counts.get(cells[row]) ?? new Float32Array(k);
        counts.set(cells[row], own);
        own[codes[i]]++;
        all[codes[i]]++;
      });
      return Promise.resolve({
        classes,
        predictProba(tracks, rows) {
          const cells = cellsOf(tracks, column), out = matrix(rows.length, classes);
          rows.forEach((row, i) => {
            const found = counts.get(cells[row]) ?? all;
            const total = found.reduce((sum, count) => sum + count, 0);
            for (let c = 0; c < k; c++) out.data[i * k + c] = found[c] / total;
          });
          return Promise.resolve(out);
        },
      });
    },
  };
}

/** What one column alone gives away. */
export interface Giveaway {
  /** Its name. */
  readonly column: string;
  /** How many different texts it holds. */
  readonly distinct: number;
  /** Out of fold, of the genre looked up by the column. */
  readonly accuracy: number;
}

/** Trap one: the playlist columns name the genre, for it was taken from the playlist.
 *
 * @param columns which to try; those that the file lacks are left out
 * @returns the most telling first
 * @throws {InputError} when the file has no genres, or there are no splits
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { tracks, folds, rng } = await smallJudged();
 * const found = await giveaways(tracks, folds.random, rng, ["track_album_name", "playlist_id"]); // the file lacks one
 * assertEquals(found, [{ column: "track_album_name", distinct: 2, accuracy: 1 }]);
 * ```
 */
export async function giveaways(
  tracks: Dataset,
  splits: readonly Split[],
  rng: Rng,
  columns: readonly string[] = tracks.schema.leaks,
): Promise<Giveaway[]> {
  const found: Giveaway[] = [];
  for (const column of columns.filter((name) => tracks.table.header.includes(name))) {
    const { mean } = await crossValidate(lookup(column), tracks, splits, rng.fork(column));
    const distinct = new Set(cellsOf(tracks, column)).size;
    found.push({ column, distinct, accuracy: mean.accuracy });
  }
  return found.sort((a, b) => b.accuracy - a.accuracy);
}

/** What two rows must share for no model to tell them apart. */
export type RowKey = "numbers" | "everything" | { readonly group: string };

/** Trap two: one track stands under several genres, so some labels cannot be predicted by anyone.
 *
 * The course's train.csv: .949 by the group `audio` (12 quantities), .953 by `numbers` (popularity and date too) and by
 * `everything` (title and album too). It falls with every row added, for each may bring a known track
 * under another genre (.983 for 5,000 of these rows): for train and test together expect about .945.
 *
 * @param key what a row is taken to be
 * @returns the best accuracy that any function of the row can reach on this file: each set of equal rows
 * gets its most frequent genre
 * @throws {InputError} when the file has no genres
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { QUANTITIES } from "../../studies/spotify/schema.ts";
 * const song = { title: "One", album: "A", ...Object.fromEntries(QUANTITIES.map((name) => [name, 1])) };
 * const tracks = smallTracks(["pop", "pop", "rap"].map((genre) => ({ ...song, genre })));
 * assertEquals(ceiling(tracks), 2 / 3); // one of the three can only be guessed wrong
 * ```
 */
export function ceiling(tracks: Dataset, key: RowKey = "everything"): number {
  const rows = tracks.complete, { codes, classes } = classesOf(tracks, rows);
  const groups = typeof key === "object" ? tracks.groups(key.group) : equalRows(tracks, key);
  const counts = new Map<number, Int32Array>();
  rows.forEach((row, i) => {
    const own = counts.get(groups[row]) ?? new Int32Array(classes.length);
    counts.set(groups[row], own);
    own[codes[i]]++;
  });
  let best = 0;
  for (const own of counts.values()) best += Math.max(...own);
  return best / rows.length;
}

/** Rows that are equal in all numbers, or in all texts too, share a number. */
function equalRows(data: Dataset, key: "numbers" | "everything"): Int32Array {
  const columns = numberNames(data.schema).map((name) => data.numbers(name));
  if (key === "everything") {
    for (const name of columnsOfKind(data.schema, "text")) {
      columns.push(Float64Array.from(groupByText(data.texts(name))));
    }
  }
  return groupByValues(columns, data.rows);
}

/** What folds say that part a track from its twins, and folds that do not. */
export interface Flattery {
  /** Under folds at random. */
  readonly random: CrossValidation;
  /** Under folds that keep each group together. */
  readonly grouped: CrossValidation;
  /** Row by row, random (the first) against grouped: how much accuracy the twins lent, and whether chance
   * could have done it. */
  readonly test: McNemar;
  /** Accuracy where it happens: on the rows that share the group with another row. */
  readonly repeats: { readonly rows: number; readonly random: number; readonly grouped: number };
}

/** Trap three: under random folds a model meets in validation what it has met in training.
 *
 * How much that flatters depends on the model (one that learns by heart, most) and on whether twins agree:
 * under one genre they help, under several they mislead. On the course's file folds by `audio` cost one
 * nearest neighbour .015 and a forest nothing, but folds by `playlist`, which ask about playlists never
 * seen, cost the forest .038.
 *
 * @param options.group what is kept together in the honest folds
 * @param options.random what random folds said before, where that is known: the same estimator, `folds` and `rng`
 * @throws {InputError} when a genre has too few rows or groups, or the file no such group
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * const tracks = smallTracks(Array.from({ length: 20 }, (_, i) => ({
 *   album: `album ${i >> 1}`, // two tracks each, of one genre
 *   genre: i % 4 < 2 ? "pop" : "rap",
 * })));
 * const model = lookup("track_album_name");
 * const { random, grouped } = await flattery(model, tracks, new Rng(1), { group: "album" });
 * assert(random.mean.accuracy > grouped.mean.accuracy);
 * ```
 */
export async function flattery(
  estimator: Estimator,
  tracks: Dataset,
  rng: Rng,
  { folds = 5, group, random: known }: {
    folds?: number;
    group: string;
    random?: CrossValidation;
  },
): Promise<Flattery> {
  const splits = { // the grouped ones first: they know whether there is such a group
    grouped: stratifiedKFold(tracks, { folds, group }, rng.fork("grouped")),
    random: stratifiedKFold(tracks, { folds }, rng.fork("random")),
  };
  const random = known ?? await crossValidate(estimator, tracks, splits.random, rng.fork("model"));
  const grouped = await crossValidate(estimator, tracks, splits.grouped, rng.fork("model"));
  const { rows, truth } = random, numbers = tracks.groups(group);
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(numbers[row], (sizes.get(numbers[row]) ?? 0) + 1);
  const isRepeat = (i: number) => sizes.get(numbers[rows[i]])! > 1;
  const a = argmax(random.probabilities), b = argmax(grouped.probabilities);
  return {
    random,
    grouped,
    test: mcNemar(truth, a, b),
    repeats: {
      rows: truth.filter((_, i) => isRepeat(i)).length,
      random: accuracyOf(truth, a, isRepeat),
      grouped: accuracyOf(truth, b, isRepeat),
    },
  };
}
