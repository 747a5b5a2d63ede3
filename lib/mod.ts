/** The one door: everything that a notebook of the study calls. */
import "./notebook/kernel.ts"; // first, for it mends the kernel's lost output
import { ready } from "./nn/tf.ts";

export * from "./core/errors.ts";
export * from "./core/matrix.ts";
export * from "./core/rng.ts";
export * from "./core/statistics.ts";

export * from "./data/course.ts";
export * from "./data/finer.ts";
export * from "./data/prediction.ts";
export * from "./data/read.ts";
export * from "./data/split.ts";
export * from "./data/tracks.ts";

export * from "./features/combine.ts";
export * from "./features/features.ts";
export * from "./features/numeric.ts";
export * from "./features/own_labels.ts";
export * from "./features/scale.ts";
export * from "./features/scaled.ts";
export * from "./features/sentences.ts";
export * from "./features/surroundings.ts";
export * from "./features/target.ts";
export { embed, type EmbedOptions, type EmbedReport, vectorsFile } from "./features/text/embed.ts";
export type { EncodeProgress, Encoder } from "./features/text/encoder.ts";
export { hashedEncoder } from "./features/text/hashed.ts";
export { type EncoderOptions, openEncoder } from "./features/text/open_encoder.ts";

export { gaussianBayes } from "./models/bayes.ts";
export { average, stack } from "./models/blend.ts";
export * from "./models/boosting.ts";
export * from "./models/estimator.ts";
export * from "./models/finer.ts";
export { randomForest } from "./models/forest.ts";
export { logistic } from "./models/logistic.ts";
export { majority } from "./models/majority.ts";
export * from "./models/neighbours.ts";
export { svm } from "./models/svm.ts";
export { decisionTree } from "./models/tree.ts";

export * from "./nn/classifier.ts";
export * from "./nn/embedding.ts";
export * from "./nn/freeze.ts";
export * from "./nn/history.ts";
export * from "./nn/imprint.ts";
export * from "./nn/layer_outputs.ts";
export * from "./nn/mlp.ts";
export * from "./nn/predict.ts";
export * from "./nn/rate_range.ts";
export * from "./nn/save.ts";
export * from "./nn/settings.ts";
export * from "./nn/train.ts";
export * from "./nn/transfer.ts";
export { tf } from "./nn/tf.ts";

export * from "./study/ablation.ts";
export * from "./study/association.ts";
export * from "./study/base.ts";
export * from "./study/baseline_runs.ts";
export * from "./study/blended.ts";
export * from "./study/candidates.ts";
export * from "./study/card.ts";
export * from "./study/choice.ts";
export * from "./study/classifier_of.ts";
export * from "./study/cluster.ts";
export * from "./study/columns.ts";
export * from "./study/compare.ts";
export * from "./study/correlation.ts";
export * from "./study/curves.ts";
export * from "./study/dependence.ts";
export * from "./study/describe.ts";
export * from "./study/drift.ts";
export * from "./study/evaluate.ts";
export * from "./study/frugal.ts";
export * from "./study/gradient_noise.ts";
export * from "./study/halving.ts";
export * from "./study/importance.ts";
export * from "./study/inputs.ts";
export * from "./study/kept.ts";
export * from "./study/leading.ts";
export * from "./study/learning.ts";
export * from "./study/metrics.ts";
export * from "./study/mistakes.ts";
export * from "./study/mixes.ts";
export * from "./study/mlp_runner.ts";
export * from "./study/multilabel.ts";
export * from "./study/neighbourhood.ts";
export * from "./study/outcome.ts";
export * from "./study/over_seeds.ts";
export * from "./study/overview.ts";
export * from "./study/pairs.ts";
export * from "./study/pca.ts";
export * from "./study/profile.ts";
export * from "./study/protocols.ts";
export * from "./study/ranking.ts";
export * from "./study/record.ts";
export * from "./study/runs.ts";
export * from "./study/search.ts";
export * from "./study/session.ts";
export * from "./study/shares.ts";
export { grid, integer, listed, logUniform, oneOf, random, uniform } from "./study/space.ts";
export * from "./study/stack.ts";
export * from "./study/standings.ts";
export * from "./study/traps.ts";
export * from "./study/trial_data.ts";
export * from "./study/twins.ts";
export * from "./study/umap.ts";

export * from "./show/figures.ts";
export * from "./show/frames.ts";
export * from "./show/in_words.ts";
export * from "./show/progress.ts";
export * from "./show/tables.ts";
export * from "./show/watched.ts";

// A notebook builds networks from its first cells on: tfjs is set up here, once.
await ready();
