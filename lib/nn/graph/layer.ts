/** What a kind of layer must know to run as a graph. A new kind is one file and one line in program.ts. */
import type { tf } from "../tf.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./value.ts";

/** The forward pass of a layer, written, and how to write its gradient. */
export interface Built {
  readonly y: Value;
  /** From the gradient with respect to `y` to that of each input, undefined where there is none; those of the layer's
   * own weights go to {@linkcode Context.gradient}. Nothing need be saved: operators whose result nobody reads are
   * left out of the graph, such as a gradient with respect to the network's inputs or to frozen weights. */
  back(dy: Value): readonly (Value | undefined)[];
}

/** Where layers find and leave what outlives a step. */
export interface Context {
  /** What the layer writes into; the batch is the first axis of every value. */
  readonly g: Graph;
  /** Whether this is a training step; else nothing is drawn at random, and batch norm goes by its running averages. */
  readonly training: boolean;
  /** A weight of the layer by its own name, e.g. "kernel". */
  parameter(layer: tf.layers.Layer, name: string): Value;
  /** Hands in the gradient of a weight that `parameter` gave; what is handed in twice is added. */
  gradient(parameter: Value, dw: Value): void;
  /** Running statistics and the like, by name: what no gradient moves. */
  state(layer: tf.layers.Layer, name: string): Value;
  /** What a state is after this training step. */
  next(state: Value, value: Value): void;
  /** A number of the layer's config that is fed with every run, so that one session serves all its values. */
  setting(value: number): Value;
  /** `scale` with the probability 1 − p, else 0: other draws at every step and every call, fixed by the seed. */
  kept(shape: readonly number[], p: Value, scale: Value): Value;
  /** Is it a batch normalisation that goes by its running averages in training, too? */
  isStill(layer: tf.layers.Layer): boolean;
}

/** Writes a layer, or says in words why it cannot: "a dense layer without …". */
export type GraphBuilder = (
  layer: tf.layers.Layer,
  c: Context,
  inputs: readonly Value[],
) => Built | string;
