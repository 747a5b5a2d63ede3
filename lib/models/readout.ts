/** A ridge readout of features that come block by block, as probabilities of classes or tags. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { linearFunction, RidgeSums } from "../core/ridge.ts";
import { isTags, type TagTarget, type Target } from "../core/target.ts";
import { checkLabels } from "./inputs.ts";

/** Some rows of features. */
export interface Block {
  /** The first row's number. */
  readonly from: number;
  readonly rows: number;
  /** Rows × columns. */
  readonly states: Float32Array;
}

/** A fitted readout: probabilities of so many rows. */
export type Readout = (blocks: Iterable<Block>, rows: number) => Matrix;

/** Below this distance from 0 and 1 a score is bent, so that it never reaches them. */
const BEND = .01;

/** A linear score as a probability: itself from .01 to .99; beyond, it comes ever closer to 0 or 1, so that the order
 * of rows is kept. */
function share(score: number): number {
  if (score < BEND) return BEND ** 2 / (2 * BEND - score); // of the same slope where they meet
  return score > 1 - BEND ? 1 - share(1 - score) : score;
}

/** Fits a linear function of the features to 1 for a row's class or tags and 0 for the others (least squares, which
 * estimates probabilities), with a penalty of `ridge` times the sum of squared weights; intercepts are not penalised.
 * Classes without a row get 0; of the others a row's shares sum to 1.
 *
 * @param columns of the features
 * @param around about the means of the features
 * @throws {InputError} where ridge is 0 and features depend on one another; on labels that do not fit */
export function fitReadout(
  model: string,
  { blocks, columns, around }: {
    readonly blocks: Iterable<Block>;
    readonly columns: number;
    readonly around: ArrayLike<number>;
  },
  y: Target,
  ridge: number,
): Readout {
  const { target, present } = isTags(y) ? { target: y, present: undefined } : presentOf(model, y);
  const outputs = target.classes.length;
  const sums = new RidgeSums(columns, outputs, { around, of: "indicators" });
  for (const { from, states } of blocks) sums.add(states, target, from);
  const scores = linearFunction(sums.solve(ridge)), k = y.classes.length;
  return (blocks, rows) => {
    const out = matrix(rows, y.classes);
    for (const { from, rows, states } of blocks) {
      const found = scores(states);
      for (let i = 0; i < rows; i++) {
        const at = i * outputs, to = (from + i) * k;
        let sum = 0;
        for (let c = 0; c < outputs; c++) sum += found[at + c] = share(found[at + c]);
        for (let c = 0; c < outputs; c++) {
          if (present) out.data[to + present[c]] = found[at + c] / sum;
          else out.data[to + c] = found[at + c];
        }
      }
    }
    return out;
  };
}

/** The classes that have rows, as a target of their own. */
function presentOf(model: string, y: Exclude<Target, TagTarget>) {
  const { codes, classes } = checkLabels(model, y.codes.length, y);
  return { target: { codes, classes: Array.from(classes, (c) => y.classes[c]) }, present: classes };
}

/** Means of the columns over a few hundred rows from all of a table. */
export function sampleMeans(data: Float32Array, columns: number): Float64Array {
  const rows = data.length / columns,
    count = Math.min(rows, 256),
    means = new Float64Array(columns);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i * rows / count) * columns;
    for (let j = 0; j < columns; j++) means[j] += data[at + j] / count;
  }
  return means;
}
