/** Sound, text and tags joined early, in the middle, and late. */
import type { Dataset } from "../../data/mod.ts";
import type { Features } from "../../features/features.ts";
import { standard } from "../../features/scale.ts";
import { scaled } from "../../features/scaled.ts";
import { sentences } from "../../features/sentences.ts";
import type { Encoder } from "../../features/text/encoder.ts";
import { average } from "../../models/blend.ts";
import { type Estimator, onFeatures } from "../../models/estimator.ts";
import { logistic } from "../../models/logistic.ts";
import { mlpClassifier } from "../../nn/classifier.ts";
import { fusion } from "../../nn/fusion_estimator.ts";
import { melStatistics } from "./inputs.ts";
import { hasTags, tagColumns } from "./tags.ts";

/** What is known of a sound beside its label, by source: how it sounds, its title, its tags where there are any.
 *
 * @example
 * ```ts ignore
 * const { sound, text } = sourcesOf(train, await openEncoder());
 * ```
 */
export function sourcesOf(data: Dataset, encoder: Encoder): Readonly<Record<string, Features>> {
  return {
    sound: scaled(melStatistics(), standard()),
    text: sentences({ of: "title", encoder }),
    ...(hasTags(data) && { tags: tagColumns() }),
  };
}

/** A model for each source by itself; all sources in one table, for one network (early); a tower for each, whose outputs are
 * joined (middle); and the mean of what the models of single sources answer (late).
 *
 * @param settings of the networks' training
 * @example
 * ```ts ignore
 * await experiment.evaluate("fusion", joined(sourcesOf(train, encoder), { epochs: 60 }));
 * ```
 */
export function joined(
  sources: Readonly<Record<string, Features>>,
  settings: { readonly epochs: number },
): Record<string, Estimator> {
  const training = { validationShare: 0, dropout: .3, batchSize: 32, ...settings };
  const all = Object.entries(sources);
  const alone = Object.fromEntries(all.map(([name, features]) => {
    const c = name === "sound" ? .01 : 1; // many columns of variance 1, few of small variance
    return [name, onFeatures(features, logistic({ c }))];
  }));
  const towers = Object.fromEntries(
    all.map(([name, features]) => [name, { features, layers: [32] }]),
  );
  return {
    ...alone,
    early: onFeatures(sources, mlpClassifier({ layers: [64], ...training })),
    middle: fusion(towers, { head: [32], ...training }),
    late: average(Object.values(alone)),
  };
}
