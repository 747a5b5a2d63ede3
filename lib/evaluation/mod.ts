/** What models are worth: evaluated models and what can be asked of them, scores, tests,
 * explanations, and statistics of the data.
 *
 * ```text
 *   against.ts                    how far other models are behind one, tested by fold and by row
 *   answers.ts                    the answers that an evaluated model is made of
 *   best.ts                       the best of several evaluated models
 *   blended.ts                    averages and stacks of evaluated models
 *   caption.ts                    the texts by which a reader knows a row
 *   compare.ts                    paired tests: McNemar, corrected resampled t
 *   cross_validate.ts             an estimator fitted and scored on a split or on folds
 *   disagreements.ts              rows on which two models differ
 *   drift.ts                      how two files differ, column by column and all together
 *   evaluated.ts                  Evaluated: a model's answers, scores, intervals, confusion, mistakes
 *   explain/altered.ts            rows with one column replaced
 *   explain/dependence.ts         partial dependence
 *   explain/explain.ts            a model fitted once, then asked what it reads
 *   explain/importance.ts         permutation importance
 *   fitting.ts                    settings that need more rows than there are, left out
 *   gain.ts                       a difference of two scores with its interval
 *   hearing/chords.ts             chords found against true ones
 *   hearing/continuity.ts         whether a beat tracker stays with the beat
 *   hearing/events.ts             onsets and beats found against true ones
 *   leakage.ts                    columns that give the class away
 *   learning_curve.ts             scores by the number of training rows
 *   mean_probabilities.ts         mean probabilities of groups of rows
 *   metrics/accuracy.ts           share of rows predicted right
 *   metrics/confusion.ts          confusion matrix; precision, recall, F1
 *   metrics/curves.ts             ROC, precision-recall and calibration
 *   metrics/metrics.ts            all scores of class probabilities
 *   metrics/multilabel.ts         scores of tags
 *   metrics/probabilistic.ts      log loss, Brier score, calibration error, top-k
 *   metrics/ranking.ts            ROC AUC, average precision
 *   metrics/registry.ts           every score: its name, its unit, and whether more is better
 *   metrics/said.ts               scores of tags that are said, from counts
 *   metrics/tags.ts               all scores of tag probabilities
 *   mistakes.ts                   accuracy by group, confused pairs, confident mistakes
 *   optimism.ts                   scores by several ways of splitting
 *   paired_by_row.ts              the difference of two models, row by row
 *   scarce.ts                     classes with too few groups to be split
 *   score_curve.ts                training and validation scores as something grows
 *   share_interval.ts             the interval of a share, by bootstrap over groups of rows
 *   split_leakage.ts              validation rows with a relative among the training rows
 *   statistics/association.ts     which column separates the classes, by several measures
 *   statistics/cluster.ts         an order of columns by average linkage
 *   statistics/column_summary.ts  mean, quartiles, skewness … of a column
 *   statistics/columns.ts         a dataset as plain named columns
 *   statistics/contingency.ts     counts of two categories, chi-squared, Cramér's V
 *   statistics/correlation.ts     Pearson's and Spearman's correlation
 *   statistics/correlations.ts    the correlations of every two columns
 *   statistics/describe.ts        everything that describes a dataset, by one call
 *   statistics/describe_texts.ts  everything that describes a column of texts
 *   statistics/distributions.ts   tails of the t, F, chi-squared and normal distributions
 *   statistics/duplicates.ts      rows that are equal in something
 *   statistics/incomplete.ts      incomplete gamma and beta functions
 *   statistics/inequality.ts      Lorenz curve, Gini coefficient
 *   statistics/information.ts     mutual information
 *   statistics/kolmogorov.ts      Kolmogorov-Smirnov test
 *   statistics/log_odds.ts        words that mark a class: log-odds with a Dirichlet prior
 *   statistics/midranks.ts        ranks, ties sharing the mean
 *   statistics/near_texts.ts      the texts nearest to given words, by sentence vectors
 *   statistics/overview.ts        rows, missing cells, counts, distinct values
 *   statistics/profile.ts         class means, in standard deviations from all rows
 *   statistics/purity.ts          share of neighbours of the same class
 *   statistics/scripts.ts         alphabets and languages of texts
 *   statistics/shares.ts          class shares along a number, Wilson intervals
 *   statistics/text_marks.ts      lengths and habits of texts, by class
 *   statistics/umap.ts            UMAP, by umap-js
 *   statistics/variance.ts        analysis of variance, Kruskal-Wallis
 *   stratified_order.ts           an order of rows whose every beginning is stratified
 *   tag_intervals.ts              intervals of scores of tags, and of their differences, by bootstrap
 *   validation_curve.ts           scores by one setting of a model
 * ```
 *
 * It is large because every measure, interval and test is here once, for all studies.
 *
 * @module
 */
