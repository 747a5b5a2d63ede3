/** The one contract of every model, from the majority class to the fusion network: fit, then predictProba. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Target, TargetKind } from "../core/target.ts";
import { type Dataset, fineLabels } from "../data/mod.ts";
import { chain } from "../features/chain.ts";
import type { Features, Scaler } from "../features/features.ts";
import { sourceOf, type Sources } from "../features/sources.ts";
import { withFineLabels } from "./fine_labels.ts";
import { fitBoth } from "./fit_both.ts";
import { onBlock } from "./on_block.ts";

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

/** What else a model on features may be told. */
export interface OnFeaturesOptions {
  /** Learn these finer labels, such as "subgenre", and add up what is answered by class: p(rap) = Σ p(part of rap). Where
   * the training file does not know them, the class is learnt. */
  readonly labels?: string;
}

/** Features, then any number of scalers, then a classifier, as one estimator. Features may come by name, side by side:
 * `onFeatures({ sound, text }, …)`, each with scalers of its own: `{ sound: [numeric(), standard()], text }`.
 *
 * @example
 * ```ts ignore
 * const estimator = onFeatures(numeric({ year: true }), quantileNormal(), boosting());
 * const fitted = await estimator.fit(train, rows, new Rng(1));
 * const probabilities = await fitted.predictProba(test, allRows(test));
 *
 * const finer = onFeatures(numeric(), boosting(), { labels: "subgenre" });
 * const late = average([onFeatures("sound", boosting()), onFeatures("text", logistic())]);
 * const estimator = onFeatures({ sound: numeric(), text: [sentences({ of: "all", encoder }), standard()] }, late);
 * ```
 */
export function onFeatures(
  features: Sources,
  ...rest: [...Scaler[], Classifier] | [...Scaler[], Classifier, OnFeaturesOptions]
): Estimator;
/** A classifier that reads only the features of that name, on a table that holds more: what late fusion averages or
 * stacks. Features that take long are so made once for all members. */
export function onFeatures(name: string, classifier: Classifier): Classifier;
export function onFeatures(
  features: Sources | string,
  ...rest: (Scaler | Classifier | OnFeaturesOptions)[]
): Estimator | Classifier {
  const hasOptions = !("fit" in rest.at(-1)!);
  const options = hasOptions ? rest.pop() as OnFeaturesOptions : {};
  const classifier = rest.pop() as Classifier;
  return typeof features === "string"
    ? onBlock(features, classifier)
    : estimatorOf(chain(sourceOf(features), ...rest as Scaler[]), classifier, options);
}

function estimatorOf(
  source: Features,
  classifier: Classifier,
  { labels }: OnFeaturesOptions,
): Estimator {
  return {
    name: classifier.name,
    settings: {
      ...source.settings,
      ...classifier.settings,
      ...(labels !== undefined && { labels }),
    },
    async fit(data, rows, rng) {
      const learner = labels === undefined
        ? classifier
        : withFineLabels(classifier, fineLabels(data, rows, labels));
      const { classes, transform, model } = await fitBoth(source, learner, data, rows, rng);
      return {
        classes,
        predictProba: async (data, rows) => await model.predictProba(await transform(data, rows)),
      };
    },
  };
}
