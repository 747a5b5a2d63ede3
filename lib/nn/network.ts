/** What training needs to know of a tf.LayersModel: its inputs, its classes, and where its logits are. */
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
  /** The axes of one row of the inputs: [columns] of a table, [time, features] of frames. */
  readonly inputShape: readonly number[];
  /** Numbers per row: the product of `inputShape`. */
  readonly width: number;
  /** Or tags, where the answer is a sigmoid. */
  readonly classes: number;
  /** What stands above the logits: a softmax, or a sigmoid. */
  readonly answer: Answer;
  /** Layers from the inputs to the logits, each after those that it reads; undefined where a layer is used twice. */
  readonly links: readonly Link[] | undefined;
  /** What the last softmax or sigmoid reads: examples × classes, or examples × members × classes; undefined where it
   * is inside the last layer. */
  readonly logits: tf.SymbolicTensor | undefined;
}

/** @throws {InputError} when the model has more than one input or output, an axis of unknown length, or answers with
 * anything but a table */
export function networkOf(model: tf.LayersModel): Network {
  const { inputs, outputs } = model, inputShape = inputs[0]?.shape.slice(1) as number[];
  const classes = outputs[0]?.shape[1];
  if (
    inputs.length !== 1 || outputs.length !== 1 || inputShape.length < 1 ||
    inputShape.some((length) => !length) || outputs[0].shape.length !== 2 || !classes
  ) {
    const shapes = (all: tf.SymbolicTensor[]) => all.map((x) => `[${x.shape}]`).join(" and ");
    throw new InputError("the model is not a classifier of rows", {
      found: `${shapes(inputs)} to ${shapes(outputs)}`,
      expected: "one input [rows, …] of known lengths and one output [rows, classes]",
    });
  }
  const width = inputShape.reduce((product, length) => product * length, 1);
  // from the end: the mean over members, the softmax or sigmoid, and below it the logits
  let last = outputs[0].sourceLayer;
  if (last instanceof MeanOfMembers) last = (last.input as tf.SymbolicTensor).sourceLayer;
  const { activation } = last.getConfig(),
    answer = activation === "sigmoid" ? activation : "softmax";
  const isAlone = last.getClassName() === "Activation" && activation === answer;
  const logits = isAlone ? last.input as tf.SymbolicTensor : undefined;
  const links = logits && linksTo(logits, inputs[0]);
  return { model, inputShape, width, classes, answer, logits, links };
}

function linksTo(end: tf.SymbolicTensor, start: tf.SymbolicTensor): Link[] | undefined {
  const links: Link[] = [], places = new Map([[start.id, -1]]), used = new Set<tf.layers.Layer>();
  let isUsedTwice = false;
  const visit = (x: tf.SymbolicTensor): number => {
    const known = places.get(x.id);
    if (known !== undefined) return known;
    if (used.has(x.sourceLayer)) isUsedTwice = true;
    used.add(x.sourceLayer);
    const from = x.inputs.map(visit), place = links.push({ layer: x.sourceLayer, from }) - 1;
    places.set(x.id, place);
    return place;
  };
  visit(end);
  return isUsedTwice ? undefined : links;
}
