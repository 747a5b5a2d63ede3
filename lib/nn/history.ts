/** What a training records, epoch by epoch, as plain data. */
import type { EngineName } from "./engine.ts";

/** One pass over the training rows. */
export interface Epoch {
  /** Number of the epoch, from 1. */
  readonly epoch: number;
  /** Mean of the steps' losses, as minimised: dropout on, with smoothing, class weights and L2. */
  readonly loss: number;
  /** Share of rows right, counted during the steps (dropout on; for an ensemble the mean over members); with tags the
   * share of cells, rows × tags, where the probability is on the right side of ½. */
  readonly accuracy: number;
  /** −log of the probability of the right class, mean over the validation rows; with tags −log of what was given to the
   * truth, mean over rows and tags. */
  readonly validationLoss?: number;
  /** Share of the validation rows right, 0 to 1; with tags of the cells, as `accuracy`. */
  readonly validationAccuracy?: number;
  /** Share right of each class's, or each tag's, validation rows, in their order; NaN for one without. */
  readonly validationRecalls?: readonly number[];
  /** Of the epoch's last step. */
  readonly learningRate: number;
  /** Mean over the steps of the gradient's Euclidean norm, before clipping. */
  readonly gradientNorm: number;
  /** Seconds since the training began. */
  readonly seconds: number;
  /** When `statistics` is set: layer by layer, at the epoch's last step. */
  readonly layers?: readonly LayerStatistics[];
}

/** The validation rows, looked at in the middle of an epoch: where `evalEvery` is set. */
export interface EvalPoint {
  /** After so many steps of the training. */
  readonly step: number;
  /** As of an {@linkcode Epoch}. */
  readonly validationLoss: number;
  /** As of an {@linkcode Epoch}. */
  readonly validationAccuracy: number;
  /** As of an {@linkcode Epoch}. */
  readonly validationRecalls: readonly number[];
  /** Seconds since the training began, the time for looking left out. */
  readonly seconds: number;
}

/** How a layer is doing. */
export interface LayerStatistics {
  /** The layer's name, such as dense1. */
  readonly layer: string;
  /** Euclidean norm of the gradient of its weights; absent for layers without. */
  readonly gradientNorm?: number;
  /** Of its outputs; for activations. */
  readonly mean?: number;
  /** Of its outputs, over rows and units. */
  readonly standardDeviation?: number;
  /** Share of outputs that are exactly 0: relu units that are off. */
  readonly zeros?: number;
}

/** The course of a training. */
export interface History {
  /** All of them, in order. */
  readonly epochs: readonly Epoch[];
  /** Where `evalEvery` is set: at the start (step 0) and after every so many steps. */
  readonly evalPoints?: readonly EvalPoint[];
  /** From 1: the best by the monitored figure, else the last; its weights are the model's where `restoreBest`. */
  readonly bestEpoch: number;
  /** Steps of the optimiser, in all. */
  readonly steps: number;
  /** Seconds of wall clock. */
  readonly seconds: number;
  /** Which engine made the gradients (engine.ts). */
  readonly engine: EngineName;
  /** Why this one and not another, where there is something to say. */
  readonly reason?: string;
  /** What ended it: all epochs were run; none of the last `patience` was better, or a milestone was missed; a signal. */
  readonly stopped: "epochs" | "early" | "cancelled";
}
