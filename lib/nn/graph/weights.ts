/** A model's weights between the arena and the graphs that read and change them. */
import type { OnnxRuntime, OnnxTensor, OnnxTensors } from "../../core/onnx_runtime.ts";
import type { Arena } from "../arena.ts";
import type { Parameter, Parameters } from "../parameters.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./value.ts";

/** Names in a graph say the place and not the layer, so that networks of one structure are one graph. */
export const trainableName = (i: number): string => `p${i}`;
const frozenName = (i: number): string => `f${i}`;
export const constantName = (i: number): string => `c${i}`;

type Named = readonly [name: string, parameter: Parameter];

const named = (list: readonly Parameter[], name: (i: number) => string): Named[] =>
  list.map((parameter, i) => [name(i), parameter]);

/** Every weight and running average with its name in a graph. */
export const weightNames = (
  { trainable, frozen, constants }: Parameters,
): { trainable: Named[]; fixed: Named[]; constants: Named[] } => ({
  trainable: named(trainable, trainableName),
  fixed: named(frozen, frozenName),
  constants: named(constants, constantName),
});

/** Declares weights as inputs of a graph, by the names that layers know them by. */
export const weightInputs = (g: Graph, weights: readonly Named[]): Map<string, Value> =>
  new Map(weights.map(([name, { name: own, shape }]) => [own, g.input(name, shape)]));

/** What stands in the arena. */
export const weightFeeds = (
  weights: readonly Named[],
  arena: Arena,
  { tensor }: OnnxRuntime,
): Record<string, OnnxTensor> =>
  Object.fromEntries(
    weights.map(([name, { at, rows, columns, shape }]) =>
      [name, tensor(arena.readRows(at, rows, columns), shape)] as const
    ),
  );

/** Puts results into the arena.
 * @param prefix of their names
 * @param to where a parameter's result belongs */
export function takeResults(
  results: OnnxTensors,
  prefix: string,
  weights: readonly Named[],
  arena: Arena,
  to: (parameter: Parameter) => number,
): void {
  for (const [name, parameter] of weights) {
    const found = results[prefix + name];
    if (found) arena.writeRows(to(parameter), found.data as Float32Array, parameter.columns);
  }
}

/** Numbers for the inputs s0, s1 … */
export const settingFeeds = (
  settings: readonly number[],
  { tensor }: OnnxRuntime,
): Record<string, OnnxTensor> =>
  Object.fromEntries(settings.map((value, i) => [`s${i}`, tensor(Float32Array.of(value), [])]));
