/** Permutation importance: how much a score falls when a column is shuffled. */
import { InputError } from "../../core/errors.ts";
import { breathe } from "../../core/interrupt.ts";
import { argmax, type Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import { classesOf, type Dataset } from "../../data/mod.ts";
import type { Fitted } from "../../models/estimator.ts";
import { accuracyOf } from "../metrics/accuracy.ts";
import { changeable, exchanged } from "./altered.ts";

/** How much the score falls when one column is shuffled. */
export interface Importance {
  /** Name of the column that was shuffled. */
  readonly column: string;
  /** Mean drop of the score when the column is shuffled. */
  readonly drop: number;
  /** Over repeats, n − 1 in the denominator. */
  readonly sd: number;
  /** Drop of the score in each repeat. */
  readonly drops: readonly number[];
}

/** Options of {@linkcode permutationImportance}. */
export interface ImportanceOptions {
  /** By default every number, and whole dates. */
  readonly columns?: readonly string[];
  /** How often each column is shuffled; 5 by default. */
  readonly repeats?: number;
  /** The higher the better; accuracy by default. */
  readonly metric?: (truth: Int32Array, probabilities: Matrix) => number;
}

const accuracy = (truth: Int32Array, probabilities: Matrix): number =>
  accuracyOf(truth, argmax(probabilities));

/** Permutation importance (Breiman 2001; Fisher, Rudin & Dominici 2019): how far the score falls when one
 * column of the rows is shuffled, which cuts its tie to the genre and keeps its distribution.
 *
 * The column is shuffled in the tracks, before the features, not in the matrix after them: a key drawn as
 * twelve columns or as a point on a circle stays a key, the parts of a date stay together, and the numbers
 * of any two estimators can be compared whatever they make of the columns. Columns that say the same share
 * what they are worth: both may look unimportant.
 *
 * @param rows rows that the model has not seen
 * @returns the most important first
 * @throws {InputError} when there are fewer than two rows, or no repeats
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { allRows, type Dataset } from "../../data/dataset.ts";
 * const tracks = smallTracks([..."ppprrr"].map((genre, i) => ({ genre, tempo: i < 3 ? 90 : 150 })));
 * const model = { // looks at the tempo alone
 *   classes: ["p", "r"],
 *   predictProba({ numbers }: Dataset, rows: Int32Array) {
 *     const said = [...rows].flatMap((row) => numbers("tempo")[row] < 100 ? [1, 0] : [0, 1]);
 *     return Promise.resolve(matrix(rows.length, ["p", "r"], Float32Array.from(said)));
 *   },
 * };
 * const options = { columns: ["key", "tempo"] as const };
 * const [first, second] = await permutationImportance(model, tracks, allRows(tracks), new Rng(1), options);
 * assertEquals([first.column, second.column, second.drop], ["tempo", "key", 0]);
 * ```
 */
export async function permutationImportance(
  fitted: Fitted,
  tracks: Dataset,
  rows: Int32Array,
  rng: Rng,
  options: ImportanceOptions = {},
): Promise<Importance[]> {
  const { columns = changeable(tracks.schema), repeats = 5, metric = accuracy } = options;
  if (rows.length < 2 || !(repeats >= 1)) {
    throw new InputError("permutation importance needs rows to shuffle, and repeats", {
      found: `${rows.length} rows, ${repeats} repeats`,
      expected: "at least 2 rows and 1 repeat",
    });
  }
  const truth = classesOf(tracks, rows).codes;
  const whole = metric(truth, await fitted.predictProba(tracks, rows));
  const found: Importance[] = [];
  for (const column of columns) {
    const drops: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      await breathe();
      const from = rng.fork(`${column} ${repeat}`).shuffle(rows.slice());
      const shuffled = exchanged(tracks, column, rows, from);
      drops.push(whole - metric(truth, await fitted.predictProba(shuffled, rows)));
    }
    found.push({ column, drop: mean(drops), sd: standardDeviation(drops), drops });
  }
  return found.sort((a, b) => b.drop - a.drop);
}
