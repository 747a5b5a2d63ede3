/** Fusion networks under the contract of every estimator: each tower with features of its own. */
import type { Matrix } from "../core/matrix.ts";
import type { Dataset } from "../data/mod.ts";
import { blocks } from "../features/blocks.ts";
import { asRecord } from "../features/chain.ts";
import type { Features } from "../features/features.ts";
import type { Estimator, Fitted } from "../models/estimator.ts";
import { fitBoth } from "../models/fit_both.ts";
import type { TowerSettings } from "./fusion.ts";
import { type FittedFusion, fusionClassifier, type FusionSettings } from "./fusion_classifier.ts";
import type { TrainContext } from "./train.ts";

/** A tower and the features it reads. */
export interface FeaturesTower extends Partial<TowerSettings> {
  /** What the tower reads, fitted on the training rows alone. */
  features: Features;
}

/** A fitted fusion of features. */
export interface FittedFusionEstimator
  extends Fitted, Omit<FittedFusion, "predictProba" | "gateValues"> {
  /** As of a fitted network, for tracks. */
  gateValues(tracks: Dataset, rows: Int32Array): Promise<Matrix>;
}

/** A fusion network as a model of tracks: every tower with the features it reads.
 *
 * With finer labels: `onFeatures({ sound, text }, fusionClassifier({ … }), { labels: "subgenre" })`.
 *
 * @example
 * ```ts ignore
 * const estimator = fusion({
 *   sound: { features: scaled(numeric({ year: true }), quantileNormal()), embedding: "periodic" },
 *   text: { features: scaled(sentences({ of: "all", encoder }), standard()), dropout: .3 },
 * }, { join: "gated", head: [64], epochs: 20, batchSize: 256 });
 * const fitted = await estimator.fit(train, rows, new Rng(1));
 * const shares = await fitted.gateValues(train, held); // tracks × (sound, text)
 * ```
 */
export function fusion(
  towers: Readonly<Record<string, FeaturesTower>>,
  settings: Partial<Omit<FusionSettings, "towers">> = {},
  context: Pick<TrainContext, "onEpoch" | "signal"> = {},
): Omit<Estimator, "fit"> & {
  fit(...given: Parameters<Estimator["fit"]>): Promise<FittedFusionEstimator>;
} {
  const entries = Object.entries(towers);
  const source = blocks(
    Object.fromEntries(entries.map(([name, { features }]) => [name, features])),
  );
  const plans = entries.map(([name, { features: _, ...tower }]) => [name, tower]);
  const classifier = fusionClassifier(
    { ...settings, towers: Object.fromEntries(plans) },
    context,
  );
  return {
    name: classifier.name,
    settings: { features: asRecord(source), ...classifier.settings },
    async fit(tracks, rows, rng) {
      const { classes, transform, model } = await fitBoth(source, classifier, tracks, rows, rng);
      return {
        ...model,
        classes,
        predictProba: async (tracks, rows) =>
          await model.predictProba(await transform(tracks, rows)),
        gateValues: async (tracks, rows) => model.gateValues(await transform(tracks, rows)),
      };
    },
  };
}
