/** What training needs to know of a tf.LayersModel: its width, its classes, and where its logits are. */
import { InputError } from "../core/errors.ts";
import type { Answer } from "./answer.ts";
import { MeanOfMembers } from "./layers/members.ts";
import type { tf } from "./tf.ts";

/** A layer at its place among others. */
export interface Link {
  readonly layer: tf.layers.Layer;
  /** Whose outputs it reads: positions in the list, or −1 for the model's inputs. */
  readonly from: readonly number[];
}

/** A classifier's anatomy. */
export interface Network {
  readonly model: tf.LayersModel;
  /** Columns of the inputs. */
  readonly width: number;
  /** Or tags, where the answer is a sigmoid. */
  readonly classes: number;
  /** What stands above the logits: a softmax, or a sigmoid. */
  readonly answer: Answer;
  /** Layers from the inputs to the logits, each after those that it reads; undefined unless they form a chain or
   * towers that are joined: only the inputs may be read twice, and no layer may be used twice. */
  readonly links: readonly Link[] | undefined;
  /** What the last softmax or sigmoid reads: examples × classes, or examples × members × classes; undefined where it
   * is inside the last layer. */
  readonly logits: tf.SymbolicTensor | undefined;
}

/** @throws {InputError} when the model has more than one input or output, or they are not tables */
export function networkOf(model: tf.LayersModel): Network {
  const { inputs, outputs } = model;
  const width = inputs[0]?.shape[1], classes = outputs[0]?.shape[1];
  if (
    inputs.length !== 1 || outputs.length !== 1 || inputs[0].shape.length !== 2 ||
    outputs[0].shape.length !== 2 || !width || !classes
  ) {
    const shapes = (all: tf.SymbolicTensor[]) => all.map((x) => `[${x.shape}]`).join(" and ");
    throw new InputError("the model is not a classifier of rows", {
      found: `${shapes(inputs)} to ${shapes(outputs)}`,
      expected: "one input [rows, columns] and one output [rows, classes]",
    });
  }
  // from the end: the mean over members, the softmax or sigmoid, and below it the logits
  let last = outputs[0].sourceLayer;
  if (last instanceof MeanOfMembers) last = (last.input as tf.SymbolicTensor).sourceLayer;
  const { activation } = last.getConfig(),
    answer = activation === "sigmoid" ? activation : "softmax";
  const isAlone = last.getClassName() === "Activation" && activation === answer;
  const logits = isAlone ? last.input as tf.SymbolicTensor : undefined;
  return { model, width, classes, answer, logits, links: logits && linksTo(logits, inputs[0]) };
}

function linksTo(end: tf.SymbolicTensor, start: tf.SymbolicTensor): Link[] | undefined {
  const links: Link[] = [], used = new Set<tf.layers.Layer>();
  let isTree = true;
  const visit = (x: tf.SymbolicTensor): number => {
    if (x.id === start.id) return -1;
    if (used.has(x.sourceLayer)) isTree = false;
    if (!isTree) return -1;
    used.add(x.sourceLayer);
    const from = x.inputs.map(visit);
    return links.push({ layer: x.sourceLayer, from }) - 1;
  };
  visit(end);
  return isTree ? links : undefined;
}
