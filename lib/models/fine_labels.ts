/** Learning from finer labels than are asked for: a model that must tell trap from southern hip hop learns
 * more about rap than one that is told "rap" alone. */
import { type Matrix, matrix } from "../core/matrix.ts";
import type { FineLabels } from "../data/mod.ts";
import type { Classifier } from "./estimator.ts";
import { atMostOne } from "./probabilities.ts";

/** The classifier, taught the finer labels instead of the classes it is given; its answers are added up by class. */
export function withFineLabels(classifier: Classifier, labels: FineLabels): Classifier {
  return {
    ...classifier,
    async fit(x, _classes, rng) {
      const fitted = await classifier.fit(x, labels, rng);
      return { predictProba: async (x) => sumToClasses(await fitted.predictProba(x), labels) };
    },
  };
}

/** Probabilities of finer classes, added up by genre.
 *
 * @param parts rows × finer classes
 * @returns rows × genres
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * const parts = matrix(1, ["pop: dance pop", "rap: hip hop", "rap: trap"], Float32Array.of(.25, .25, .5));
 * const labels = { codes: Int32Array.of(), classes: parts.names, wholeOf: Int32Array.of(0, 1, 1), whole: ["pop", "rap"] };
 * assertEquals(sumToClasses(parts, labels).data, Float32Array.of(.25, .75));
 * ```
 */
export function sumToClasses(parts: Matrix, { wholeOf, whole }: FineLabels): Matrix {
  const out = matrix(parts.rows, whole), n = whole.length, k = wholeOf.length;
  for (let i = 0; i < parts.rows; i++) {
    for (let c = 0; c < k; c++) out.data[i * n + wholeOf[c]] += parts.data[i * k + c];
  }
  return atMostOne(out);
}
