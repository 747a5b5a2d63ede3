/** Checks that what a model answers are probabilities. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import type { TargetKind } from "../core/target.ts";

/** How far a row's sum may be from 1: single precision, and a model's own rounding. */
const TOLERANCE = 1e-3;

/** Refuses answers that are no probabilities: NaN, numbers below 0 or above 1, and where a row has one class, rows that
 * do not sum to 1.
 *
 * @param probabilities rows × classes
 * @param kind of what the rows are asked
 * @throws {InputError} with the first such row
 * @example
 * ```ts
 * import { assertFails } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * checkProbabilities(matrix(1, ["pop", "rap"], Float32Array.of(.25, .75)));
 * checkProbabilities(matrix(1, ["sad", "slow"], Float32Array.of(.9, .8)), "tags");
 * const odd = matrix(2, ["pop", "rap"], Float32Array.of(.25, .75, NaN, NaN));
 * await assertFails(() => checkProbabilities(odd), "row 1", "NaN, NaN");
 * ```
 */
export function checkProbabilities(
  { data, rows, names }: Matrix,
  kind: TargetKind = "classes",
): void {
  const k = names.length;
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * k, (i + 1) * k);
    const sum = row.reduce((sum, p) => sum + p, 0);
    const isShare = row.every((p) => p >= 0 && p <= 1 + TOLERANCE);
    if (isShare && (kind === "tags" || Math.abs(sum - 1) <= TOLERANCE)) continue;
    const what = kind === "tags" ? "no probabilities of" : "no distribution over";
    throw new InputError(`a model's answer is ${what} ${names.join(", ")}`, {
      found: `${row.join(", ")} in row ${i}`,
      expected: `numbers from 0 ${kind === "tags" ? "to 1" : "that sum to 1"} ` +
        "(NaN often comes from inputs that were not scaled)",
    });
  }
}

/** The mean of what several models say of the same rows, value by value.
 *
 * @param tables at least one, all of the same rows and classes
 * @param weights one per table, any sum above 0, by whose shares the tables count; where they are left out, the sum is
 * divided by the number of tables
 * @param sums what they are added up in: `double` rounds once, at the end; `single` after every table
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const [sure, unsure] = [[1, 0], [.5, .5]].map((row) => matrix(1, ["pop", "rap"], Float32Array.from(row)));
 * assertEquals(meanProbabilities([sure, unsure]).data, Float32Array.of(.75, .25));
 * assertEquals(meanProbabilities([sure, unsure], [3, 1]).data, Float32Array.of(.875, .125));
 * ```
 */
export function meanProbabilities(
  tables: readonly Matrix[],
  weights?: readonly number[],
  sums: "double" | "single" = "double",
): Matrix {
  const { rows, names, data: { length } } = tables[0];
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? 1;
  const sum = sums === "double" ? new Float64Array(length) : new Float32Array(length);
  for (const [i, { data }] of tables.entries()) {
    const share = (weights?.[i] ?? 1) / total;
    for (let at = 0; at < length; at++) sum[at] += share * data[at];
  }
  const mean = matrix(rows, names), n = weights ? 1 : tables.length;
  for (let at = 0; at < length; at++) mean.data[at] = sum[at] / n;
  return mean;
}

/** The same probabilities in place, but those that rounding has lifted above 1. */
export function atMostOne(probabilities: Matrix): Matrix {
  const { data } = probabilities;
  for (let at = 0; at < data.length; at++) data[at] = Math.min(1, data[at]);
  return probabilities;
}
