/** Are two files alike? Column by column, and all columns together. */
import { basename } from "node:path";
import type { Rng } from "../../core/rng.ts";
import { type Dataset, stackDatasets, stratifiedKFold } from "../../data/mod.ts";
import type { Estimator } from "../../models/estimator.ts";
import { numberColumns, present } from "../statistics/columns.ts";
import { crossValidate } from "./cross_validate.ts";
import { kolmogorovSmirnov } from "../statistics/kolmogorov.ts";
import { leftOut } from "../fitting.ts";
import { scarcest } from "./scarce.ts";

/** How far apart two files are in one column. */
export interface ColumnDrift {
  /** Its name. */
  readonly column: string;
  /** See {@linkcode KolmogorovSmirnov}; NaN where a file has no value. */
  readonly d: number;
  /** Of the test of Kolmogorov and Smirnov; NaN likewise. */
  readonly p: number;
  /** The p-value times the number of columns, at most 1: of many columns one is always the farthest. */
  readonly bonferroniP: number;
  /** Where the distance is greatest. */
  readonly at: number;
  /** Mean in the first file, of the values that are there. */
  readonly meanA: number;
  /** Mean in the second. */
  readonly meanB: number;
}

/** Compares the 13 quantities and the release year of two files, the farthest apart first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * const old = smallTracks([{ tempo: 90 }, { tempo: 95 }]), fresh = smallTracks([{ tempo: 120 }, { tempo: 99 }]);
 * const [{ column, d, meanB }] = driftByColumn(old, fresh);
 * assertEquals([column, d, meanB], ["tempo", 1, 109.5]);
 * ```
 */
export function driftByColumn(a: Dataset, b: Dataset): ColumnDrift[] {
  const columnsA = numberColumns(a), columnsB = numberColumns(b), names = Object.keys(columnsA);
  const average = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return names.map((column): ColumnDrift => {
    const x = present(columnsA[column]).values, y = present(columnsB[column]).values;
    const none = x.length === 0 || y.length === 0;
    const { d, p, at } = none ? { d: NaN, p: NaN, at: NaN } : kolmogorovSmirnov(x, y);
    const bonferroniP = Math.min(1, p * names.length);
    return { column, d, p, bonferroniP, at, meanA: average(x), meanB: average(y) };
  }).sort((a, b) => (b.d || 0) - (a.d || 0));
}

/** How well a classifier tells two files apart. */
export interface FileDrift {
  /** Mean over folds of the area under the ROC curve: .5 if they cannot be told apart, 1 if always. */
  readonly auc: number;
  /** 95 % t interval over folds: where it holds .5, no drift was found. */
  readonly interval: readonly [low: number, high: number];
  /** The area in each fold. */
  readonly aucOfFolds: readonly number[];
}

/** Cross-validates an estimator that shall say which of two files a row comes from.
 *
 * Rows of one audio stay in one fold, so that it cannot know a row by its twin.
 *
 * @param estimator of any kind: its "genres" are "first" and "second" here
 * @returns NaN where a file has fewer different tracks than folds, which is said
 * @throws {InputError} from the estimator
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { numeric } from "../../features/numeric.ts";
 * import { onFeatures } from "../../models/estimator.ts";
 * import { logistic } from "../../models/logistic.ts";
 * const file = (tempo: number) => smallTracks(Array.from({ length: 10 }, (_, i) => ({ tempo: tempo + i })));
 * const { auc } = await tellApart(file(90), file(150), onFeatures(numeric(), logistic()), new Rng(1));
 * assert(auc > .9);
 * ```
 */
export async function tellApart(
  a: Dataset,
  b: Dataset,
  estimator: Estimator,
  rng: Rng,
  { folds = 5 } = {},
): Promise<FileDrift> {
  const both = stackDatasets([a, b], { classes: ["first", "second"] });
  const { identity: group } = a.schema, stream = rng.fork("folds");
  const fewest = group ? scarcest(both, group) : undefined;
  if (group && (!fewest || fewest.groups < folds)) {
    const { file } = fewest?.name === "first" ? a : b, things = `different ${a.schema.row}s`;
    leftOut(
      `whether ${basename(a.file)} and ${basename(b.file)} can be told apart`,
      `${fewest?.groups ?? 0} ${things} of ${basename(file)} cannot be dealt into ${folds} folds`,
    );
    return { auc: NaN, interval: [NaN, NaN], aucOfFolds: [] };
  }
  const splits = stratifiedKFold(both, { folds, group }, stream);
  const { mean, interval, folds: results } = await crossValidate(estimator, both, splits, rng);
  return {
    auc: mean.rocAuc,
    interval: interval.rocAuc,
    aucOfFolds: results.map((fold) => fold.scores.rocAuc),
  };
}
