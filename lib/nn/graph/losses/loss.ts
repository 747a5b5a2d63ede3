/** What a loss must know to be written into a graph. */
import type { Graph } from "../graph.ts";
import type { Value } from "../value.ts";

/** What the rows of a batch are to be answered with, as it is fed. */
export interface Told {
  /** examples × classes: soft targets, class weights multiplied in. */
  readonly targets: Value;
  /** Of classes, examples × 1 codes (int64); of tags, examples × tags of 0 and 1 (float32). */
  readonly labels: Value;
  /** By what the loss is divided, but for the members of an ensemble. */
  readonly weight: Value;
}

/** A loss with its gradient. */
export interface Lost {
  readonly loss: Value;
  /** Share of the examples right, the mean over members; of tags, share of the cells. */
  readonly accuracy: Value;
  /** With respect to the logits. */
  readonly dz: Value;
}

/** @param z logits: examples × members × classes, one member where there are no others */
export type Loss = (g: Graph, z: Value, told: Told) => Lost;

/** Targets for every member of an ensemble. */
export const forMembers = (g: Graph, x: Value): Value =>
  g.reshape(x, [x.shape[0], 1, x.shape.at(-1)!]);

/** The mean of everything, of 0 and 1. */
export const share = (g: Graph, hits: Value): Value =>
  g.op("ReduceMean", [g.cast(hits, "float32")], [], { keepdims: 0 });
