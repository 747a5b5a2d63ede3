/** The one contract of every model, from the majority class to the fusion network: fit, then predictProba. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Target, TargetKind } from "../core/target.ts";
import type { Dataset } from "../data/mod.ts";
import { chain } from "../features/chain.ts";
import type { Features, Scaler } from "../features/features.ts";
import { fitBoth } from "./fit_both.ts";

/** A model of numbers alone: what a table of features and its labels teach. */
export interface Classifier {
  /** What the model is called in records and tables. */
  readonly name: string;
  /** Plain data with every default filled in; it goes into the run's record. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What it can learn; one class per row where nothing is said. */
  readonly learns?: readonly TargetKind[];
  /** Learns from all rows of `x`.
   * @param x one row per label; never changed
   * @throws {InputError} on zero rows, one class, values the model cannot read, a kind of target it cannot learn */
  fit(x: Matrix, y: Target, rng: Rng): FittedClassifier | Promise<FittedClassifier>;
}

/** What a fitted classifier can do. */
export interface FittedClassifier {
  /** What it makes of rows with the columns it was fitted on.
   * @returns rows × classes, columns named by the classes: each row sums to 1, or, of tags, each value is one tag's
   * probability by itself
   * @throws {InputError} on other columns, or values the model cannot read */
  predictProba(x: Matrix): Matrix | Promise<Matrix>;
}

/** A model of data: its features are part of it and are fitted on the training rows alone, so that no
 * cross-validation can leak. */
export interface Estimator {
  /** What the model is called in records and tables. */
  readonly name: string;
  /** Plain data with every default filled in, its features' too; it goes into the run's record. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Learns from the given rows of a file, and from nothing else.
   * @param rows row numbers, from 0
   * @throws {InputError} on zero rows, one genre, a file that lacks what the features need */
  fit(data: Dataset, rows: Int32Array, rng: Rng): Promise<Fitted>;
}

/** A fitted estimator. */
export interface Fitted {
  /** The names of what it tells apart: the columns of its answers. */
  readonly classes: readonly string[];
  /** What it makes of any rows of any file.
   * @returns rows × classes, as of a classifier */
  predictProba(data: Dataset, rows: Int32Array): Promise<Matrix>;
}

/** Features, then any number of scalers, then a classifier, as one estimator.
 *
 * @example
 * ```ts ignore
 * const estimator = onFeatures(numeric({ year: true }), quantileNormal(), boosting());
 * const fitted = await estimator.fit(train, rows, new Rng(1));
 * const probabilities = await fitted.predictProba(test, allRows(test));
 * ```
 */
export function onFeatures(features: Features, ...rest: [...Scaler[], Classifier]): Estimator {
  const scalers = rest.slice(0, -1) as Scaler[], classifier = rest.at(-1) as Classifier;
  const source = chain(features, ...scalers);
  return {
    name: classifier.name,
    settings: { ...source.settings, ...classifier.settings },
    async fit(data, rows, rng) {
      const { classes, transform, model } = await fitBoth(source, classifier, data, rows, rng);
      return {
        classes,
        predictProba: async (data, rows) => await model.predictProba(await transform(data, rows)),
      };
    },
  };
}
