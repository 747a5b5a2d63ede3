/** Two predictions of the same rows, compared row by row. */
import { argmax, type Matrix } from "../../../core/matrix.ts";
import { mcNemar } from "../../../study/compare.ts";
import type { Run } from "../../../study/record.ts";
import { loadKept } from "../../../study/kept.ts";
import type { Interval } from "../numbers.ts";

/** The normal deviate that 95 % lie within. */
const Z = 1.959963984540054;

/** The difference of two accuracies on the same rows, a − b, with the 95 % interval of paired shares: of n rows, a
 * alone is right on x and b alone on y; the difference is (x − y) / n, its standard error √(x + y − (x − y)² / n) / n.
 *
 * It speaks of other rows for these two fitted models, not of other fits.
 * @throws {InputError} when the rows differ in number
 * @see Agresti, A. & Min, Y. (2005). Simple improved confidence intervals for comparing matched proportions.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../../tests/assert.ts";
 * const { value, low } = pairedAccuracy([0, 0, 1, 1], [0, 0, 1, 0], [0, 1, 0, 0]);
 * assertAlmostEquals(value, .5);
 * assertAlmostEquals(low, .5 - 1.959963984540054 * Math.sqrt(2 - 1) / 4);
 * ```
 */
export function pairedAccuracy(
  truth: ArrayLike<number>,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): Interval & { readonly value: number } {
  const { onlyA, onlyB, difference: value } = mcNemar(truth, a, b), n = truth.length;
  const half = Z * Math.sqrt(onlyA + onlyB - (onlyA - onlyB) ** 2 / n) / n;
  return { value, low: value - half, high: value + half };
}

/** What a kept record said of the rows that it was judged on. */
export interface Kept {
  readonly truth: Int32Array;
  readonly probabilities: Matrix;
  readonly predicted: Int32Array;
}

/** The kept predictions of a run; undefined where they are missing or cut off. */
export async function keptOf(folder: string, { id }: Run): Promise<Kept | undefined> {
  const found = await loadKept(folder, id);
  return found && { ...found, predicted: argmax(found.probabilities) };
}

/** {@linkcode pairedAccuracy} of two kept predictions; without an interval where either is missing, or where they are
 * not of the same rows. */
export function keptDifference(
  a: { readonly run: Run; readonly kept?: Kept },
  b: { readonly run: Run; readonly kept?: Kept },
): Interval & { readonly value: number } {
  const value = a.run.scores.accuracy - b.run.scores.accuracy;
  const same = a.kept && b.kept && a.kept.truth.length === b.kept.truth.length &&
    a.kept.truth.every((code, i) => code === b.kept!.truth[i]);
  return same
    ? pairedAccuracy(a.kept!.truth, a.kept!.predicted, b.kept!.predicted)
    : { value, low: NaN, high: NaN };
}
