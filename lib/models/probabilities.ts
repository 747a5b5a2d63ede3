/** What every model must answer: probabilities. */
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
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
