/** How two files differ: column by column, and all columns together. */
import { basename } from "node:path";
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { type Dataset, stackDatasets, stratifiedKFold } from "../data/mod.ts";
import type { Estimator } from "../models/estimator.ts";
import { numberColumns, present } from "./statistics/columns.ts";
import { crossValidate } from "./cross_validate.ts";
import { kolmogorovSmirnov } from "./statistics/kolmogorov.ts";
import { leftOut } from "./fitting.ts";
import { scarcest } from "./scarce.ts";

/** How far apart two files are in one column. */
export interface ColumnDrift {
  /** Name of the column, as in the file. */
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
  /** Mean in the second file. */
  readonly meanB: number;
}

/** How well a classifier tells two files apart. */
export interface FileDrift {
  /** Mean over folds of the area under the ROC curve: .5 if they cannot be told apart, 1 if always. */
  readonly auc: number;
  /** 95 % t interval over folds: where it holds .5, no drift was found. */
  readonly interval: readonly [low: number, high: number];
  /** Area under the ROC curve, fold by fold. */
  readonly aucOfFolds: readonly number[];
}

/** The comparison of two files. */
export interface Drift {
  /** Column by column, the farthest apart first. */
  readonly columns: readonly ColumnDrift[];
  /** The rows of both, with the files' names for classes: what a figure by class takes. */
  readonly both: Dataset;
  /** Cross-validates an estimator that shall say which file a row comes from; rows that are one and the same thing stay
   * in one fold, so that it cannot know a row by its twin.
   *
   * @param estimator its classes are "first" and "second" here
   * @returns NaN where a file has fewer different things than folds, which is said
   * @throws {InputError} from the estimator */
  domainClassifier(
    estimator: Estimator,
    rng: Rng,
    options?: { readonly folds?: number },
  ): Promise<FileDrift>;
}

/** Compares two files: their numbers and release years one by one, and all together by what a classifier makes of them.
 *
 * @param files the two, by name
 * @throws {InputError} when they are not two
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { Rng } from "../core/rng.ts";
 * import { numeric } from "../features/numeric.ts";
 * import { onFeatures } from "../models/estimator.ts";
 * import { logistic } from "../models/logistic.ts";
 * const file = (tempo: number) => smallTracks(Array.from({ length: 10 }, (_, i) => ({ tempo: tempo + i })));
 * const files = drift({ old: file(90), fresh: file(150) });
 * const [{ column, d, meanB }] = files.columns;
 * assertEquals([column, d, meanB], ["tempo", 1, 154.5]);
 * assertEquals(files.both.texts("genre")[10], "fresh");
 * const { auc } = await files.domainClassifier(onFeatures(numeric(), logistic()), new Rng(1));
 * assert(auc > .9);
 * ```
 */
export function drift(files: Readonly<Record<string, Dataset>>): Drift {
  const names = Object.keys(files), [a, b] = Object.values(files);
  if (names.length !== 2) {
    throw new InputError("drift is between two files", { found: names.join(", ") || "none" });
  }
  return {
    get columns() {
      return byColumn(a, b);
    },
    get both() {
      return stackDatasets([a, b], { classes: names });
    },
    domainClassifier: (estimator, rng, options) => tellApart(a, b, estimator, rng, options),
  };
}

function byColumn(a: Dataset, b: Dataset): ColumnDrift[] {
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

async function tellApart(
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
