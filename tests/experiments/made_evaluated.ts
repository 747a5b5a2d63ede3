/** Models whose answers are made up: what figures, cards and comparisons are tried on. */
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Evaluated } from "../../lib/evaluation/evaluated.ts";
import { smallTracks } from "../tracks.ts";

/** A model that was judged on as many rows as `truth` has, one table of probabilities per seed; each fit took a second.
 *
 * @param options.name the model's
 * @param options.folds in so many equal parts, one after the other; where nothing is said, it learnt from as many other
 * rows */
export function madeEvaluated(
  truth: ArrayLike<number>,
  probabilities: Matrix | readonly Matrix[],
  { name = "made", folds = 1, seconds = 1 } = {},
): Evaluated {
  const each = Array.isArray(probabilities) ? probabilities as Matrix[] : [probabilities as Matrix];
  const classes = each[0].names, codes = Int32Array.from(truth), rows = codes.map((_, i) => i);
  const data = smallTracks([...codes, ...codes].map((code) => ({ genre: classes[code] })));
  const others = rows.map((row) => row + rows.length);
  const splits = Array.from({ length: folds }, (_, f) => {
    const held = (row: number) => Math.floor(row * folds / rows.length) === f;
    const train = folds > 1 ? rows.filter((row) => !held(row)) : others;
    const validation = rows.filter(held);
    return { train, validation, provenance: folds > 1 ? { folds, fold: f } : { holdOut: .2 } };
  });
  const answers = each.map((probabilities) => ({
    probabilities,
    seconds: { fit: seconds, predict: 0 },
  }));
  return new Evaluated({
    ...{ name, settings: {}, data, rows, target: { classes, codes }, splits, answers },
  });
}

/** Probabilities that are sure of the class given for each row. */
export function sureOf(predicted: ArrayLike<number>, classes: readonly string[]): Matrix {
  const found = matrix(predicted.length, classes), k = classes.length;
  found.data.fill(.2 / k);
  Array.from(predicted, (code, i) => found.data[i * k + code] += .8);
  return found;
}
