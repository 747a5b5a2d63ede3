/** The main door: what notebooks call. Each room has a door of its own, which maps the room's files and exports the
 * rest: `import { rocAuc } from "../../lib/evaluation/mod.ts"`. In the order of the rooms:
 *
 * ```text
 *   core/         matrices, targets, random numbers, settings, errors, files
 *   data/         files to typed tables, splits, the file that is handed in
 *   features/     datasets to matrices: numbers, encodings, n-grams, sentence vectors, scaling
 *   models/       classical models, and what combines models
 *   nn/           neural networks and their training
 *   evaluation/   scores, tests, explanations, statistics of the data
 *   experiments/  records of runs, searches, experiments, transfers
 *   show/         figures, tables, progress bars
 *   publish/      notebooks run, site, article, cards, hand-in: what `deno task` starts
 *   studies/      what belongs to one study alone, each with a door of its own
 * ```
 * @module
 */
import "./publish/kernel/kernel.ts"; // first, for it mends the kernel's lost output
import { ready } from "./nn/mod.ts";

// Tables of numbers, targets, random numbers, errors
export { argmax, column, joinColumns, matrix, Rng, takeColumns, takeRows } from "./core/mod.ts";
export { InputError, mean, standardDeviation } from "./core/mod.ts";
export type { ClassTarget, Matrix, Nearest, Place, Places, Settings } from "./core/mod.ts";
export type { TagTarget, Target, TargetKind, Tensor } from "./core/mod.ts";

// Files, datasets and splits
export { dataset, parseTable, readTable, stackDatasets, withColumns } from "./data/mod.ts";
export { allRows, classesOf, fineLabels, holdOut, stratifiedKFold } from "./data/mod.ts";
export { exportPredictions } from "./data/mod.ts";
export type { ClassColumn, ColumnSpec, Dataset, DatasetParts, DateColumn } from "./data/mod.ts";
export type { ExportOptions, FineLabels, Group, Key, LabelNeed, NumberColumn } from "./data/mod.ts";
export type { Provenance, Range, RawTable, ReadOptions, Schema, Source } from "./data/mod.ts";
export type { Split, SplitOptions, TagColumns, TextColumn } from "./data/mod.ts";

// Features
export { ngrams, numeric, sentences, targetEncoding } from "./features/mod.ts";
export { blocks, combine, neighbourTargetEncoding, withTargetLeakage } from "./features/mod.ts";
export { cached, pca, scaled } from "./features/mod.ts";

// Scaling
export { minMax, quantileNormal, robust, standard, unscaled } from "./features/mod.ts";

// Sentence encoders
export { embed, hashedEncoder, openEncoder } from "./features/mod.ts";
export type { BringOptions, ColumnChange, ColumnScaler, EmbedOptions } from "./features/mod.ts";
export type { EmbedReport, EncodeOptions, EncodeProgress, Encoder } from "./features/mod.ts";
export type { EncoderOptions, Features, FittedFeatures, FittedNgrams } from "./features/mod.ts";
export type { FittedScaler, HashedSettings } from "./features/mod.ts";
export type { NeighbourTargetEncodingSettings, Ngrams, NgramSettings } from "./features/mod.ts";
export type { NumericColumn, NumericSettings, Pca, Precision, Scaler } from "./features/mod.ts";
export type { SentenceSettings, Sources, Sparse, TargetSettings } from "./features/mod.ts";
export type { TransformerSettings } from "./features/mod.ts";

// Models
export { decisionTree, gaussianBayes, logistic, majority, neighbours, svm } from "./models/mod.ts";
export { boosting, ngramLogistic, randomForest } from "./models/mod.ts";

// Models made of others
export { average, onFeatures, outOfFoldPredictions, perTag, stack } from "./models/mod.ts";
export { checkProbabilities } from "./models/mod.ts";
export type { AverageSettings, BayesSettings, BinarySolution, Binning } from "./models/mod.ts";
export type { BoostedTrees, BoostingClassifier, BoostingSettings } from "./models/mod.ts";
export type { CartSettings, Classifier, Estimator, Fitted, FittedBoosting } from "./models/mod.ts";
export type { FittedClassifier, FittedLogistic, FittedNeighbours } from "./models/mod.ts";
export type { FittedNgramLogistic, FittedSvm, FittedTrees } from "./models/mod.ts";
export type { ForestClassifier, ForestSettings, LinearModel } from "./models/mod.ts";
export type { LogisticRegression, LogisticSettings, NearestNeighbours } from "./models/mod.ts";
export type { NeighboursSettings, NgramLogistic, NgramLogisticSettings } from "./models/mod.ts";
export type { OnFeaturesOptions, OutOfFoldPredictionsSettings, SparseModel } from "./models/mod.ts";
export type { StackSettings, SupportVectorMachine, SvmSettings, Tree } from "./models/mod.ts";
export type { TreeClassifier, TreeSettings } from "./models/mod.ts";

