/** Classical models, each `fit`, then `predictProba`; and what combines models.
 *
 * ```text
 *   bayes.ts                     Gaussian naive Bayes
 *   bins.ts                      columns in at most 255 bins, for histograms
 *   blend.ts                     averages and stacks of models
 *   boosted_trees.ts             boosted trees as arrays, and their predictions
 *   boosting.ts                  gradient boosting on histograms
 *   boosting_settings.ts         settings of boosting and their bounds
 *   boosting_worker.ts           worker of boosting.ts
 *   cart.ts                      one classification tree with exact splits
 *   categories.ts                the best division of categories in two
 *   chains.ts                    chains of classifiers: each tag helps to tell the next
 *   coupling.ts                  pairwise probabilities to class probabilities
 *   dense_design.ts              the products of a linear model with a table
 *   discriminant.ts              linear discriminant analysis: classifier and projection
 *   dual_logistic.ts             logistic regression on sparse tables, in the dual
 *   esn.ts                       echo state networks, extreme learning machines
 *   estimator.ts                 the contracts: Classifier, Estimator; onFeatures joins features and a classifier
 *   extra_tree.ts                one extremely randomised tree
 *   extra_trees.ts               extremely randomised trees, of classes or of all tags at once
 *   fine_labels.ts               sums probabilities of finer labels to classes
 *   fit_both.ts                  fits features and a classifier on the same rows
 *   forest.ts                    random forest
 *   forest_worker.ts             worker of forest.ts
 *   group_discriminant.ts        linear discriminant analysis for groups never met
 *   inputs.ts                    checks of what a classifier is given
 *   kernels/boosting_tree.as.ts  kernel: histograms and thresholds of boosting
 *   kernels/dense_rows.as.ts     kernel: products with a table
 *   kernels/sparse_rows.as.ts    kernel: products with sparse rows
 *   kernels/svm_smo.as.ts        kernel: rows of an SVM's kernel matrix, gradient updates
 *   lbfgs.ts                     limited-memory BFGS
 *   leafwise.ts                  one regression tree, the leaf with the largest gain first
 *   learner.ts                   classifiers and estimators, treated alike
 *   logistic.ts                  multinomial logistic regression
 *   majority.ts                  the baseline: shares of the classes
 *   neighbours.ts                k nearest neighbours
 *   ngram_logistic.ts            logistic regression on n-grams of texts
 *   on_block.ts                  a model that reads one block of a table
 *   on_copies.ts                 a model that learns from changed copies, too
 *   out_of_fold.ts               predictions for rows that the model has not seen
 *   out_of_fold_predictions.ts   a model's out-of-fold predictions as features of another
 *   per_tag.ts                   one classifier for every tag
 *   platt.ts                     Platt scaling
 *   probabilities.ts             checks that rows are probabilities
 *   ranks.ts                     columns as ranks, for exact splits
 *   readout.ts                   a ridge readout as probabilities
 *   repeat_rare.ts               rows with rare tags shown more often
 *   ridge.ts                     ridge regression on indicators
 *   row_cache.ts                 a bounded cache of computed rows
 *   smo.ts                       sequential minimal optimisation of a two-class SVM
 *   softmax.ts                   scores to probabilities
 *   split.ts                     the best split of a node
 *   svm.ts                       support vector machine, one against one
 *   svm_kernel.ts                kernel values between a row and a table
 *   svm_machine.ts               a fitted machine: decision values of every pair
 *   svm_worker.ts                worker of svm.ts
 *   thresholds.ts                a threshold per tag: by F1, by MCC, by expected F1
 *   tree.ts                      decision tree, and what trees and forests share
 *   with_thresholds.ts           a model of tags with a threshold of its own for every tag
 *   within_classes.ts            covariance within classes, and how far to shrink it
 * ```
 *
 * It is large because all models that are no networks are here, trees to SVM, with their kernels.
 *
 * @module
 */
export * from "./bayes.ts";
export type { Binning } from "./bins.ts";
export * from "./blend.ts";
export type { BoostedTrees } from "./boosted_trees.ts";
export * from "./boosting.ts";
export type { BoostingSettings } from "./boosting_settings.ts";
export type { CartSettings, Tree } from "./cart.ts";
export {
  type DiscriminantClassifier,
  type DiscriminantSettings,
  type FittedDiscriminant,
  linearDiscriminant,
} from "./discriminant.ts";
export { chains } from "./chains.ts";
export { fitSparseLogistic, type SparseModel } from "./dual_logistic.ts";
export {
  elm,
  type ElmSettings,
  esn,
  type EsnSettings,
  type FittedSequenceClassifier,
  type SequenceClassifier,
} from "./esn.ts";
export * from "./estimator.ts";
export { extraTrees, type ExtraTreesSettings } from "./extra_trees.ts";
export { sumToClasses } from "./fine_labels.ts";
export { fitBoth, type FittedBoth } from "./fit_both.ts";
export * from "./forest.ts";
export {
  GROUP_DISCRIMINANT,
  groupDiscriminant,
  type GroupDiscriminantSettings,
} from "./group_discriminant.ts";
export { checkQuery, checkTags, checkTraining, type Present } from "./inputs.ts";
export {
  type FittedLogistic,
  type LinearModel,
  logistic,
  type LogisticRegression,
  type LogisticSettings,
} from "./logistic.ts";
export { majority } from "./majority.ts";
export * from "./neighbours.ts";
export * from "./ngram_logistic.ts";
export { onCopies } from "./on_copies.ts";
export * from "./out_of_fold_predictions.ts";
export { perTag } from "./per_tag.ts";
export * from "./probabilities.ts";
export { repeatFactors, repeatRare, type RepeatSettings } from "./repeat_rare.ts";
export { ridge, type RidgeSettings } from "./ridge.ts";
export type { BinarySolution } from "./smo.ts";
export * from "./svm.ts";
export { decisionTree, type FittedTrees, type TreeClassifier, type TreeSettings } from "./tree.ts";
export * from "./thresholds.ts";
export { THRESHOLD_DEFAULTS, type ThresholdSettings, withThresholds } from "./with_thresholds.ts";
