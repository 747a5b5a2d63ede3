/** The one door: everything that a notebook of the study calls. */
import "./publish/kernel/kernel.ts"; // first, for it mends the kernel's lost output
import { ready } from "./nn/tf.ts";

export * from "./core/errors.ts";
export * from "./core/matrix.ts";
export type { Nearest } from "./core/nearest.ts";
export * from "./core/rng.ts";
export * from "./core/places.ts";
export * from "./core/statistics.ts";
export * from "./core/target.ts";
export * from "./core/tensor.ts";

export {
  allRows,
  type ClassColumn,
  classesOf,
  type ColumnSpec,
  type Dataset,
  dataset,
  type DatasetParts,
  type DateColumn,
  type ExportOptions,
  exportPredictions,
  type FineLabels,
  fineLabels,
  type Group,
  holdOut,
  identityOf,
  type Key,
  type LabelNeed,
  type NumberColumn,
  parseTable,
  type Provenance,
  type Range,
  type RawTable,
  type ReadOptions,
  readTable,
  type Schema,
  type Source,
  type Split,
  type SplitOptions,
  stackDatasets,
  stratifiedKFold,
  type TagColumns,
  taskOf,
  type TextColumn,
  withColumns,
} from "./data/mod.ts";

export * from "./features/blocks.ts";
export * from "./features/combine.ts";
export * from "./features/features.ts";
export * from "./features/cached.ts";
export * from "./features/ngrams.ts";
export * from "./features/numeric.ts";
export * from "./features/target_leakage.ts";
export * from "./features/scale.ts";
export * from "./features/scaled.ts";
export * from "./features/sentences.ts";
export type { Sources } from "./features/sources.ts";
export type { Sparse } from "./features/sparse.ts";
export * from "./features/neighbour_target_encoding.ts";
export * from "./features/target_encoding.ts";
export type { BringOptions } from "./features/text/bring_model.ts";
export { embed, type EmbedOptions, type EmbedReport, vectorsFile } from "./features/text/embed.ts";
export type { EncodeOptions, EncodeProgress, Encoder, Precision } from "./features/text/encoder.ts";
export { hashedEncoder, type HashedSettings } from "./features/text/hashed.ts";
export { type EncoderOptions, openEncoder } from "./features/text/open_encoder.ts";
export type { TransformerSettings } from "./features/text/transformer.ts";

export { type BayesSettings, gaussianBayes } from "./models/bayes.ts";
export type { Binning } from "./models/bins.ts";
export { average, type AverageSettings, stack, type StackSettings } from "./models/blend.ts";
export type { BoostedTrees } from "./models/boosted_trees.ts";
export * from "./models/boosting.ts";
export type { BoostingSettings } from "./models/boosting_settings.ts";
export type { CartSettings, Tree } from "./models/cart.ts";
export type { SparseModel } from "./models/dual_logistic.ts";
export * from "./models/estimator.ts";
export { sumToClasses } from "./models/fine_labels.ts";
export { type ForestClassifier, type ForestSettings, randomForest } from "./models/forest.ts";
export {
  type FittedLogistic,
  type LinearModel,
  logistic,
  type LogisticRegression,
  type LogisticSettings,
} from "./models/logistic.ts";
export { majority } from "./models/majority.ts";
export * from "./models/neighbours.ts";
export * from "./models/ngram_logistic.ts";
export * from "./models/out_of_fold_predictions.ts";
export * from "./models/per_tag.ts";
export { checkProbabilities } from "./models/probabilities.ts";
export type { BinarySolution } from "./models/smo.ts";
export { type FittedSvm, type SupportVectorMachine, svm, type SvmSettings } from "./models/svm.ts";
export {
  decisionTree,
  type FittedTrees,
  type TreeClassifier,
  type TreeSettings,
} from "./models/tree.ts";

export type { Answer } from "./nn/answer.ts";
export type { ByLayer } from "./nn/by_layer.ts";
export * from "./nn/classifier.ts";
export {
  type Embedding,
  fitEmbedding,
  type FullEmbedding,
  fullEmbedding,
  type PeriodicEmbedding,
  type PiecewiseLinearEmbedding,
  sigmaOf,
} from "./nn/embedding.ts";
export * from "./nn/freeze.ts";
export * from "./nn/fusion.ts";
export * from "./nn/fusion_classifier.ts";
export * from "./nn/fusion_estimator.ts";
export * from "./nn/gate_values.ts";
export type { HiddenSettings } from "./nn/hidden.ts";
export * from "./nn/history.ts";
export * from "./nn/imprint.ts";
export type { Initialisation } from "./nn/initialise.ts";
export * from "./nn/layer_outputs.ts";
export * from "./nn/mlp.ts";
export * from "./nn/embed_columns.ts";
export * from "./nn/predict.ts";
export * from "./nn/rate_range.ts";
export * from "./nn/save.ts";
export * from "./nn/settings.ts";
export { type LayersModel, tf } from "./nn/tf.ts";
export * from "./nn/train.ts";
export * from "./nn/transfer.ts";

