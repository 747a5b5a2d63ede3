/** A multilayer perceptron that embeds the first columns of its table and takes the others as they are. */
import { InputError } from "../core/errors.ts";
import type { Classifier } from "../models/estimator.ts";
import { mlpClassifier, type MlpClassifierSettings } from "./classifier.ts";
import { fusionClassifier } from "./fusion_classifier.ts";

/** As `mlpClassifier`, but the embedding is of the columns that `embedded` names; the others reach the first hidden
 * layer beside their vectors. Numbers on a scale of their own profit from an embedding; shares of genres, of which
 * there may be hundreds, hardly do, and cost as much each.
 *
 * @param embedded names of columns; those of them that a table has must come first in it
 * @param given any settings of `mlp` and `train`, and `validationShare`
 * @throws {InputError} on an unknown setting; from `fit`, when an embedded column stands after one that is not
 * @example
 * ```ts ignore
 * const classifier = embedColumns(QUANTITIES, { embedding: "periodic", layers: [256, 128] });
 * ```
 */
export function embedColumns(
  embedded: readonly string[],
  given: Partial<MlpClassifierSettings>,
): Classifier {
  const { name, settings, learns } = mlpClassifier(given), known = new Set(embedded);
  const { layers: head, embedding, ...rest } = settings as unknown as MlpClassifierSettings;
  return {
    name,
    settings: { ...settings, embedded: [...embedded] },
    learns,
    fit(x, y, rng) {
      const own = x.names.filter((column) => known.has(column)).length, all = x.names.length;
      if (x.names.some((column, j) => known.has(column) !== j < own)) {
        throw new InputError("columns to embed must come first", {
          found: x.names.join(", "),
          expected: `${own} of ${embedded.join(", ")}, then others`,
        });
      }
      if (own === all || own === 0 || embedding === "none") {
        return mlpClassifier({ ...given, ...(own === 0 && { embedding: "none" }) }).fit(x, y, rng);
      }
      const towers = {
        embedded: { columns: own, layers: [], embedding },
        plain: { columns: all - own, layers: [], embedding: "none" as const },
      };
      return fusionClassifier({ ...rest, head, towers }).fit(x, y, rng);
    },
  };
}
