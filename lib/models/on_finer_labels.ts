/** As `onFeatures` with `labels`. */
import type { Features, Scaler } from "../features/features.ts";
import { type Classifier, type Estimator, onFeatures } from "./estimator.ts";

/** As `onFeatures(features, …, classifier, { labels: by })`.
 *
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
  return onFeatures(features, ...scalers, classifier, { labels: by });
}
