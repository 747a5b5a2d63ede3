/** Learning from finer labels than are asked for: a model that must tell trap from southern hip hop learns
 * more about rap than one that is told "rap" alone. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { type FineLabels, fineLabels } from "../data/mod.ts";
import type { Features, Scaler } from "../features/features.ts";
import { type Classifier, type Estimator, onFeatures } from "./estimator.ts";
import { atMostOne } from "./probabilities.ts";

/** As `onFeatures`, but the classifier learns finer labels, and what it answers is added up by genre:
 * p(genre) = Σ p(part of the genre).
 *
 * @param by what the genres are divided into; where the training file does not know it, the genre is learnt
 * @example
 * ```ts ignore
 * const estimator = onFinerLabels("subgenre", numeric({ year: true }), boosting());
 * ```
 */
export function onFinerLabels(
  by: string,
  features: Features,
  ...rest: [...Scaler[], Classifier]
): Estimator {
  const scalers = rest.slice(0, -1) as Scaler[], classifier = rest.at(-1) as Classifier;
  const { name, settings } = onFeatures(features, ...scalers, classifier);
  return {
    name,
    settings: { ...settings, labels: by },
    fit(data, rows, rng) {
      const labels = fineLabels(data, rows, by);
      const learner: Classifier = {
        ...classifier,
        async fit(x, _classes, rng) {
          const fitted = await classifier.fit(x, labels, rng);
          return { predictProba: async (x) => byGenre(await fitted.predictProba(x), labels) };
        },
      };
      return onFeatures(features, ...scalers, learner).fit(data, rows, rng);
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
 * assertEquals(byGenre(parts, labels).data, Float32Array.of(.25, .75));
 * ```
 */
export function byGenre(parts: Matrix, { wholeOf, whole }: FineLabels): Matrix {
  const out = matrix(parts.rows, whole), n = whole.length, k = wholeOf.length;
  for (let i = 0; i < parts.rows; i++) {
    for (let c = 0; c < k; c++) out.data[i * n + wholeOf[c]] += parts.data[i * k + c];
  }
  return atMostOne(out);
}
