/** Paired tests of two models: row by row (McNemar) and fold by fold (corrected resampled t). */
import { InputError } from "../core/errors.ts";
import { mean, standardDeviation } from "../core/statistics.ts";
import { argmax, type Matrix } from "../core/matrix.ts";
import {
  binomialTwoSided,
  chiSquaredTail,
  tQuantile,
  tTwoSided,
} from "./statistics/distributions.ts";

/** McNemar's test of two models on the same rows. */
export interface McNemar {
  /** Rows that the first alone got right. */
  readonly onlyA: number;
  /** Rows that the second alone got right. */
  readonly onlyB: number;
  /** Accuracy of the first less that of the second. */
  readonly difference: number;
  /** Two-sided p-value of no difference. */
  readonly p: number;
  /** By which the p-value was found. */
  readonly method: "exact binomial" | "chi-squared";
}

/** McNemar's test (1947): were the two models equally good, the rows that only one of them gets right
 * would fall to either like a fair coin.
 *
 * Below 25 such rows by the exact binomial, else by χ² = (|a − b| − 1)² / (a + b) with one degree of
 * freedom (Edwards 1948). It speaks of these two fitted models, not of how they would be fitted elsewhere.
 *
 * @throws {InputError} when the lists' lengths differ or are zero
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { mcNemar } from "./compare.ts";
 * // three rows that only the first got right, none that only the second did: 2 · (1/2)³
 * assertAlmostEquals(mcNemar([0, 1, 1, 0, 1], [0, 1, 1, 0, 0], [1, 0, 0, 0, 0]).p, .25);
 * ```
 */
export function mcNemar(
  truth: ArrayLike<number>,
  predictedA: ArrayLike<number>,
  predictedB: ArrayLike<number>,
): McNemar {
  const n = truth.length;
  if (n === 0 || predictedA.length !== n || predictedB.length !== n) {
    throw new InputError("McNemar's test needs both models' predictions for the same rows", {
      found: `${n} true classes, ${predictedA.length} and ${predictedB.length} predictions`,
    });
  }
  let onlyA = 0, onlyB = 0;
  for (let i = 0; i < n; i++) {
    const a = predictedA[i] === truth[i], b = predictedB[i] === truth[i];
    if (a && !b) onlyA++;
    if (b && !a) onlyB++;
  }
  const discordant = onlyA + onlyB, few = discordant < 25;
  return {
    onlyA,
    onlyB,
    difference: (onlyA - onlyB) / n,
    p: few
      ? binomialTwoSided(onlyA, discordant)
      : chiSquaredTail(Math.max(0, Math.abs(onlyA - onlyB) - 1) ** 2 / discordant, 1).p,
    method: few ? "exact binomial" : "chi-squared",
  };
}

/** A mean difference, its interval and its test. */
export interface Paired {
  /** Mean of a − b. */
  readonly difference: number;
  /** 95 % interval of the difference: its lower end. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** The difference in standard errors. */
  readonly t: number;
  /** Degrees of freedom of t: pairs − 1. */
  readonly df: number;
  /** Two-sided p-value of no difference. */
  readonly p: number;
}

/** `spread` is what the differences' variance is multiplied by to get that of their mean. */
function paired(a: ArrayLike<number>, b: ArrayLike<number>, spread: number, what: string): Paired {
  if (a.length !== b.length || a.length < 2) {
    throw new InputError(`${what} needs pairs of scores, at least two`, {
      found: `${a.length} and ${b.length} scores`,
    });
  }
  const differences = Float64Array.from(a, (value, i) => value - b[i]), df = a.length - 1;
  // Differences that cancel but for rounding are no difference; that are all the same but for it have no variance.
  const rounding = 1e-15 * Math.max(...Array.from(a, Math.abs), ...Array.from(b, Math.abs));
  const average = mean(differences), difference = Math.abs(average) <= rounding ? 0 : average;
  const sd = standardDeviation(differences);
  const isSame = sd <= Math.max(rounding, 1e-14 * Math.abs(difference));
  const error = isSame ? 0 : sd * Math.sqrt(spread);
  const half = tQuantile(.95, df) * error, t = difference === 0 ? 0 : difference / error;
  return {
    difference,
    low: difference - half,
    high: difference + half,
    t,
    df,
    p: tTwoSided(t, df).p,
  };
}

