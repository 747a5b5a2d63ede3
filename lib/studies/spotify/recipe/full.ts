/** The study's best prediction from sound, date, title and album: networks and boosted trees, averaged. */
import { combine } from "../../../features/combine.ts";
import type { Features } from "../../../features/features.ts";
import { cached } from "../../../features/cached.ts";
import { quantileNormal, standard, unscaled } from "../../../features/scale.ts";
import { numeric } from "../numeric.ts";
import { scaled } from "../../../features/scaled.ts";
import { sentences } from "../../../features/sentences.ts";
import { neighbourTargetEncoding } from "../../../features/neighbour_target_encoding.ts";
import { targetEncoding } from "../../../features/target_encoding.ts";
import type { EmbedOptions } from "../../../features/text/embed.ts";
import type { Estimator } from "../../../models/estimator.ts";
import { ngramLogistic } from "../../../models/ngram_logistic.ts";
import { outOfFoldPredictions } from "../../../models/out_of_fold_predictions.ts";
import {
  BASE_DEFAULTS,
  type BaseOptions,
  type BaseSettings,
  baseSettings,
  evidence,
  evidenceSources,
} from "./base.ts";
import { averaged, membersOn } from "./members.ts";

/** How genres of other tracks with like texts become features. */
export interface TextEvidenceSettings {
  /** How many of the nearest titles, and of the nearest albums, by sentence vectors. */
  readonly k: number;
  /** Inverse strength of the n-gram model's penalty (`ngramLogistic`). */
  readonly c: number;
  /** How many folds the n-gram model's opinions take. */
  readonly opinionFolds: number;
}

/** How the full prediction is made. */
export interface FullSettings extends BaseSettings {
  /** What is made of titles and albums. */
  readonly text: TextEvidenceSettings;
}

/** Any of the settings; of the nested ones any part. */
export type FullOptions = BaseOptions & { readonly text?: Partial<TextEvidenceSettings> };

/** The defaults, chosen on validation (LOG.md tells how). */
export const FULL_DEFAULTS: FullSettings = Object.freeze<FullSettings>({
  ...BASE_DEFAULTS,
  networks: 3,
  networkShare: .7,
  text: { k: 15, c: 1, opinionFolds: 5 },
});

/** Every setting of a full prediction, as it stands in the record.
 *
 * @example
 * ```ts ignore
 * fullSettings({ text: { k: 30 } }).text; // { k: 30, c: 1, opinionFolds: 5 }
 * ```
 */
export function fullSettings({ text, ...options }: FullOptions = {}): FullSettings {
  const { networks, networkShare } = FULL_DEFAULTS;
  return {
    ...baseSettings({ networks, networkShare, ...options }),
    text: { ...FULL_DEFAULTS.text, ...text },
  };
}

/** What titles and albums tell: the genres of other tracks of the same album or title, of those whose titles and
 * albums are most alike as sentence vectors, and what n-grams make of both; always out of fold, as logarithms of
 * mean 0 and deviation 1.
 *
 * @param vectors the encoder of sentences, and where its vectors are kept
 * @example
 * ```ts ignore
 * const encoder = await openEncoder();
 * const model = onFeatures(textEvidence({ encoder, store: vectorsFile() }), logistic());
 * ```
 */
export function textEvidence(vectors: EmbedOptions, options: FullOptions = {}): Features {
  return combine(...Object.values(textSources(vectors, options)));
}

/** The parts of {@linkcode textEvidence} by name.
 *
 * @example
 * ```ts ignore
 * const { "n-grams": ngrams } = textSources({ encoder });
 * const model = onFeatures(ngrams, mlpClassifier()); // what spelling alone tells
 * ```
 */
