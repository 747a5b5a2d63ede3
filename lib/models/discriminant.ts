/** Linear discriminant analysis: classes are bells of one shape about centres of their own. */
import { cholesky, solveCholesky } from "../core/cholesky.ts";
import { symmetricEigen } from "../core/eigen.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import type { Target } from "../core/target.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import { checkQuery, checkTraining, ofAllClasses } from "./inputs.ts";
import { softmax } from "./softmax.ts";
import { type WithinClasses, withinClasses } from "./within_classes.ts";

/** What `linearDiscriminant` can be told. */
export interface DiscriminantSettings {
  /** How far the columns' correlations within classes are drawn towards 0, from 0 to 1; `auto`: as far as their
   * estimate is expected to be wrong (Ledoit & Wolf 2004). With fewer rows than some times the columns it decides. */
  readonly shrinkage: number | "auto";
}

/** A fitted discriminant, which is a projection too. */
export interface FittedDiscriminant extends FittedClassifier {
  /** The shrinkage that was used. */
  readonly shrinkage: number;
  /** The share of what lies between the classes that each direction shows, descending. */
  readonly explained: Float64Array;
  /** Rows × directions, one fewer than classes: where the classes' centres lie apart, in within-class deviations. */
  project(x: Matrix): Matrix;
}

/** A classifier whose fitted form projects. */
export interface DiscriminantClassifier extends Classifier {
  /** See `Classifier`.
   * @throws {InputError} when a column depends on others and nothing is shrunk */
  fit(x: Matrix, y: Target, rng: Rng): FittedDiscriminant;
}

/** log p(c | x) = xᵀ Σ⁻¹ μ(c) − ½ μ(c)ᵀ Σ⁻¹ μ(c) + log share(c) + constant, with Σ the covariance within classes, shrunk
 * towards its own diagonal. A column that is constant within every class is not read.
 *
 * @throws {InputError} on settings out of range; from `fit` and `predictProba`, see {@link Classifier}
 * @see Fisher, R. A. (1936). The use of multiple measurements in taxonomic problems.
 * @see Ledoit, O. & Wolf, M. (2004). A well-conditioned estimator for large-dimensional covariance matrices.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["energy"], Float32Array.of(.1, .2, .8, .9));
 * const y = { codes: Int32Array.of(0, 0, 1, 1), classes: ["r&b", "rock"] };
 * const fitted = linearDiscriminant().fit(x, y, new Rng(1));
 * assert((await fitted.predictProba(matrix(1, ["energy"], Float32Array.of(.7)))).data[1] > .99);
 * ```
 */
export function linearDiscriminant(
  { shrinkage = "auto" }: Partial<DiscriminantSettings> = {},
): DiscriminantClassifier {
  const rules = { shrinkage: { least: 0, most: 1, or: ["auto"] } };
  checkSettings({ shrinkage }, rules, "linearDiscriminant");
  return {
    name: "linear discriminant",
    settings: { shrinkage },
    fit(x, y) {
      const { codes, classes } = checkTraining("linearDiscriminant", x, y);
      const within = withinClasses(x, codes, classes.length), { d, k, counts, means } = within;
      const used = shrinkage === "auto" ? within.ledoitWolf() : shrinkage;
      const factor = cholesky(within.covariance(used), d);
      const weights = solveCholesky(factor, d, means), directions = directionsOf(within, factor);
      const constants = Float64Array.from({ length: k }, (_, c) => {
        let square = 0;
        for (let j = 0; j < d; j++) square += weights[c * d + j] * means[c * d + j];
        return Math.log(counts[c] / x.rows) - square / 2;
      });
      return {
        ...{ shrinkage: used, explained: directions.explained },
        predictProba(query) {
          checkQuery("linearDiscriminant", query, x.names);
          const scores = within.apply(query, weights, constants);
          for (let i = 0; i < query.rows; i++) softmax(scores, i * k, k);
          return ofAllClasses(scores, classes, y.classes);
        },
        project(query) {
          checkQuery("linearDiscriminant", query, x.names);
          const n = directions.explained.length,
            names = Array.from({ length: n }, (_, i) => `direction ${i + 1}`);
          const values = within.apply(query, directions.weights, new Float64Array(n));
          return matrix(query.rows, names, Float32Array.from(values));
        },
      };
    },
  };
}

/** The directions along which the classes' centres differ most, in units of what varies within classes: eigenvectors of
 * Σ⁻¹ B, found in the small space that the k centres span. */
function directionsOf({ d, k, counts, means }: WithinClasses, factor: Float64Array) {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const spread = Float64Array.from(
    means,
    (mean, at) => mean * Math.sqrt(counts[Math.floor(at / d)] / rows),
  );
  const solved = solveCholesky(factor, d, spread), gram = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      for (let j = 0; j < d; j++) gram[a * k + b] += spread[a * d + j] * solved[b * d + j];
    }
  }
  const { values, vectors } = symmetricEigen(gram, k), kept = Math.min(k - 1, d);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0),
    weights = new Float64Array(kept * d);
  for (let v = 0; v < kept; v++) {
    const scale = values[v] > 1e-12 * total ? 1 / Math.sqrt(values[v]) : 0;
    for (let j = 0; j < d; j++) {
      for (let c = 0; c < k; c++) {
        weights[v * d + j] += scale * vectors[v * k + c] * solved[c * d + j];
      }
    }
  }
  return { weights, explained: values.slice(0, kept).map((value) => Math.max(0, value) / total) };
}