/** t test of the scores of two estimators on the same splits, corrected for the splits' sharing training
 * rows: variance of the mean = s² (1 / splits + validation rows / training rows).
 *
 * @param a scores of the first per split, such as `folds.map((fold) => fold.scores.accuracy)`
 * @param b those of the second, on the same splits
 * @param rows how many each split trains on and validates on
 * @throws {InputError} when there are not at least two pairs, or no training rows
 * @see Nadeau, C. & Bengio, Y. (2003). Inference for the generalization error. Machine Learning 52.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { correctedResampledT } from "./compare.ts";
 * const { t } = correctedResampledT([.6, .62, .61], [.58, .6, .6], { train: 200, validation: 100 });
 * assertAlmostEquals(t, Math.sqrt(10)); // (1/60) / √((1/30,000) · (1/3 + 1/2))
 * ```
 */
export function correctedResampledT(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  rows: { readonly train: number; readonly validation: number },
): Paired {
  if (!(rows.train > 0 && rows.validation > 0)) {
    throw new InputError("the corrected t test needs the splits' numbers of rows", {
      found: `${rows.train} to train, ${rows.validation} to validate`,
    });
  }
  const spread = 1 / a.length + rows.validation / rows.train;
  return paired(a, b, spread, "the corrected t test");
}

/** Interval of the mean of a − b over independent repetitions, such as one pair per seed: Student's
 * paired t. Where all differences are equal it has no width.
 *
 * @throws {InputError} when there are not at least two pairs
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { pairedInterval } from "./compare.ts";
 * const { difference, low } = pairedInterval([.58, .6, .59], [.57, .58, .56]);
 * assertAlmostEquals(difference, .02);
 * assertAlmostEquals(low, .02 - 4.302652729911275 * .01 / Math.sqrt(3));
 * ```
 */
export function pairedInterval(a: ArrayLike<number>, b: ArrayLike<number>): Paired {
  return paired(a, b, 1 / a.length, "a paired interval");
}

/** The tests of two estimators, cross-validated on the same splits. */
export interface Comparison {
  /** Fold by fold: how sure the difference is for estimators fitted to such rows. */
  readonly folds: Paired;
  /** Row by row, out of fold: whether these very models differ in what they get right. */
  readonly rows: McNemar;
}

/** What {@linkcode compareCrossValidated} needs of a cross-validation. */
export interface Compared {
  /** Rows that were validated, ascending. */
  readonly rows: Int32Array;
  /** Their classes, as positions in the columns of `probabilities`. */
  readonly truth: Int32Array;
  /** Rows × classes, out of fold. */
  readonly probabilities: Matrix;
  /** The scores of each fold, and how many rows it trains on and validates on. */
  readonly folds: readonly {
    readonly scores: Readonly<Record<string, number>>;
    readonly rows: { readonly train: number; readonly validation: number };
  }[];
}

/** Compares two cross-validations of the same splits: {@linkcode correctedResampledT} on a score of the
 * folds, {@linkcode mcNemar} on the rows.
 *
 * @throws {InputError} when the splits differ, or there is only one
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * import { compareCrossValidated } from "./compare.ts";
 * const { judged: { random: [album, title] } } = await smallJudged();
 * const { folds, rows } = compareCrossValidated(album, title);
 * assertEquals([folds.difference, rows.onlyA, rows.onlyB], [.5, 6, 0]);
 * ```
 */
export function compareCrossValidated(
  a: Compared,
  b: Compared,
  score: string = "accuracy",
): Comparison {
  const sizes = ({ folds }: Compared) =>
    folds.map(({ rows }) => `${rows.train} + ${rows.validation}`).join(", ");
  if (!sameRows(a, b) || sizes(a) !== sizes(b)) {
    throw new InputError("two cross-validations can be compared on the same splits alone", {
      found: sizes(b),
      expected: sizes(a),
    });
  }
  const of = ({ folds }: Compared) => folds.map((fold) => fold.scores[score]);
  return {
    folds: correctedResampledT(of(a), of(b), a.folds[0].rows),
    rows: mcNemar(a.truth, argmax(a.probabilities), argmax(b.probabilities)),
  };
}

/** Whether two were judged on the same rows, in the same order. */
export const sameRows = (a: Pick<Compared, "rows">, b: Pick<Compared, "rows">): boolean =>
  a.rows.length === b.rows.length && a.rows.every((row, i) => row === b.rows[i]);