// Networks
export { fusion, fusionClassifier, fusionMlp, mlp, mlpClassifier, tf } from "./nn/mod.ts";
export { embedColumns, networkClassifier } from "./nn/mod.ts";

// Training
export { loadModel, predictProbabilities, rangeTest, saveModel, train } from "./nn/mod.ts";

// Inside a network, and from one to another
export { copyWeights, freeze, gateValues, imprint, layerOutputs, unfreeze } from "./nn/mod.ts";
export type { Answer, ByLayer, CopiedWeight, CopyOptions, Embedding, Epoch } from "./nn/mod.ts";
export type { EvalPoint, FeaturesTower, FitSettings, FittedFusion } from "./nn/mod.ts";
export type { FittedFusionEstimator, FittedMlp, FullEmbedding } from "./nn/mod.ts";
export type { FusionClassifier, FusionSettings, FusionTower, HiddenSettings } from "./nn/mod.ts";
export type { History, Initialisation, JoinSettings, LayersModel } from "./nn/mod.ts";
export type { LayerStatistics, MlpClassifier, MlpClassifierSettings } from "./nn/mod.ts";
export type {
  MlpSettings,
  NetworkClassifier,
  PeriodicEmbedding,
  PiecewiseLinearEmbedding,
} from "./nn/mod.ts";
export type { RangePoint, TowerPlan, TowerSettings, TrainContext } from "./nn/mod.ts";
export type { TrainingError, TrainSettings } from "./nn/mod.ts";

// Evaluation
export { averageOf, best, crossValidate, pairedByRow, stackOf } from "./evaluation/mod.ts";
export { compareCrossValidated, optimism, validationCurve } from "./evaluation/mod.ts";
export { learningCurveOverRows, scores } from "./evaluation/mod.ts";

// What a model reads
export { explain, partialDependence, permutationImportance } from "./evaluation/mod.ts";

// What the data says
export { correlations, describe, drift, purity, umap } from "./evaluation/mod.ts";
export { leakageByColumn, splitLeakage } from "./evaluation/mod.ts";
export type { Answers, Association, AssociationOptions, Behind } from "./evaluation/mod.ts";
export type { Caption, ClassDisagreements, ClassificationScores } from "./evaluation/mod.ts";
export type { ClassReport, ClassScores, ColumnDrift, ColumnLeakage } from "./evaluation/mod.ts";
export type { ColumnLine, ColumnPair, ColumnSummary, Compared } from "./evaluation/mod.ts";
export type { Comparison, ConfidentMistake, ConfusedPair } from "./evaluation/mod.ts";
export type { CorrelationMethod, Correlations, Count } from "./evaluation/mod.ts";
export type { CrossValidateOptions, CrossValidation, CurvePoint } from "./evaluation/mod.ts";
export type { Description, Disagreement, Disagreements, Drift } from "./evaluation/mod.ts";
export type { Duplicates, Evaluated, EvaluatedParts, EvaluatedScore } from "./evaluation/mod.ts";
export type { EvaluateOptions, Evaluation, ExplainOptions, Explanation } from "./evaluation/mod.ts";
export type { FileDrift, Fold, Gain, GroupAccuracy, Importance } from "./evaluation/mod.ts";
export type { ImportanceOptions, Judged, KindShares } from "./evaluation/mod.ts";
export type { LearningCurveOptions, MarkedWord, MarkingWordsSettings } from "./evaluation/mod.ts";
export type { McNemar, MeanProbabilities, Metric, MissingCells } from "./evaluation/mod.ts";
export type { MultilabelScores, NearestOptions, NearText } from "./evaluation/mod.ts";
export type { NumberColumns, Optimism, Paired, PartialDependence } from "./evaluation/mod.ts";
export type { PrecisionRecallPoints, ProbabilityBin, Profiles } from "./evaluation/mod.ts";
export type { RocPoints, Sameness, ScoreCurve, Scores, TextDescription } from "./evaluation/mod.ts";
export type { TextMark, ThresholdCounts, UmapSettings, ValidationCurve } from "./evaluation/mod.ts";

