/** What the steps of a training are fed: batches, copied out of the arena, and seeds. */
import type { OnnxRuntime, OnnxTensor } from "../../core/onnx_runtime.ts";
import type { Arena } from "../arena.ts";
import type { Batch } from "../batches.ts";
import type { Network } from "../network.ts";
import type { Graph } from "./graph.ts";
import { sizeOf, type Type, type Value } from "./value.ts";

/** A batch as values of a graph. */
export interface StepInputs {
  readonly x: Value;
  readonly targets: Value;
  readonly labels: Value;
  readonly weight: Value;
  readonly seed: Value;
  /** What a teacher says. */
  readonly taught?: Value;
}

/** One of them, before it has a name in a graph. */
export interface StepSlot {
  readonly name: keyof StepInputs;
  readonly shape: readonly number[];
  readonly type: Extract<Type, "float32" | "int32">;
}

/** @param size examples of the batch
 * @param taught classes of the teacher; 0: none */
export function stepSlots(
  { inputShape, classes, answer }: Network,
  size: number,
  taught: number,
): StepSlot[] {
  const reals = (name: keyof StepInputs, ...shape: number[]): StepSlot => ({
    name,
    shape,
    type: "float32",
  });
  return [
    reals("x", size, ...inputShape),
    reals("targets", size, classes),
    answer === "sigmoid"
      ? reals("labels", size, classes)
      : { name: "labels", shape: [size, 1], type: "int32" },
    reals("weight"),
    { name: "seed", shape: [], type: "int32" },
    ...taught > 0 ? [reals("taught", size, taught)] : [],
  ];
}

/** Declares them as inputs of a graph. */
export const slotInputs = (g: Graph, slots: readonly StepSlot[]): StepInputs =>
  Object.fromEntries(
    slots.map(({ name, shape, type }) => [name, g.input(name, shape, type)]),
  ) as unknown as StepInputs;

/** Memory for the batches of some steps. */
export class StepFeeds {
  readonly #arrays: ReadonlyMap<StepSlot, Float32Array | Int32Array>;

  constructor(readonly slots: readonly StepSlot[], readonly steps: number) {
    this.#arrays = new Map(slots.map((slot) => {
      const count = steps * sizeOf(slot.shape);
      return [slot, slot.type === "int32" ? new Int32Array(count) : new Float32Array(count)];
    }));
  }

  /** Copies the batch that stands ready, as that of step number `step` of these. */
  put(step: number, batch: Batch, seed: number, arena: Arena): void {
    const { size, x, targets, labels, weight, soft } = batch;
    for (const [{ name, shape, type }, array] of this.#arrays) {
      const count = sizeOf(shape), own = array.subarray(step * count, (step + 1) * count);
      const rows = (at: number) => arena.copyRows(at, size, count / size, own as Float32Array);
      if (name === "weight") own[0] = weight;
      else if (name === "seed") own[0] = seed | 0;
      else if (name === "taught") own.set(soft!.values);
      else if (type === "int32") own.set(arena.integers(labels, size));
      else rows(name === "x" ? x : name === "targets" ? targets : labels);
    }
  }

  /** @param steps of which there is an axis in front, the first ones; none: what one step is fed */
  tensors({ tensor }: OnnxRuntime, steps?: number): Record<string, OnnxTensor> {
    const lead = steps === undefined ? [] : [steps];
    return Object.fromEntries(Array.from(this.#arrays, ([{ name, shape }, array]) => {
      const own = array.subarray(0, (steps ?? 1) * sizeOf(shape));
      return [name, tensor(own, [...lead, ...shape])];
    }));
  }
}
