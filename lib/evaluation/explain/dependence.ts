/** How a fitted model's probabilities move with one column. */
import { InputError } from "../../core/errors.ts";
import { breathe } from "../../core/interrupt.ts";
import { type Matrix, matrix } from "../../core/matrix.ts";
import { quantileSorted } from "../../core/statistics.ts";
import { type Dataset, isDatePart } from "../../data/mod.ts";
import type { Fitted } from "../../models/estimator.ts";
import { setTo } from "./altered.ts";
import { present } from "../statistics/columns.ts";

/** The mean prediction at each value of a column. */
export interface PartialDependence {
  /** Name of the column that is changed. */
  readonly column: string;
  /** Those it was set to, ascending. */
  readonly values: Float64Array;
  /** Values × classes. */
  readonly probabilities: Matrix;
}

/** Partial dependence (Friedman 2001): every row gets the same value in one column and keeps the rest; the
 * mean of the predictions is drawn against the value. Where columns go together it asks about tracks that
 * do not exist.
 *
 * The values are those that occur if there are at most `points`, else evenly spaced from the 5th to the
 * 95th percentile, as scikit-learn's.
 *
 * @param rows whose mean is taken: a few hundred are enough
 * @param options.points at most so many values
 * @throws {InputError} when the column is missing in all these rows, or points is not above 1
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { allRows, type Dataset } from "../../data/dataset.ts";
 * const tracks = smallTracks([{ tempo: 100 }, { tempo: 150 }]);
 * const model = { // a probability that rises with the tempo
 *   classes: ["fast"],
 *   predictProba({ numbers }: Dataset, rows: Int32Array) {
 *     const fast = Float32Array.from(rows, (row) => numbers("tempo")[row] / 200);
 *     return Promise.resolve(matrix(rows.length, ["fast"], fast));
 *   },
 * };
 * const { values, probabilities } = await partialDependence(model, tracks, allRows(tracks), "tempo");
 * assertEquals([[...values], [...probabilities.data]], [[100, 150], [.5, .75]]);
 * ```
 */
export async function partialDependence(
  fitted: Fitted,
  tracks: Dataset,
  rows: Int32Array,
  column: string,
  { points = 20 } = {},
): Promise<PartialDependence> {
  const own = tracks.numbers(column);
  const sorted = present(Float64Array.from(rows, (row) => own[row])).values.sort();
  if (sorted.length === 0 || !(points > 1)) {
    throw new InputError("partial dependence needs rows that have the column, and points", {
      file: tracks.file,
      column,
      found: `${sorted.length} values, ${points} points`,
    });
  }
  const values = grid(sorted, points, isDatePart(tracks.schema, column)), k = fitted.classes.length;
  const out = matrix(values.length, fitted.classes);
  for (let v = 0; v < values.length; v++) {
    await breathe();
    const p = await fitted.predictProba(setTo(tracks, column, rows, values[v]), rows);
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let i = 0; i < rows.length; i++) sum += p.data[i * k + c];
      out.data[v * k + c] = sum / rows.length;
    }
  }
  return { column, values, probabilities: out };
}

function grid(sorted: Float64Array, points: number, whole: boolean): Float64Array {
  const distinct = Float64Array.from(new Set(sorted));
  if (distinct.length <= points) return distinct;
  const low = quantileSorted(sorted, .05), high = quantileSorted(sorted, .95);
  const even = Float64Array.from(
    { length: points },
    (_, i) => low + (high - low) * i / (points - 1),
  );
  return Float64Array.from(new Set(whole ? even.map(Math.round) : even));
}