// Experiments and their records
export { makeRun, openExperiment, openRuns, summarise } from "./experiments/mod.ts";

// Searches
export { grid, listed, mlpRunner, random, search, trialData, uniform } from "./experiments/mod.ts";
export {
  ablation,
  halving,
  integer,
  logUniform,
  oneOf,
  settingImportance,
  tpe,
} from "./experiments/mod.ts";

// What runs say
export { bestRun, oneStandardErrorRule, pairedBySeed, rankSettings } from "./experiments/mod.ts";
export { stepsToTarget } from "./experiments/mod.ts";
export type { Ablation, AblationRow, Arrival, Candidate, Distribution } from "./experiments/mod.ts";
export type { EvaluationAsked, Experiment, ExperimentEvent } from "./experiments/mod.ts";
export type { ExperimentModel, ExperimentPlace, ExperimentPlan } from "./experiments/mod.ts";
export type { GradientNoise, HalvingSettings, Inputs, Job, JobResult } from "./experiments/mod.ts";
export type { JudgedNetwork, Label, LookedAt, ModelQuestions } from "./experiments/mod.ts";
export type { NetworkPlan, OldNetwork, Outcome, PairedOptions, Plan } from "./experiments/mod.ts";
export type { Predicted, Quick, Run, RunKey, Runner, RunStore } from "./experiments/mod.ts";
export type { SearchAsked, SearchOptions, SearchProgress } from "./experiments/mod.ts";
export type { SettingsStanding, SkippedFile, Space, StepsToTarget } from "./experiments/mod.ts";
export type { StudyOfRun, SummariseOptions, Summary, Trained } from "./experiments/mod.ts";
export type { Transfer, TransferData, TransferPlan, TransferSettings } from "./experiments/mod.ts";
export type { TrialData, TrialSettings, TrickWorth, Tried, Versions } from "./experiments/mod.ts";

// Tables and progress
export { frame, progress, table, useWords } from "./show/mod.ts";

// Sounds to press play on
export { listen } from "./show/mod.ts";

// Figures of anything
export { bars, distributions, figure, graph, heatmap, intervals, lines } from "./show/mod.ts";
export { scatterByClass, scatterLabelled, shareLines } from "./show/mod.ts";

// Figures of models
export { calibrationCurve, confusionMatrix, leaderboard, thresholdCurves } from "./show/mod.ts";
export { dependenceCurves, networkDiagram, scoreCurves } from "./show/mod.ts";

// Figures of runs
export { evalCurves, layerPanels, learningCurve, learningCurves } from "./show/mod.ts";
export { parallelCoordinates, recallPanels, runsHeatmap, shareCurves } from "./show/mod.ts";
export { parameterEffect } from "./show/mod.ts";
export type { Bar, Calibrated, ConfusionCounts, Curve } from "./show/mod.ts";
export type { CurveLike, CurveQuantity, CurveRun, Danfo, DataFrame } from "./show/mod.ts";
export type { Dependence, DiagramPlan, DistributionsOptions, Estimate } from "./show/mod.ts";
export type { Figure, FramesPicture, Heard, Heat, HeatmapOptions, LayerRun } from "./show/mod.ts";
export type { Line, LinesOptions, ListenOptions, Picture, Player } from "./show/mod.ts";
export type { LookedAtRun, MeasuresOptions, Moment, NamedPoint, Part } from "./show/mod.ts";
export type { PrecisionRecallCurve, Progress, RankedOptions, RocCurve } from "./show/mod.ts";
export type { ScatterOptions, ScoredCurve, ScoredModel, ScoredPoint } from "./show/mod.ts";
export type { ScoredRun, SettingAxis, SharedRun, ShareLinesOptions, Sink } from "./show/mod.ts";
export type { Spec, Standing, Table, TableOptions, Thresholds, Words } from "./show/mod.ts";

// Of a model card
export type {
  AnyLine,
  JudgedUnder,
  ModelCard,
  TagsJudged,
  TagsJudgedUnder,
} from "./publish/cards/card.ts";

// A notebook builds networks from its first cells on: tfjs is set up here, once.
await ready();
