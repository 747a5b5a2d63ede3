/** The share of rows whose class is predicted right. */

/** How many of the rows that count have the class that was predicted, as a share; NaN where none counts.
 *
 * @param truth codes of the classes
 * @param predicted likewise, of the same rows
 * @param counts whether a row, by its position, is asked about; all are where it is left out
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const truth = [0, 0, 1, 1], predicted = [0, 1, 1, 1];
 * assertEquals(accuracyOf(truth, predicted), .75);
 * assertEquals(accuracyOf(truth, predicted, (row) => truth[row] === 0), .5);
 * ```
 */
export function accuracyOf(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  counts: (row: number) => boolean = () => true,
): number {
  let right = 0, all = 0;
  for (let row = 0; row < truth.length; row++) {
    if (!counts(row)) continue;
    all++;
    right += Number(truth[row] === predicted[row]);
  }
  return right / all;
}