function textSources(
  vectors: EmbedOptions,
  options: FullOptions = {},
): Readonly<Record<string, Features>> {
  const { evidence: { smoothing, folds, of }, text: { k, c, opinionFolds } } = fullSettings(
    options,
  );
  const as = "log", near = { k, folds, as, of, scaling: unscaled() } as const;
  const around = (text: "title" | "album") =>
    neighbourTargetEncoding({
      ...near,
      space: nearestSpaces(vectors)[text],
      name: `nearest ${text}s`,
    });
  const sources = {
    "same album, same title": targetEncoding({
      by: ["album", "title"],
      smoothing,
      folds,
      as,
      of,
    }),
    "nearest titles": around("title"),
    "nearest albums": around("album"),
    "n-grams": outOfFoldPredictions(ngramLogistic({ of: "all", c }), {
      folds: opinionFolds,
      as,
      of,
    }),
  };
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, scaled(source, standard())]),
  );
}

/** In what the nearest tracks are looked for, by name: sound and year as normal deviates, and the vectors of titles and
 * of albums as the encoder gives them.
 *
 * @example
 * ```ts ignore
 * const { train: x } = await nearestSpaces({ encoder }).title.fit(train, train.complete, rng);
 * purity(train.texts("genre"), x); // are tracks of like titles of one genre?
 * ```
 */
export function nearestSpaces(
  vectors: EmbedOptions,
): Readonly<Record<"title" | "album" | "sound", Features>> {
  return {
    title: sentences({ of: "title", ...vectors }),
    album: sentences({ of: "album", ...vectors }),
    sound: scaled(numeric({ year: true }), quantileNormal()),
  };
}

/** What the full prediction is, for its card. */
export const fullSummary: string =
  "The mean of networks, which learn playlists, and boosted trees, which learn subgenres. All see the 13 quantities, " +
  "the date, how often each subgenre occurs among other tracks of the same date, audio, album and title, and among " +
  "those nearest in sound, title and album, and what n-grams of the texts say.";

/** Everything that the full prediction looks at, by name: what can be added, or left out, source by source. Side by side
 * (`combine`) it is {@linkcode fullEvidence}.
 *
 * @example
 * ```ts ignore
 * const { "nearest titles": _, ...others } = fullSources({ encoder });
 * const model = onFeatures(combine(...Object.values(others)), boosting());
 * ```
 */
export function fullSources(
  vectors: EmbedOptions,
  options: FullOptions = {},
): Readonly<Record<string, Features>> {
  return {
    ...evidenceSources(fullSettings(options).evidence),
    ...textSources(vectors, options),
  };
}

/** The evidence of sound and date (`evidence`) beside that of the texts, scaled for networks; trees do not mind.
 *
 * @example
 * ```ts ignore
 * const features = cached(fullEvidence({ encoder }), rng.fork("evidence")); // made once for both
 * const { network, trees } = membersOn(features, fullSettings());
 * ```
 */
function fullEvidence(vectors: EmbedOptions, options: FullOptions = {}): Features {
  const sound = evidence(fullSettings(options).evidence, { scaled: true });
  return combine(sound, textEvidence(vectors, options));
}

/** Networks and boosted trees on {@linkcode fullEvidence}, their probabilities averaged. The evidence is made once
 * for all members, for it takes as long as they do.
 *
 * @example
 * ```ts ignore
 * const encoder = await openEncoder();
 * const fitted = await fullPredictor({ encoder }).fit(train, train.complete, rng);
 * const probabilities = await fitted.predictProba(test, allRows(test));
 * ```
 */
export function fullPredictor(vectors: EmbedOptions, options: FullOptions = {}): Estimator {
  const settings = fullSettings(options), features = fullEvidence(vectors, options);
  const { name, precision, dimensions, fingerprint } = vectors.encoder;
  return {
    name: "full",
    settings: { ...settings, encoder: { name, precision, dimensions, fingerprint } },
    fit(tracks, rows, rng) {
      const members = membersOn(cached(features, rng.fork("evidence")), settings);
      return averaged(members, settings).fit(tracks, rows, rng);
    },
  };
}
