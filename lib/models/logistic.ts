/** Multinomial logistic regression with an L2 penalty, on dense tables or any other linear design. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import type { ClassTarget } from "../core/target.ts";
import { denseDesign, type Design } from "./dense_design.ts";
import { checkQuery, checkTraining, ofAllClasses } from "./inputs.ts";
import { minimise, type Objective } from "./lbfgs.ts";
import { softmax } from "./softmax.ts";

/** Settings of {@link logistic}. */
export interface LogisticSettings {
  /** Inverse strength of the penalty: ½·‖weights‖² + c·(sum of losses). */
  c?: number;
  /** Steps of L-BFGS at most. */
  maxIterations?: number;
  /** Ends when no entry of the mean loss's gradient is larger. */
  tolerance?: number;
}

/** Which settings make sense. */
export const LOGISTIC_RULES = {
  c: { above: 0 },
  maxIterations: { least: 1, whole: true },
  tolerance: { above: 0 },
};

/** The weights that a design and its labels teach. */
export interface LinearModel {
  /** Column by column, `columns` × `k`. */
  readonly weights: Float64Array;
  /** One per column of weights. */
  readonly intercepts: Float64Array;
  /** Steps of L-BFGS that were taken. */
  readonly iterations: number;
  /** Whether the gradient fell to the tolerance within maxIterations. */
  readonly converged: boolean;
}

/** Fits weights and intercepts to `codes` (0 … classes − 1) by L-BFGS from zero.
 *
 * Minimises mean loss + ‖weights‖² / (2·c·rows), the intercepts free of penalty. With two classes there
 * is one column of weights, the second class's (the first one's scores are 0), as in scikit-learn; with
 * more there is one per class.
 */
export function fitLogistic(
  design: Design,
  codes: Int32Array,
  classes: number,
  { c, maxIterations, tolerance }: Required<LogisticSettings>,
): LinearModel {
  const k = classes === 2 ? 1 : classes, d = design.columns;
  const scores = new Float64Array(design.rows * k), penalty = 1 / (c * design.rows);
  const objective: Objective = (point, gradient) => {
    fillRows(scores, point.subarray(d * k));
    design.multiply(point, k, scores);
    let value = toResiduals(scores, codes, k) / design.rows;
    gradient.fill(0);
    design.multiplyTransposed(scores, k, gradient);
    for (let at = 0; at < scores.length; at++) gradient[d * k + at % k] += scores[at];
    for (let at = 0; at < gradient.length; at++) gradient[at] /= design.rows;
    for (let at = 0; at < d * k; at++) {
      value += 0.5 * penalty * point[at] * point[at];
      gradient[at] += penalty * point[at];
    }
    return value;
  };
  const { point, iterations, converged } = minimise(objective, new Float64Array((d + 1) * k), {
    maxIterations,
    tolerance,
  });
  return {
    weights: point.slice(0, d * k),
    intercepts: point.slice(d * k),
    iterations,
    converged,
  };
}

/** Turns scores into probability − truth in place, which is the loss's gradient; returns the summed loss. */
function toResiduals(scores: Float64Array, codes: Int32Array, k: number): number {
  let loss = 0;
  for (let i = 0; i < codes.length; i++) {
    if (k === 1) {
      const score = scores[i];
      loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - codes[i] * score;
      scores[i] = 1 / (1 + Math.exp(-score)) - codes[i];
    } else {
      const own = scores[i * k + codes[i]];
      loss += softmax(scores, i * k, k) - own;
      scores[i * k + codes[i]] -= 1;
    }
  }
  return loss;
}

/** rows × classes probabilities of a fitted {@link LinearModel}, for the same columns. */
export function linearProba(model: LinearModel, design: Design, classes: number): Float64Array {
  const k = model.intercepts.length, scores = new Float64Array(design.rows * k);
  fillRows(scores, model.intercepts);
  design.multiply(model.weights, k, scores);
  if (k === 1) {
    const both = new Float64Array(design.rows * 2);
    for (let i = 0; i < design.rows; i++) {
      both[2 * i + 1] = scores[i];
      softmax(both, 2 * i, 2);
    }
    return both;
  }
  for (let i = 0; i < design.rows; i++) softmax(scores, i * k, classes);
  return scores;
}

function fillRows(scores: Float64Array, row: Float64Array): void {
  for (let at = 0; at < scores.length; at += row.length) scores.set(row, at);
}

/** A fitted {@link logistic}, open to inspection. */
export interface FittedLogistic extends FittedClassifier, LinearModel {
  /** Positions in the labels' classes that the weights' columns stand for (of two: the second). */
  readonly present: Int32Array;
}

/** What {@link logistic} makes: a classifier whose fitted form tells more. */
export interface LogisticRegression extends Classifier {
  /** Learns from all rows of `x`; see {@link Classifier}. */
  fit(x: Matrix, y: ClassTarget, rng: Rng): FittedLogistic;
}

/** Multinomial logistic regression: minimises ½·‖weights‖² + c·Σ −log p(class of row i), as scikit-learn's
 * LogisticRegression. Columns should share one scale, else the penalty weighs on them unequally and
 * L-BFGS needs many more iterations.
 *
 * @throws {InputError} on settings out of range; from `fit` and `predictProba`, see {@link Classifier}
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["energy"], Float32Array.of(-2, -1, 1, 2));
 * const fitted = await logistic().fit(x, { codes: Int32Array.of(0, 0, 1, 1), classes: ["r&b", "rock"] }, new Rng(1));
 * assert((await fitted.predictProba(matrix(1, ["energy"], Float32Array.of(3)))).data[1] > .9);
 * ```
 */
export function logistic(
  { c = 1, maxIterations = 500, tolerance = 1e-4 }: LogisticSettings = {},
): LogisticRegression {
  const settings = { c, maxIterations, tolerance };
  checkSettings(settings, LOGISTIC_RULES, "logistic");
  return {
    name: "logistic",
    settings,
    fit(x, y) {
      const { codes, classes } = checkTraining("logistic", x, y), { names } = x;
      const model = fitLogistic(denseDesign(x), codes, classes.length, settings);
      return {
        ...model,
        present: classes,
        predictProba(x) {
          checkQuery("logistic", x, names);
          const found = linearProba(model, denseDesign(x), classes.length);
          return ofAllClasses(found, classes, y.classes);
        },
      };
    },
  };
}
