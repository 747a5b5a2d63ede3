/** The study's best prediction from quantities and date alone: networks and boosted trees, averaged. */
import { combine } from "../../../features/combine.ts";
import type { Features } from "../../../features/features.ts";
import { numeric } from "../numeric.ts";
import { quantileNormal, standard } from "../../../features/scale.ts";
import { scaled } from "../../../features/scaled.ts";
import { neighbourTargetEncoding } from "../../../features/neighbour_target_encoding.ts";
import { targetEncoding } from "../../../features/target_encoding.ts";
import type { BoostingSettings } from "../../../models/boosting_settings.ts";
import type { Estimator } from "../../../models/estimator.ts";
import type { MlpClassifierSettings } from "../../../nn/classifier.ts";
import { averaged, type Members, membersOn } from "./members.ts";

/** How genres of other tracks become features; see `targetEncoding` and `neighbourTargetEncoding`. */
export interface EvidenceSettings {
  /** What tracks must share for their genres to count. */
  readonly by: readonly ("date" | "audio")[];
  /** Tracks that the shares of all tracks are worth beside those counted. */
  readonly smoothing: number;
  /** How many of the tracks nearest in sound count. */
  readonly k: number;
  /** Of the training rows, for shares that no row has a part in itself. */
  readonly folds: number;
  /** Whose shares are counted. */
  readonly of: string;
}

/** How the base prediction is made. Every member draws folds, weights and rows of its own. */
export interface BaseSettings {
  /** How many networks. */
  readonly networks: number;
  /** How many boosted models. */
  readonly boosted: number;
  /** What share of the answer the networks have together, 0 to 1; the rest is the trees'. */
  readonly networkShare: number;
  /** What all members see. */
  readonly evidence: EvidenceSettings;
  /** What the networks learn to tell apart; genres are sums of these. */
  readonly networkLabels: string;
  /** What the trees do. */
  readonly boostingLabels: string;
  /** Of every network; its defaults where nothing is said. */
  readonly network: Partial<MlpClassifierSettings>;
  /** Of every boosted model, likewise. */
  readonly boosting: Partial<BoostingSettings>;
}

/** The defaults, chosen on validation (LOG.md tells how). Epochs and rounds are fixed, so that a fit on all
 * labelled rows needs no rows to watch. */
export const BASE_DEFAULTS: BaseSettings = Object.freeze<BaseSettings>({
  networks: 4,
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
    epochs: 24,
    averageLast: 8,
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
 * @param options.scaled for networks: ranks as normal deviates, shares as logarithms of mean 0, deviation 1
 * @example
 * ```ts ignore
 * const forTrees = evidence({ k: 15 }), forNetworks = evidence({ k: 15 }, { scaled: true });
 * const model = onFeatures(forTrees, boosting());
 * ```
 */
export function evidence(
  settings: Partial<EvidenceSettings> = {},
  { scaled: forNetworks = false } = {},
): Features {
  if (forNetworks) return combine(...Object.values(evidenceSources(settings)));
  return combine(...Object.values(sources(settings, "share")));
}

/** The parts of {@linkcode evidence}, scaled for networks, by name.
 *
 * @example
 * ```ts ignore
 * const { "sound and date": own, "nearest sounds": near } = evidenceSources();
 * const model = onFeatures(combine(own, near), mlpClassifier()); // without the same date and audio
 * ```
 */
export function evidenceSources(
  settings: Partial<EvidenceSettings> = {},
): Readonly<Record<string, Features>> {
  const { own, shared, near } = sources(settings, "log");
  return {
    "sound and date": scaled(own, quantileNormal()),
    "same date, same audio": scaled(shared, standard()),
    "nearest sounds": scaled(near, standard()),
  };
}

function sources(settings: Partial<EvidenceSettings>, as: "share" | "log") {
  const { by, smoothing, k, folds, of } = { ...BASE_DEFAULTS.evidence, ...settings };
  return {
    own: numeric({ year: true, month: true, day: true }),
    shared: targetEncoding({ by, smoothing, folds, as, of }),
    near: neighbourTargetEncoding({
      ...{ k, folds, as, of },
      space: numeric({ year: true }),
      scaling: quantileNormal(),
    }),
  };
}

/** Any of the settings; of `evidence`, `network` and `boosting` any part of them. */
export type BaseOptions = Partial<Omit<BaseSettings, "evidence">> & {
  readonly evidence?: Partial<EvidenceSettings>;
};

/** Every setting of a base prediction, as it stands in the record.
 *
 * @example
 * ```ts ignore
 * baseSettings({ networks: 1, network: { epochs: 12 } }).network.layers; // [256, 128], as in BASE_DEFAULTS
 * ```
 */
export function baseSettings(options: BaseOptions = {}): BaseSettings {
  return {
    ...BASE_DEFAULTS,
    ...options,
    evidence: { ...BASE_DEFAULTS.evidence, ...options.evidence },
    network: { ...BASE_DEFAULTS.network, ...options.network },
    boosting: { ...BASE_DEFAULTS.boosting, ...options.boosting },
  };
}

/** The two kinds of members of a base prediction.
 *
 * @param features of both, instead of {@linkcode evidence}
 * @example
 * ```ts ignore
 * const { network, trees } = baseMembers();
 * const judged = await experiment.evaluate("members", { network, trees });
 * ```
 */
export function baseMembers(options: BaseOptions = {}, features?: Features): Members {
  const settings = baseSettings(options), own = settings.evidence;
  if (features) return membersOn(features, settings);
  return membersOn({ networks: evidence(own, { scaled: true }), trees: evidence(own) }, settings);
}

/** Networks and boosted trees on {@linkcode evidence}, their probabilities averaged. No text is read.
 *
 * @example
 * ```ts ignore
 * const fitted = await basePredictor().fit(train, train.complete, rng);
 * const probabilities = await fitted.predictProba(test, allRows(test));
 * ```
 */
export function basePredictor(options: BaseOptions = {}): Estimator {
  const settings = baseSettings(options), { fit } = averaged(baseMembers(options), settings);
  return { name: "base", settings: { ...settings }, fit };
}
