/** Columns that give the class away. */
import { matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { classesOf, type Dataset, type Split } from "../data/mod.ts";
import type { Estimator } from "../models/estimator.ts";
import { cellsOf } from "./statistics/overview.ts";
import { crossValidate } from "./cross_validate.ts";

/** An estimator that knows nothing of a track but one cell of its row: the genres' shares among the
 * training rows with the same text there, or among all where the text is new.
 *
 * It is for showing what a column gives away, never for predicting: with `playlist_id` it cheats.
 *
 * @param column any column of the file
 * @throws {InputError} on fitting or predicting, when the file has no such column, or no genres to learn
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { Rng } from "../core/rng.ts";
 * const tracks = smallTracks([{ album: "a", genre: "pop" }, { album: "b", genre: "rap" }]);
 * const fitted = await lookupByColumn("track_album_name").fit(tracks, Int32Array.of(0, 1), new Rng(1));
 * assertEquals([...(await fitted.predictProba(tracks, Int32Array.of(1))).data], [0, 1]);
 * ```
 */
export function lookupByColumn(column: string): Estimator {
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

/** How well the class can be looked up by one column. */
export interface ColumnLeakage {
  /** Name of the column, as in the file. */
  readonly column: string;
  /** How many different texts it holds. */
  readonly distinct: number;
  /** Out of fold, of the genre looked up by the column. */
  readonly accuracy: number;
}

/** Looks every row's class up by one cell of it, cross-validated, column by column: where that is nearly always right,
 * the column holds the answer, and no model may read it.
 *
 * @param columns which to try, by default those that the schema says leak; those that the file lacks are left out
 * @returns the most telling first
 * @throws {InputError} when the file has no genres, or there are no splits
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { tracks, folds, rng } = await smallJudged();
 * const found = await leakageByColumn(tracks, folds.random, rng, ["track_album_name", "playlist_id"]); // the file lacks one
 * assertEquals(found, [{ column: "track_album_name", distinct: 2, accuracy: 1 }]);
 * ```
 */
export async function leakageByColumn(
  tracks: Dataset,
  splits: readonly Split[],
  rng: Rng,
  columns: readonly string[] = tracks.schema.leaks,
): Promise<ColumnLeakage[]> {
  const found: ColumnLeakage[] = [];
  for (const column of columns.filter((name) => tracks.table.header.includes(name))) {
    const { mean } = await crossValidate(lookupByColumn(column), tracks, splits, rng.fork(column));
    const distinct = new Set(cellsOf(tracks, column)).size;
    found.push({ column, distinct, accuracy: mean.accuracy });
  }
  return found.sort((a, b) => b.accuracy - a.accuracy);
}