export type { Behind } from "./against.ts";
export type { Answers, EvaluatedParts, EvaluatedScore } from "./answers.ts";
export { best } from "./best.ts";
export * from "./blended.ts";
export type { Caption } from "./caption.ts";
export * from "./compare.ts";
export * from "./cross_validate.ts";
export type { ClassDisagreements, Disagreement, Disagreements } from "./disagreements.ts";
export * from "./drift.ts";
export { Evaluated } from "./evaluated.ts";
export * from "./explain/dependence.ts";
export * from "./explain/explain.ts";
export * from "./explain/importance.ts";
export * from "./fitting.ts";
export type { Gain } from "./gain.ts";
export * from "./hearing/chords.ts";
export * from "./hearing/continuity.ts";
export { beatScore, type EventScore, onsetScore, trimBeats } from "./hearing/events.ts";
export * from "./leakage.ts";
export * from "./learning_curve.ts";
export type { MeanProbabilities } from "./mean_probabilities.ts";
export { accuracyOf } from "./metrics/accuracy.ts";
export * from "./metrics/confusion.ts";
export * from "./metrics/curves.ts";
export * from "./metrics/metrics.ts";
export * from "./metrics/multilabel.ts";
export { type F1Averages, type SaidScores, saidScores } from "./metrics/said.ts";
export * from "./metrics/probabilistic.ts";
export {
  averagePrecision,
  rocAuc,
  type ThresholdCounts,
  thresholdCounts,
} from "./metrics/ranking.ts";
export * from "./metrics/registry.ts";
export { tagScores } from "./metrics/tags.ts";
export * from "./mistakes.ts";
export * from "./optimism.ts";
export * from "./paired_by_row.ts";
export { scarcest } from "./scarce.ts";
export * from "./score_curve.ts";
export { shareInterval } from "./share_interval.ts";
export { splitLeakage } from "./split_leakage.ts";
export type { Association, AssociationOptions } from "./statistics/association.ts";
export type { ColumnSummary } from "./statistics/column_summary.ts";
export * from "./statistics/columns.ts";
export * from "./statistics/correlations.ts";
export * from "./statistics/describe.ts";
export type { KindShares, MarkedWord, TextDescription } from "./statistics/describe_texts.ts";
export type { Duplicates, Sameness } from "./statistics/duplicates.ts";
export * from "./statistics/inequality.ts";
export type { MarkingWordsSettings } from "./statistics/log_odds.ts";
export type { NearestOptions, NearText } from "./statistics/near_texts.ts";
export type { Count, MissingCells } from "./statistics/overview.ts";
export type { Profiles } from "./statistics/profile.ts";
export { purity } from "./statistics/purity.ts";
export * from "./statistics/shares.ts";
export type { TextMark } from "./statistics/text_marks.ts";
export * from "./statistics/umap.ts";
export { stratifiedOrder } from "./stratified_order.ts";
export * from "./tag_intervals.ts";
export { validationCurve } from "./validation_curve.ts";