export type { Behind } from "./evaluation/against.ts";
export * from "./evaluation/best.ts";
export * from "./evaluation/blended.ts";
export type { Caption } from "./evaluation/caption.ts";
export * from "./publish/cards/card.ts";
export * from "./evaluation/compare.ts";
export * from "./evaluation/drift.ts";
export * from "./evaluation/cross_validate.ts";
export * from "./evaluation/answers.ts";
export * from "./evaluation/evaluated.ts";
export * from "./evaluation/paired_by_row.ts";
export * from "./evaluation/leakage.ts";
export * from "./evaluation/learning_curve.ts";
export type { Gain } from "./evaluation/gain.ts";
export { pairedBySeed, type PairedOptions, type Trained } from "./experiments/paired_by_seed.ts";
export type { MeanProbabilities } from "./evaluation/mean_probabilities.ts";
export * from "./evaluation/mistakes.ts";
export * from "./evaluation/optimism.ts";
export * from "./evaluation/scarce.ts";
export * from "./evaluation/score_curve.ts";
export * from "./evaluation/split_leakage.ts";
export * from "./evaluation/stratified_order.ts";
export * from "./evaluation/validation_curve.ts";
export type {
  ClassDisagreements,
  Disagreement,
  Disagreements,
} from "./evaluation/disagreements.ts";
export * from "./experiments/experiment.ts";
export type {
  EvaluationAsked,
  ExperimentModel,
  ModelQuestions,
} from "./experiments/experiment_models.ts";
export * from "./evaluation/explain/dependence.ts";
export * from "./evaluation/explain/importance.ts";
export * from "./evaluation/explain/explain.ts";
export * from "./evaluation/fitting.ts";
export * from "./experiments/runs/one_standard_error.ts";
export * from "./experiments/runs/record.ts";
export * from "./experiments/runs/runs.ts";
export * from "./experiments/runs/standings.ts";
export type { Versions } from "./experiments/runs/versions.ts";
export * from "./evaluation/metrics/confusion.ts";
export * from "./evaluation/metrics/curves.ts";
export * from "./evaluation/metrics/metrics.ts";
export * from "./evaluation/metrics/multilabel.ts";
export * from "./evaluation/metrics/probabilistic.ts";
export * from "./evaluation/metrics/ranking.ts";
export { direction, type Metric, metricOf, METRICS } from "./evaluation/metrics/registry.ts";
export {
  type Ablation,
  ablation,
  type AblationRow,
  type TrickWorth,
} from "./experiments/search/ablation.ts";
export * from "./experiments/search/classifier_from_run.ts";
export * from "./experiments/search/curve_of.ts";
export * from "./experiments/search/gradient_noise.ts";
export * from "./experiments/search/halving.ts";
export * from "./experiments/search/inputs.ts";
export * from "./experiments/runners/mlp_runner.ts";
export * from "./experiments/search/network_plan.ts";
export type { Job, JobResult, Runner } from "./experiments/runners/runner.ts";
export type { Quick } from "./experiments/quick.ts";
export * from "./experiments/search/search.ts";
export {
  type Candidate as SearchCandidate,
  type Distribution,
  grid,
  integer,
  listed,
  logUniform,
  oneOf,
  type Plan,
  random,
  type Space,
  uniform,
} from "./experiments/search/space.ts";
export type { Tried } from "./experiments/search/tried.ts";
export * from "./experiments/search/trial_data.ts";
export type { Association, AssociationOptions } from "./evaluation/statistics/association.ts";
export type { ColumnSummary } from "./evaluation/statistics/column_summary.ts";
export * from "./evaluation/statistics/columns.ts";
export * from "./evaluation/statistics/correlations.ts";
export * from "./evaluation/statistics/describe.ts";
export type { Duplicates, Sameness } from "./evaluation/statistics/duplicates.ts";
export type {
  KindShares,
  MarkedWord,
  TextDescription,
} from "./evaluation/statistics/describe_texts.ts";
export type { MarkingWordsSettings } from "./evaluation/statistics/log_odds.ts";
export type { NearestOptions, NearText } from "./evaluation/statistics/near_texts.ts";
export type { Count, MissingCells } from "./evaluation/statistics/overview.ts";
export * from "./evaluation/statistics/pca.ts";
export type { Profiles } from "./evaluation/statistics/profile.ts";
export * from "./evaluation/statistics/purity.ts";
export { wilson } from "./evaluation/statistics/shares.ts";
export type { TextMark } from "./evaluation/statistics/text_marks.ts";
export * from "./evaluation/statistics/umap.ts";
export * from "./experiments/summarise.ts";
export type { OldNetwork, TransferData } from "./experiments/transfer/data.ts";
export type { JudgedNetwork } from "./experiments/transfer/judged_network.ts";
export * from "./experiments/transfer/steps_to_target.ts";
export * from "./experiments/transfer/transfer.ts";
export type { TransferSettings } from "./experiments/transfer/settings.ts";

export * from "./show/figures.ts";
export * from "./show/frames.ts";
export * from "./show/progress.ts";
export * from "./show/tables.ts";
export * from "./show/words.ts";

// A notebook builds networks from its first cells on: tfjs is set up here, once.
await ready();
