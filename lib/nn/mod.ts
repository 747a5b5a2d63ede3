/** Neural networks as tfjs layers models, trained by engines of our own (WebAssembly, or tfjs'
 * gradients): perceptrons, fusion of several inputs, transfer.
 *
 * ```text
 *   answer.ts                             what a network answers: one class, or tags
 *   arena.ts                              one block of WebAssembly memory for a training
 *   attention_gradients.ts                whether attention learns where to look
 *   attention_map.ts                      where a transformer looks
 *   attention_weights.ts                  which moments attention pools
 *   autograd.ts                           engine: gradients by tfjs, for any layers model
 *   batch_targets.ts                      soft targets of a batch: smoothing, mixup, class weights
 *   batches.ts                            shuffled batches of training rows, with noise and mixup
 *   best_checkpoint.ts                    the best epoch's weights, and early stopping
 *   by_layer.ts                           numbers that differ by layer
 *   check.ts                              checks before the first step
 *   check_masks.ts                        rows that a network's mask hides as a whole
 *   classifier.ts                         mlpClassifier: a perceptron as a Classifier
 *   descent.ts                            steps of a training: gradient and optimiser
 *   distillation.ts                       distillation from a teacher (learning without forgetting)
 *   embed_columns.ts                      a perceptron that embeds its first columns
 *   embedding.ts                          embeddings of numbers: periodic, piecewise linear
 *   engine.ts                             chooses between graphs, the fused engine and autograd
 *   evaluator.ts                          losses and scores of validation rows, by batches
 *   fit.ts                                from a plan and labelled rows to a fitted network
 *   freeze.ts                             layers that training does not change
 *   full_batch.ts                         trainings whose every step takes all rows
 *   fused/activation.ts                   step: relu, gelu, tanh, selu
 *   fused/batch_norm.ts                   step: batch normalisation
 *   fused/columns.ts                      step: a block of the inputs
 *   fused/concatenate.ts                  step: tables side by side
 *   fused/dense.ts                        step: dense layer
 *   fused/dropout.ts                      step: inverted dropout
 *   fused/flatten.ts                      step: groups to one row
 *   fused/fused.ts                        engine: known layers forward and backward in WebAssembly
 *   fused/gate.ts                         step: gated mixture of towers
 *   fused/group_dense.ts                  step: a dense layer per group
 *   fused/layer.ts                        the contract of a step
 *   fused/members.ts                      step: layers shared by an ensemble (TabM)
 *   fused/own_scores.ts                   step: own scores passed through
 *   fused/periodic.ts                     step: sin and cos of learnt frequencies
 *   fused/piecewise_linear.ts             step: piecewise-linear encoding
 *   fused/program.ts                      a layers model to a list of steps
 *   fusion.ts                             networks with a tower for each block
 *   fusion_classifier.ts                  fusion networks as a Classifier
 *   fusion_estimator.ts                   fusion networks as an Estimator: features for each tower
 *   gate_values.ts                        how much a gated network weighs each tower, row by row
 *   graph/context.ts                      what the layers of one graph share
 *   graph/descent.ts                      many steps by one run of a graph
 *   graph/engine.ts                       engine: ONNX graphs run by ONNX Runtime
 *   graph/full_batch.ts                   many epochs of all rows by one run
 *   graph/graph.ts                        an ONNX graph while it is written
 *   graph/graphs.ts                       the graphs of a network: gradient, probabilities
 *   graph/groups.ts                       weights that an optimiser moves as one array
 *   graph/large_products.ts               large products of matrices, piece by piece
 *   graph/layer.ts                        the contract of a layer in a graph
 *   graph/layers/activation.ts            graph: linear, relu, tanh, sigmoid, gelu, selu, elu
 *   graph/layers/add.ts                   layer: a sum, for residual connections
 *   graph/layers/affine.ts                a product with weights, and its gradients
 *   graph/layers/attention_pooling.ts     layer: steps weighted by attention
 *   graph/layers/batch_norm.ts            graph: batch normalisation
 *   graph/layers/cells.ts                 steps of recurrent cells and of their gradients
 *   graph/layers/channel_sums.ts          sums by channel
 *   graph/layers/class_token.ts           layer: a learnt first step
 *   graph/layers/columns.ts               graph: a block of the inputs
 *   graph/layers/concatenate.ts           graph: values side by side
 *   graph/layers/convolution.ts           layers: convolutions, plain and depthwise
 *   graph/layers/decibels.ts              graph: powers as decibels
 *   graph/layers/dense.ts                 graph: dense layer
 *   graph/layers/dropout.ts               graph: inverted dropout
 *   graph/layers/embedding.ts             layer: a vector for each number of a vocabulary
 *   graph/layers/flatten.ts               graph: rows of any shape to one
 *   graph/layers/frames.ts                layer: pieces of a sound that overlap
 *   graph/layers/gate.ts                  graph: gated mixture of towers
 *   graph/layers/global_pooling.ts        layers: mean or maximum over all places
 *   graph/layers/group_dense.ts           graph: a dense layer per group
 *   graph/layers/halves.ts                layer: both halves of every example
 *   graph/layers/layer_norm.ts            layer: layer normalisation
 *   graph/layers/matching.ts              layer: how well halves match, for a contrastive loss
 *   graph/layers/mean_over_steps.ts       layer: mean over a sequence
 *   graph/layers/members.ts               graph: layers shared by an ensemble (TabM)
 *   graph/layers/multi_head_attention.ts  layer: self-attention of several heads
 *   graph/layers/own_scores.ts            layer: own scores passed through
 *   graph/layers/padding_mask.ts          layer: which steps are real
 *   graph/layers/periodic.ts              graph: sin and cos of learnt frequencies
 *   graph/layers/pick.ts                  layer: columns in another order
 *   graph/layers/piecewise_linear.ts      graph: piecewise-linear encoding
 *   graph/layers/pooling.ts               layers: maximum or mean of blocks
 *   graph/layers/positions.ts             layer: where a step stands
 *   graph/layers/power.ts                 layer: the power of complex numbers
 *   graph/layers/recurrent.ts             layer: recurrent cells along a sequence
 *   graph/layers/reshape.ts               layer: another shape
 *   graph/layers/single_step.ts           graph: an LSTM on one step
 *   graph/layers/spec_augment.ts          layer: parts of time and frequency hidden
 *   graph/layers/step.ts                  layer: one step of a sequence
 *   graph/layers/zero_padding.ts          layer: zeros around a picture
 *   graph/layout.ts                       axes in another order, turned back for free
 *   graph/loop.ts                         a loop that ends when its body says so
 *   graph/losses/binary_cross_entropy.ts  graph: loss of tags
 *   graph/losses/cross_entropy.ts         graph: loss of classes
 *   graph/losses/distillation.ts          graph: a teacher's share of the loss
 *   graph/losses/loss.ts                  the contract of a loss in a graph
 *   graph/losses/tag_loss.ts              graph: focal, asymmetric and weighted losses of tags
 *   graph/onnx.ts                         a graph as the bytes of an ONNX file
 *   graph/program.ts                      a layers model as nodes of a graph
 *   graph/random.ts                       graph: random masks from a seed and a counter
 *   graph/sessions.ts                     sessions of ONNX Runtime, kept and used again
 *   graph/step.ts                         one step of a training, written
 *   graph/step_feeds.ts                   batches and seeds, as a step is fed
 *   graph/training_graph.ts               the graph of many steps: gradient, clipping, optimiser
 *   graph/update.ts                       the optimisers in a graph
 *   graph/value.ts                        graph: names, shapes and types of tensors
 *   graph/weights.ts                      weights between the arena and graphs
 *   hidden.ts                             hidden layers and output of every network
 *   history.ts                            what a training records, epoch by epoch
 *   imprint.ts                            weights of a new class from its rows, without training
 *   initialise.ts                         initial weights from an Rng
 *   inputs.ts                             what a network reads: tables and tensors
 *   kernels/activation.as.ts              kernel: activations and their derivatives
 *   kernels/batch_norm.as.ts              kernel: batch normalisation
 *   kernels/binary_cross_entropy.as.ts    kernel: loss of tags
 *   kernels/build.ts                      compiles the kernels to kernels.wasm
 *   kernels/cross_entropy.as.ts           kernel: softmax, targets and loss of classes
 *   kernels/gate.as.ts                    kernel: gated mixture
 *   kernels/gemm.as.ts                    kernel: matrix products
 *   kernels/helper.ts                     worker that takes half of a large product
 *   kernels/index.as.ts                   lists the kernels to compile
 *   kernels/load.ts                       the kernels as TypeScript functions
 *   kernels/members.as.ts                 kernel: ensemble members
 *   kernels/optimiser.as.ts               kernel: SGD, RMSprop, Adam, AdamW
 *   kernels/parallel.as.ts                kernel: work shared by two threads
 *   kernels/periodic.as.ts                kernel: periodic encoding
 *   kernels/piecewise_linear.as.ts        kernel: piecewise-linear encoding
 *   kernels/random.as.ts                  kernel: dropout and noise
 *   kernels/rows.as.ts                    kernel: rows and columns copied
 *   kernels/tag_loss.as.ts                kernel: focal and asymmetric losses of tags
 *   layer_outputs.ts                      outputs of a hidden layer
 *   layers/attention_pooling.ts           tfjs layer: steps weighted by attention
 *   layers/class_token.ts                 tfjs layer: a learnt first step
 *   layers/columns.ts                     tfjs layer: a block of columns
 *   layers/decibels.ts                    tfjs layer: powers as decibels
 *   layers/frames.ts                      tfjs layer: pieces of a sound that overlap
 *   layers/gate.ts                        tfjs layer: gated fusion
 *   layers/group_dense.ts                 tfjs layer: a dense layer per group
 *   layers/halves.ts                      tfjs layer: both halves of every example
 *   layers/layer.ts                       tfjs types that its package does not export
 *   layers/matching.ts                    tfjs layer: how well halves match
 *   layers/mean_over_steps.ts             tfjs layer: mean over a sequence
 *   layers/members.ts                     tfjs layers: an ensemble that shares weights
 *   layers/multi_head_attention.ts        tfjs layer: self-attention of several heads
 *   layers/own_scores.ts                  tfjs layer: own scores passed through
 *   layers/padding_mask.ts                tfjs layer: which steps are real
 *   layers/periodic.ts                    tfjs layer: periodic encoding
 *   layers/pick.ts                        tfjs layer: columns in another order
 *   layers/piecewise_linear.ts            tfjs layer: piecewise-linear encoding
 *   layers/positions.ts                   tfjs layer: where a step stands
 *   layers/power.ts                       tfjs layer: the power of complex numbers
 *   layers/recurrent.ts                   tfjs layer: recurrent cells
 *   layers/register.ts                    registers our layers with tfjs
 *   layers/spec_augment.ts                tfjs layer: parts of time and frequency hidden
 *   layers/step.ts                        tfjs layer: one step of a sequence
 *   mlp.ts                                multilayer perceptrons
 *   network.ts                            width, classes and logits of a layers model
 *   network_classifier.ts                 any kind of network as a Classifier
 *   networks/cnn1d.ts                     network: convolutions over a sequence
 *   networks/cnn2d.ts                     network: convolutions over a picture
 *   networks/contrastive.ts               network: learns without labels which halves belong together
 *   networks/encoder.ts                   blocks of a transformer encoder
 *   networks/encoder_decoder.ts           network: encoder and decoder on one step
 *   networks/fusion.ts                    network: towers for blocks of columns
 *   networks/head.ts                      inputs, hidden layers and answer of every network
 *   networks/kind.ts                      the contract of a network, and its shapes
 *   networks/mfcc.ts                      network: MFCC as layers that learn
 *   networks/mlp.ts                       network: a perceptron
 *   networks/networks.ts                  the networks that the setting `network` names
 *   networks/pass_through.ts              network: own scores of tags, corrected
 *   networks/rnn.ts                       network: recurrent cells
 *   networks/sequential.ts                network: layers one after the other, as a list
 *   networks/tokens.ts                    network: a transformer over groups of columns
 *   networks/transformer.ts               network: a transformer encoder
 *   optimiser.ts                          optimisers on an arena
 *   parameters.ts                         weights as flat arrays in an arena
 *   predict.ts                            probabilities from a network
 *   probe.ts                              what layers within a model read and give
 *   rate_range.ts                         learning-rate range test
 *   save.ts                               networks to disk and back, in tfjs' format
 *   saved.ts                              the files of a saved network
 *   schedule.ts                           learning-rate schedules
 *   settings.ts                           settings of a training and their defaults
 *   statistics.ts                         gradient norms and distributions of activations
 *   tag_loss.ts                           losses of tags: focal, asymmetric, weights of rare tags
 *   tf.ts                                 tfjs on WebAssembly, set up once
 *   train.ts                              trains a layers model
 *   training_pool.ts                      trainings in workers, several at once
 *   training_worker.ts                    worker of training_pool.ts
 *   transfer.ts                           copies weights between networks; heads that grow
 *   weight_values.ts                      weights as numbers, and back
 * ```
 *
 * It is large because it is four engines in one: layers and training by hand, kernels of our own, graphs with a
 * gradient for every layer, and tfjs.
 *
 * @module
 */
