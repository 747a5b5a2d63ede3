/** Genre from the letters of titles and albums: logistic regression on n-grams. */
import { type Dataset, fineLabels } from "../data/mod.ts";
import { ngrams, type NgramSettings } from "../features/ngrams.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import { fitSparseLogistic, type SparseModel, sparseProba } from "./dual_logistic.ts";
import type { Estimator, Fitted } from "./estimator.ts";
import { sumToClasses } from "./fine_labels.ts";
import { checkLabels, ofAllClasses } from "./inputs.ts";
import { LOGISTIC_RULES, type LogisticSettings } from "./logistic.ts";

/** Settings of {@linkcode ngramLogistic}. */
export interface NgramLogisticSettings extends NgramSettings, Required<LogisticSettings> {
  /** What is learnt; the answers are genres in any case, sums over their parts. */
  readonly labels: string;
  /** How often every row is visited at most. */
  readonly maxIterations: number;
  /** Ends when the dual's gap to the primal, in log loss per row, is no larger: .1 is enough for hundreds of labels. */
  readonly tolerance: number;
}

/** A fitted {@linkcode ngramLogistic}, open to inspection. */
export interface FittedNgramLogistic extends Fitted {
  /** The n-gram that each row of the weights belongs to. */
  readonly terms: readonly string[];
  /** Its weights and intercepts. */
  readonly model: SparseModel;
}

/** What {@linkcode ngramLogistic} makes. */
export interface NgramLogistic extends Estimator {
  /** Learns from the texts of the given rows; see {@linkcode Estimator}. */
  fit(data: Dataset, rows: Int32Array, rng: Rng): Promise<FittedNgramLogistic>;
}

/** Multinomial logistic regression on the TF-IDF of words and characters of titles, albums or both.
 *
 * Texts of nothing known get the training rows' shares of the genres, or nearly so: all that speaks then are the
 * intercepts.
 *
 * @throws {InputError} on settings out of range; from `fit`, on zero rows, one genre, or texts without anything in
 * common
 * @example
 * ```ts ignore
 * const fitted = await ngramLogistic({ of: "album", c: 3 }).fit(tracks, train, new Rng(1));
 * const probabilities = await fitted.predictProba(tracks, validation);
 * ```
 */
export function ngramLogistic(options: Partial<NgramLogisticSettings> = {}): NgramLogistic {
  const { c = 1, maxIterations = 100, tolerance = 1e-3, labels: by = "task", ...texts } = options;
  checkSettings({ c, maxIterations, tolerance }, LOGISTIC_RULES, "ngramLogistic");
  const features = ngrams(texts);
  return {
    name: "ngramLogistic",
    settings: { ...features.settings, c, maxIterations, tolerance, labels: by },
    fit(data, rows, rng) {
      const labels = fineLabels(data, rows, by);
      const { codes, classes: present } = checkLabels("ngramLogistic", rows.length, labels);
      const { terms, train, transform } = features.fit(data, rows);
      const model = fitSparseLogistic(train, codes, present.length, {
        c,
        maxIterations,
        tolerance,
      }, rng);
      return Promise.resolve({
        classes: labels.whole,
        terms,
        model,
        predictProba(data, rows) {
          const found = sparseProba(model, transform(data, rows));
          return Promise.resolve(
            sumToClasses(ofAllClasses(found, present, labels.classes), labels),
          );
        },
      });
    },
  };
}
