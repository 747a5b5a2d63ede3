/** Rows dealt into folds, every class evenly. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";

/** The fold of each row, 0 … folds − 1, each fold holding each class's rows in equal shares (± 1 row) and
 * all folds the same number of rows (± 1): a class's rows, in random order, go round the folds from where the
 * last class stopped. A class with fewer rows than folds is missing from some of them.
 *
 * @param codes class of each row
 * @param file whose rows they are, for the error
 * @throws {InputError} when folds is not a whole number from 2 to the number of rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * const codes = Int32Array.of(0, 0, 0, 1, 1, 1), fold = stratifiedFolds(codes, 3, new Rng(1));
 * assertEquals([...fold.subarray(0, 3)].sort(), [0, 1, 2]);
 * assertEquals([...fold.subarray(3)].sort(), [0, 1, 2]);
 * ```
 */
export function stratifiedFolds(
  codes: Int32Array,
  folds: number,
  rng: Rng,
  file?: string,
): Int32Array {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= codes.length)) {
    throw new InputError("rows cannot be dealt into that many folds", {
      file,
      found: `${folds} folds and ${codes.length} rows`,
      expected: "a whole number of folds, at least 2 and at most one per row",
    });
  }
  // A stable sort of a random order: rows by class, in random order within each.
  const order = rng.permutation(codes.length).sort((a, b) => codes[a] - codes[b]);
  const fold = new Int32Array(codes.length);
  order.forEach((row, at) => fold[row] = at % folds);
  return fold;
}
