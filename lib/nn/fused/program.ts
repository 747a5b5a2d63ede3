/** A tf.LayersModel as a list of fused steps over one arena. */
import type { Arena } from "../arena.ts";
import { padded, strideOf } from "../arena.ts";
import type { Parameters } from "../parameters.ts";
import type { tf } from "../tf.ts";
import { activation } from "./activation.ts";
import { batchNorm } from "./batch_norm.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { flatten } from "./flatten.ts";
import { groupDense } from "./group_dense.ts";
import type { Builder, Step, Value } from "./layer.ts";
import { memberDense, members } from "./members.ts";
import { periodic } from "./periodic.ts";
import { piecewiseLinear } from "./piecewise_linear.ts";

const BUILDERS: Readonly<Record<string, Builder>> = {
  Activation: activation,
  BatchNormalization: batchNorm,
  Dense: dense,
  Dropout: dropout,
  Flatten: flatten,
  GroupDense: groupDense,
  MemberDense: memberDense,
  Members: members,
  PeriodicEncoding: periodic,
  PiecewiseLinearEncoding: piecewiseLinear,
};

/** As many rows of four floats as a thread's panel for gemm holds (parallel.as.ts). */
const WIDEST = 32768;

/** The steps of a network, from its inputs to its logits. */
export interface Program {
  readonly input: Value;
  readonly logits: Value;
  readonly steps: readonly Step[];
}

/** @param layers the model's layers between input and softmax (see `networkOf`)
 * @param capacity the largest number of examples at a time
 * @param input address of a table of `capacity` rows of inputs
 * @returns the program, or in words what in the model has no fused kernel */
export function compile(
  layers: readonly tf.layers.Layer[],
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
  const start: Value = { at: input, gradient: 0, width, stride: strideOf(width), groups: 1 };
  const steps: Step[] = [];
  let current = start;
  for (const layer of layers) {
    if (current.width > WIDEST) return `a table of more than ${WIDEST} columns`;
    const build = BUILDERS[layer.getClassName()];
    if (!build) return `a layer of kind ${layer.getClassName()}`;
    const previous = steps.at(-1);
    const step = build(layer, { arena, parameters, input: current, previous, value, seed });
    if (typeof step === "string") return step;
    steps.push(step);
    current = step.output;
  }
  return { input: start, logits: current, steps };
}
