/** What a kind of layer must know to run in the fused engine. A new kind is one file and one line in program.ts. */
import type { Arena } from "../arena.ts";
import type { Parameters } from "../parameters.ts";
import type { tf } from "../tf.ts";

/** What flows between layers: a table in the arena, and the gradient of the loss with respect to it. */
export interface Value {
  readonly at: number;
  /** Address of the gradient, of the same shape; 0 where nobody needs it (the inputs themselves). */
  readonly gradient: number;
  /** Columns that count. */
  readonly width: number;
  /** Floats from row to row. */
  readonly stride: number;
  /** Rows per example, which stand together: 1, or one for each member of an ensemble, or one for each feature. */
  readonly groups: number;
  /** Columns, from the left, whose gradient is asked for; all of them where it is not said. */
  readonly learnt?: number;
}

/** A layer at its place in the network. */
export interface Step {
  readonly layer: string;
  readonly output: Value;
  forward(examples: number, training: boolean): void;
  /** From the gradient of the output: the gradients of its own weights and, unless it is 0, of the input. */
  backward(examples: number): void;
  /** A matrix product can end with a ReLU at no cost: called when one follows. */
  takeRelu?(): void;
  /** Called when batch normalisation follows: the bias cancels out, so its gradient is exactly 0. */
  silenceBias?(): void;
}

/** What a layer is built from. */
export interface Place {
  readonly arena: Arena;
  readonly parameters: Parameters;
  /** All that the layer reads; nobody else reads it, but for the network's inputs. */
  readonly inputs: readonly Value[];
  /** The first of `inputs`. */
  readonly input: Value;
  /** The step that makes `input`, if any. */
  readonly previous: Step | undefined;
  /** A table that holds as many examples as the largest batch; `stride` is `strideOf(width)` unless given. */
  value(width: number, groups: number, stride?: number): Value;
  /** The same for a table that nothing learnt is in: it has no gradient. */
  constant(width: number): Value;
  /** A new 32-bit seed at every training step, the same one until the next. */
  seed(): number;
}

/** Builds the step of a layer, or says in words why it cannot. */
export type Builder = (layer: tf.layers.Layer, place: Place) => Step | string;
