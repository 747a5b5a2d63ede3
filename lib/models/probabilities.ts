/** What every model must answer: probabilities. */
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";

/** How far a row's sum may be from 1: single precision, and a model's own rounding. */
const TOLERANCE = 1e-3;

/** Refuses answers that are no probabilities: rows that hold NaN or a number below 0, or that do not sum to 1.
 *
 * @param probabilities rows × classes
 * @throws {InputError} with the first such row
 * @example
 * ```ts
 * import { assertFails } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * checkProbabilities(matrix(1, ["pop", "rap"], Float32Array.of(.25, .75)));
 * const odd = matrix(2, ["pop", "rap"], Float32Array.of(.25, .75, NaN, NaN));
 * await assertFails(() => checkProbabilities(odd), "row 1", "NaN, NaN");
 * ```
 */
export function checkProbabilities({ data, rows, names }: Matrix): void {
  const k = names.length;
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * k, (i + 1) * k);
    const sum = row.reduce((sum, p) => sum + p, 0);
    if (Math.abs(sum - 1) <= TOLERANCE && row.every((p) => p >= 0)) continue;
    throw new InputError(`a model's answer is no distribution over ${names.join(", ")}`, {
      found: `${row.join(", ")} in row ${i}`,
      expected: "numbers from 0 that sum to 1 (NaN often comes from inputs that were not scaled)",
    });
  }
}
