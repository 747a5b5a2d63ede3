/** Gaussian naive Bayes: within a class, columns are normal and independent. */
import { checkSettings } from "../core/settings.ts";
import type { Classifier } from "./estimator.ts";
import { checkQuery, checkTraining, ofAllClasses } from "./inputs.ts";
import { softmax } from "./softmax.ts";

/** Settings of {@link gaussianBayes}. */
export interface BayesSettings {
  /** Added to every variance, as a share of the largest column variance: keeps a column that is constant
   * within a class from deciding alone. */
  varianceSmoothing?: number;
}

/** log p(c | x) = log share(c) − ½ Σⱼ [ log 2πσ²(c, j) + (xⱼ − μ(c, j))² / σ²(c, j) ] + constant,
 * with means and variances of the training rows, as scikit-learn's GaussianNB.
 *
 * @throws {InputError} from `fit` and `predictProba` on NaN, among others: see {@link Classifier}
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["energy"], Float32Array.of(.1, .2, .8, .9));
 * const fitted = await gaussianBayes().fit(x, { codes: Int32Array.of(0, 0, 1, 1), classes: ["r&b", "rock"] }, new Rng(1));
 * assert((await fitted.predictProba(matrix(1, ["energy"], Float32Array.of(.7)))).data[1] > .99);
 * ```
 */
export function gaussianBayes({ varianceSmoothing = 1e-9 }: BayesSettings = {}): Classifier {
  checkSettings({ varianceSmoothing }, { varianceSmoothing: { above: 0 } }, "gaussianBayes");
  return {
    name: "gaussianBayes",
    settings: { varianceSmoothing },
    fit(x, y) {
      const { codes, classes } = checkTraining("gaussianBayes", x, y);
      const { names } = x, d = names.length, k = classes.length;
      const { counts, means, variances } = moments(x.data, codes, k, d);
      const smallest = varianceSmoothing * (largestVariance(x.data, x.rows, d) || 1);
      const logShare = Float64Array.from(counts, (count) => Math.log(count / x.rows));
      for (let at = 0; at < k * d; at++) {
        variances[at] += smallest;
        logShare[Math.floor(at / d)] -= 0.5 * Math.log(2 * Math.PI * variances[at]);
      }
      return {
        predictProba(x) {
          checkQuery("gaussianBayes", x, names);
          const scores = new Float64Array(x.rows * k);
          for (let i = 0; i < x.rows; i++) {
            for (let c = 0; c < k; c++) {
              let squares = 0;
              for (let j = 0; j < d; j++) {
                const distance = x.data[i * d + j] - means[c * d + j];
                squares += distance * distance / variances[c * d + j];
              }
              scores[i * k + c] = logShare[c] - 0.5 * squares;
            }
            softmax(scores, i * k, k);
          }
          return ofAllClasses(scores, classes, y.classes);
        },
      };
    },
  };
}

/** Means and variances (divided by the count) per class and column, in two passes for accuracy. */
function moments(data: Float32Array, codes: Int32Array, k: number, d: number) {
  const counts = new Float64Array(k), means = new Float64Array(k * d);
  const variances = new Float64Array(k * d);
  for (let i = 0; i < codes.length; i++) {
    counts[codes[i]]++;
    for (let j = 0; j < d; j++) means[codes[i] * d + j] += data[i * d + j];
  }
  for (let at = 0; at < k * d; at++) means[at] /= counts[Math.floor(at / d)];
  for (let i = 0; i < codes.length; i++) {
    for (let j = 0; j < d; j++) {
      variances[codes[i] * d + j] += (data[i * d + j] - means[codes[i] * d + j]) ** 2;
    }
  }
  for (let at = 0; at < k * d; at++) variances[at] /= counts[Math.floor(at / d)];
  return { counts, means, variances };
}

/** The largest variance of any column over all rows. */
function largestVariance(data: Float32Array, rows: number, d: number): number {
  const { variances } = moments(data, new Int32Array(rows), 1, d);
  return variances.reduce((largest, variance) => Math.max(largest, variance), 0);
}
