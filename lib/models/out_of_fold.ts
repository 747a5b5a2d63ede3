/** Out-of-fold predictions: of rows that the model was not fitted on. */
import { type Matrix, matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Learner } from "./learner.ts";

/** Class probabilities of each row from a model fitted on the rows of the other folds.
 *
 * @param learner an estimator, or anything else that learns from the rows of a table
 * @param fold the fold of each of `rows`; a row of fold −1 is learnt from always, and its answer is 0 throughout
 * @returns rows × classes, in the order of `rows`
 * @throws {InputError} when a model cannot learn from what a fold leaves
 */
export async function outOfFold<Table>(
  learner: Learner<Table>,
  table: Table,
  rows: Int32Array,
  fold: Int32Array,
  rng: Rng,
): Promise<Matrix> {
  let out: Matrix | undefined;
  for (const f of new Set(fold.toSorted())) {
    if (f === -1) continue;
    const inside = rows.filter((_, at) => fold[at] !== f);
    const fitted = await learner.fit(table, inside, rng.fork(`fold ${f}`));
    const places = Array.from(fold.keys()).filter((at) => fold[at] === f);
    const found = await fitted.predictProba(table, Int32Array.from(places, (at) => rows[at]));
    out ??= matrix(rows.length, found.names);
    const k = found.names.length;
    places.forEach((at, i) => out!.data.set(found.data.subarray(i * k, (i + 1) * k), at * k));
  }
  return out!;
}
