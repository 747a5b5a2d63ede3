/** The study's best prediction from quantities and date alone: networks and boosted trees, averaged. */
import type { Finer } from "../data/finer.ts";
import { combine } from "../features/combine.ts";
import type { Features } from "../features/features.ts";
import { numeric } from "../features/numeric.ts";
import { quantileNormal, standard } from "../features/scale.ts";
import { scaled } from "../features/scaled.ts";
import { surroundings } from "../features/surroundings.ts";
import { targetFrequencies } from "../features/target.ts";
import { average } from "../models/blend.ts";
import { boosting } from "../models/boosting.ts";
import type { BoostingSettings } from "../models/boosting_settings.ts";
import type { Estimator } from "../models/estimator.ts";
import { onFinerLabels } from "../models/finer.ts";
import { mlpClassifier, type MlpClassifierSettings } from "../nn/classifier.ts";

/** How genres of other tracks become features; see `targetFrequencies` and `surroundings`. */
export interface EvidenceSettings {
  readonly by: readonly ("date" | "audio")[];
  readonly smoothing: number;
  readonly k: number;
  readonly folds: number;
  /** Whose shares are counted. */
  readonly of: Finer;
}

/** How the base prediction is made. Every member draws folds, weights and rows of its own. */
export interface BaseSettings {
  /** How many networks, and how many boosted models. */
  readonly networks: number;
  readonly boosted: number;
  /** What share of the answer the networks have together; the rest is the trees'. */
  readonly networkShare: number;
  readonly evidence: EvidenceSettings;
  /** What the networks and the trees learn to tell apart; genres are sums of these. */
  readonly networkLabels: Finer;
  readonly boostingLabels: Finer;
  readonly network: Partial<MlpClassifierSettings>;
  readonly boosting: Partial<BoostingSettings>;
}

/** The defaults, chosen on validation (LOG.md tells how). Epochs and rounds are fixed, so that a fit on all
 * labelled rows needs no rows to watch. */
export const BASE_DEFAULTS: BaseSettings = Object.freeze<BaseSettings>({
  networks: 3,
  boosted: 2,
  networkShare: .5,
  evidence: { by: ["date", "audio"], smoothing: 5, k: 25, folds: 10, of: "subgenre" },
  networkLabels: "playlist",
  boostingLabels: "subgenre",
  network: {
    layers: [256, 128],
    dropout: .3,
    embedding: { kind: "periodic", frequencies: 8, size: 8, sigma: .1 },
    optimiser: "adamw",
    learningRate: 2e-3,
    batchSize: 256,
    epochs: 20,
    validationShare: 0,
    restoreBest: false,
    threads: 2,
  },
  boosting: {
    rounds: 150,
    learningRate: .07,
    leaves: 24,
    minSamplesLeaf: 20,
    l2: 5,
    columnsPerTree: .3,
  },
});

/** The 13 quantities and the date, and what is known of other tracks: the genres of the same exact date, of
 * the same audio, and of those that sound most alike, always out of fold.
 *
 * @param options.scaled for networks: ranks as normal deviates, shares as logarithms of mean 0, deviation 1 */
export function evidence(
  settings: Partial<EvidenceSettings> = {},
  { scaled: forNetworks = false } = {},
): Features {
  const { by, smoothing, k, folds, of } = { ...BASE_DEFAULTS.evidence, ...settings };
  const as = forNetworks ? "log" : "share";
  const own = numeric({ year: true, month: true, day: true });
  const shared = targetFrequencies({ by, smoothing, folds, as, of });
  const near = surroundings({ k, folds, as, of, scaling: quantileNormal() });
  return forNetworks
    ? combine(scaled(own, quantileNormal()), scaled(shared, standard()), scaled(near, standard()))
    : combine(own, shared, near);
}

/** Networks and boosted trees on {@linkcode evidence}, their probabilities averaged. No text is read.
 *
 * @param options any of the settings; of `evidence`, `network` and `boosting` any part of them
 * @example
 * ```ts ignore
 * const fitted = await basePredictor().fit(train, completeRows(train), rng);
 * const probabilities = await fitted.predictProba(test, allRows(test));
 * ```
 */
export function basePredictor(
  options: Partial<Omit<BaseSettings, "evidence">> & { evidence?: Partial<EvidenceSettings> } = {},
): Estimator {
  const settings = { ...BASE_DEFAULTS, ...options };
  const network = { ...BASE_DEFAULTS.network, ...options.network };
  const trees = { ...BASE_DEFAULTS.boosting, ...options.boosting };
  const repeated = (count: number, make: () => Estimator) => Array.from({ length: count }, make);
  const members = [
    ...repeated(
      settings.networks,
      () =>
        onFinerLabels(
          settings.networkLabels,
          evidence(settings.evidence, { scaled: true }),
          mlpClassifier(network),
        ),
    ),
    ...repeated(
      settings.boosted,
      () => onFinerLabels(settings.boostingLabels, evidence(settings.evidence), boosting(trees)),
    ),
  ];
  const weights = members.map((_, i) =>
    i < settings.networks
      ? settings.networkShare / settings.networks
      : (1 - settings.networkShare) / settings.boosted
  );
  return { ...average(members, { weights }), name: "base" };
}
