/** A tf.LayersModel as a list of fused steps over one arena. */
import type { Arena } from "../arena.ts";
import { padded, strideOf } from "../arena.ts";
import type { Link } from "../network.ts";
import type { Parameters } from "../parameters.ts";
import { activation } from "./activation.ts";
import { batchNorm } from "./batch_norm.ts";
import { columns } from "./columns.ts";
import { concatenate } from "./concatenate.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { flatten } from "./flatten.ts";
import { gate } from "./gate.ts";
import { groupDense } from "./group_dense.ts";
import type { Builder, Step, Value } from "./layer.ts";
import { memberDense, members } from "./members.ts";
import { ownScores } from "./own_scores.ts";
import { periodic } from "./periodic.ts";
import { piecewiseLinear } from "./piecewise_linear.ts";

const BUILDERS: Readonly<Record<string, Builder>> = {
  Activation: activation,
  BatchNormalization: batchNorm,
  Columns: columns,
  Concatenate: concatenate,
  Dense: dense,
  Dropout: dropout,
  Flatten: flatten,
  Gate: gate,
  GroupDense: groupDense,
  MemberDense: memberDense,
  Members: members,
  OwnScores: ownScores,
  PeriodicEncoding: periodic,
  PiecewiseLinearEncoding: piecewiseLinear,
};

/** The steps of a network, from its inputs to its logits. */
interface Program {
  readonly input: Value;
  readonly logits: Value;
  readonly steps: readonly Step[];
  /** The steps that a gradient must pass through, from the logits down: all with weights that learn in or below them. */
  readonly backward: readonly Step[];
}

/** @param links the model's layers between input and softmax (see `networkOf`)
 * @param capacity the largest number of examples at a time
 * @param input address of a table of `capacity` rows of inputs
 * @returns the program, or in words what in the model has no fused kernel */
export function compile(
  links: readonly Link[],
  width: number,
  capacity: number,
  input: number,
  arena: Arena,
  parameters: Parameters,
  seed: () => number,
): Program | string {
  const value = (width: number, groups: number, stride = strideOf(width)): Value => {
    const count = padded(capacity) * groups * stride;
    return { at: arena.allocate(count), gradient: arena.allocate(count), width, stride, groups };
  };
  const constant = (width: number): Value => {
    const stride = strideOf(width), at = arena.allocate(padded(capacity) * stride);
    return { at, gradient: 0, width, stride, groups: 1 };
  };
  const start: Value = { at: input, gradient: 0, width, stride: strideOf(width), groups: 1 };
  const steps: Step[] = [], learning: boolean[] = [];
  for (const { layer, from } of links) {
    const build = BUILDERS[layer.getClassName()];
    if (!build) return `a layer of kind ${layer.getClassName()}`;
    // nobody asks for the gradient of what comes out of frozen layers
    const inputs = from.map((i) =>
      i < 0 ? start : learning[i] ? steps[i].output : { ...steps[i].output, gradient: 0 }
    );
    const previous = steps[from[0]];
    const place = { arena, parameters, inputs, input: inputs[0], previous, value, constant, seed };
    const step = build(layer, place);
    if (typeof step === "string") return step;
    steps.push(step);
    learning.push(parameters.learns(layer) || from.some((i) => learning[i]));
  }
  const last = steps.at(-1), backward = steps.filter((_, i) => learning[i]).reverse();
  return last ? { input: start, logits: last.output, steps, backward } : "no layers at all";
}