export { type AttentionGradients, attentionGradients } from "./attention_gradients.ts";
export { attentionMap } from "./attention_map.ts";
export { attentionWeights } from "./attention_weights.ts";
export { type Answer, answerTo } from "./answer.ts";
export type { ByLayer } from "./by_layer.ts";
export * from "./classifier.ts";
export { embedColumns } from "./embed_columns.ts";
export {
  type Embedding,
  fitEmbedding,
  type FullEmbedding,
  fullEmbedding,
  type PeriodicEmbedding,
  type PiecewiseLinearEmbedding,
  sigmaOf,
} from "./embedding.ts";
export type { EngineName } from "./engine.ts";
export * from "./freeze.ts";
export * from "./fusion.ts";
export * from "./fusion_classifier.ts";
export * from "./fusion_estimator.ts";
export { gateValues } from "./gate_values.ts";
export type { HiddenSettings } from "./hidden.ts";
export type { Epoch, EvalPoint, History, LayerStatistics } from "./history.ts";
export { imprint } from "./imprint.ts";
export type { Initialisation } from "./initialise.ts";
export { layerOutputs } from "./layer_outputs.ts";
export * from "./mlp.ts";
export * from "./network_classifier.ts";
export type { Cnn1dSettings } from "./networks/cnn1d.ts";
export type { Cnn2dSettings } from "./networks/cnn2d.ts";
export { type ContrastiveSettings, halvesTarget } from "./networks/contrastive.ts";
export type { EncoderSettings } from "./networks/encoder.ts";
export type { FusionPlan } from "./networks/fusion.ts";
export type { AugmentSettings, HeadSettings } from "./networks/head.ts";
export type { NetworkKind, Sizes } from "./networks/kind.ts";
export type { MfccNetworkSettings } from "./networks/mfcc.ts";
export { networkFor, networkKind, NETWORKS } from "./networks/networks.ts";
export type { RnnSettings } from "./networks/rnn.ts";
export type { LayerPlan, SequentialSettings } from "./networks/sequential.ts";
export type { TransformerSettings } from "./networks/transformer.ts";
export type { Cell } from "./layers/recurrent.ts";
export type { Inputs } from "./inputs.ts";
export { predictProbabilities } from "./predict.ts";
export * from "./rate_range.ts";
export * from "./save.ts";
export { readSaved, type SavedNetwork } from "./saved.ts";
export * from "./settings.ts";
export {
  type AsymmetricLoss,
  type FocalLoss,
  type FullTagLoss,
  fullTagLoss,
  type TagLoss,
} from "./tag_loss.ts";
export { type LayersModel, ready, tf } from "./tf.ts";
export * from "./train.ts";
export * from "./transfer.ts";
