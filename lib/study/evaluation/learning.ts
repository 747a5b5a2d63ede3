/** How accuracy grows with rows, and how it turns with a setting. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import { classesOf, type Dataset, type Split } from "../../data/mod.ts";
import { rowsByClass } from "../../core/target.ts";
import type { Estimator } from "../../models/estimator.ts";
import { crossValidate, evaluateOn, overFolds } from "./cross_validate.ts";
import type { Scores } from "../scores/metrics.ts";

/** One training on part of the rows. */
export interface RowsPoint {
  /** Training rows used. */
  readonly rows: number;
  /** From 0; each draws its own order of the rows. */
  readonly repeat: number;
  /** Of the validation rows, the same at every point. */
  readonly scores: Scores;
  /** Of the training rows used. */
  readonly trainingScores: Scores;
  /** Wall clock. */
  readonly seconds: { readonly fit: number; readonly predict: number };
}

/** Rows in such an order that the first n, for any n, hold the genres in the same shares.
 *
 * @throws {InputError} when the file has no genres
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { allRows } from "../../data/dataset.ts";
 * const tracks = smallTracks([..."ppppprrrrr"].map((genre) => ({ genre })));
 * const first = interleaved(tracks, allRows(tracks), new Rng(1)).slice(0, 4);
 * assertEquals(first.filter((row) => row < 5).length, 2); // half of the first four are p, as of all
 * ```
 */
export function interleaved(tracks: Dataset, rows: Int32Array, rng: Rng): Int32Array {
  return Int32Array.from(
    rowsByClass(classesOf(tracks, rows)).flatMap((list) =>
      rng.shuffle(list).map((at, i) => ({ at, place: (i + rng.uniform()) / list.length }))
    ).sort((a, b) => a.place - b.place),
    ({ at }) => rows[at],
  );
}

/** Trains on more and more of the training rows, always judging on the same validation rows.
 *
 * Each repeat draws its own order of the rows; its larger sets contain its smaller ones.
 *
 * @param sizes shares of the training rows up to 1, or numbers of rows above
 * @param options.onPoint told of every training, for a progress bar
 * @returns repeat by repeat, in the order of the sizes
 * @throws {InputError} when a size is not above 0 or exceeds the training rows
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { candidates: [{ estimator }], tracks, folds: { random: [split] }, rng } = await smallJudged();
 * const points = await learningCurveOverRows(estimator, tracks, split, [.5, 1], rng, { repeats: 2 });
 * assertEquals(points.map(({ rows }) => rows), [4, 8, 4, 8]);
 * ```
 */
export async function learningCurveOverRows(
  estimator: Estimator,
  tracks: Dataset,
  { train, validation }: Split,
  sizes: readonly number[],
  rng: Rng,
  { repeats = 3, onPoint }: { repeats?: number; onPoint?: (point: RowsPoint) => void } = {},
): Promise<RowsPoint[]> {
  const counts = sizes.map((size) => {
    const rows = size <= 1 ? Math.round(size * train.length) : size;
    if (rows >= 1 && rows <= train.length && Number.isInteger(rows)) return rows;
    throw new InputError("the size of a learning curve's training set", {
      found: size,
      expected: `a share up to 1, or a number of rows up to ${train.length}`,
    });
  });
  const points: RowsPoint[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const own = rng.fork(`repeat ${repeat}`), order = interleaved(tracks, train, own.fork("rows"));
    for (const rows of counts) {
      const part = order.slice(0, rows).sort();
      const { scores, trainingScores, seconds } = await evaluateOn(
        estimator,
        tracks,
        part,
        validation,
        own.fork("model"),
        { training: true },
      );
      points.push({ rows, repeat, scores, trainingScores: trainingScores!, seconds });
      onPoint?.(points.at(-1)!);
    }
  }
  return points;
}

/** An estimator with one setting at one value, cross-validated. */
export interface SettingPoint<Value> {
  /** The setting's. */
  readonly value: Value;
  /** Over folds, of rows left out. */
  readonly mean: Scores;
  /** Over folds, n − 1 in the denominator. */
  readonly sd: Scores;
  /** Over folds, of the training rows. */
  readonly trainingMean: Scores;
  /** As `sd`. */
  readonly trainingSd: Scores;
  /** Over all folds. */
  readonly seconds: { readonly fit: number; readonly predict: number };
}

/** Cross-validates an estimator at every value of a setting, on the same splits and the same randomness:
 * where training goes on rising and validation turns, the setting has begun to fit noise.
 *
 * @param options.onPoint told of every value, for a progress bar
 * @returns in the order of the values
 * @throws {InputError} as `crossValidate`
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { lookupByColumn } from "./leakage.ts";
 * const { tracks, folds, rng } = await smallJudged();
 * const points = await validationCurve(lookupByColumn, ["track_name", "track_album_name"], tracks, folds.random, rng);
 * assertEquals(points.map(({ mean }) => mean.accuracy), [.5, 1]);
 * assertEquals(points.map(({ trainingMean }) => trainingMean.accuracy), [1, 1]); // titles: by heart
 * ```
 */
export async function validationCurve<Value>(
  make: (value: Value) => Estimator,
  values: readonly Value[],
  tracks: Dataset,
  splits: readonly Split[],
  rng: Rng,
  { onPoint }: { onPoint?: (point: SettingPoint<Value>) => void } = {},
): Promise<SettingPoint<Value>[]> {
  const points: SettingPoint<Value>[] = [];
  for (const value of values) {
    const { mean, sd, folds, seconds } = await crossValidate(make(value), tracks, splits, rng, {
      training: true,
    });
    const training = overFolds(folds.map((fold) => fold.trainingScores!));
    points.push({
      value,
      mean,
      sd,
      trainingMean: training.mean,
      trainingSd: training.sd,
      seconds,
    });
    onPoint?.(points.at(-1)!);
  }
  return points;
}
