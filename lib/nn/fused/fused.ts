/** The fused engine: a chain of known layers, or towers of them, forward and backward in WebAssembly SIMD. */
import type { Batch } from "../batches.ts";
import { distil } from "../distillation.ts";
import type { Engine, Place } from "../engine.ts";
import type { Network } from "../network.ts";
import { compile } from "./program.ts";

/** @returns the engine, or in words what in the model has no fused kernel */
export function fusedEngine(
  network: Network,
  { arena, parameters, input, capacity, rng }: Place,
): Engine | string {
  const odd = oddity(network);
  if (odd) return odd;
  const { kernels } = arena, { width, classes, answer } = network;
  const [lossOf, probabilitiesOf] = answer === "sigmoid"
    ? [kernels.binaryCrossEntropy, kernels.sigmoid]
    : [kernels.crossEntropy, kernels.softmax];
  const seed = () => rng.uint32();
  const program = compile(network.links!, width, capacity, input, arena, parameters, seed);
  if (typeof program === "string") return program;
  const { steps, backward, logits } = program, { groups: members, stride } = logits;
  const told = arena.allocate(4), means = arena.allocate(capacity * stride);
  const forward = (examples: number, training: boolean) => {
    for (let i = 0; i < steps.length; i++) steps[i].forward(examples, training);
  };
  return {
    name: "wasm",
    gradient({ size, targets, labels, weight, soft, form }: Batch) {
      forward(size, true);
      const tables = [logits.at, logits.gradient, targets, labels];
      if (form) {
        const { at, negative, gammaPositive, gammaNegative, margin } = form;
        const shape = [at, negative, gammaPositive, gammaNegative, margin];
        kernels.tagLoss(size, members, classes, stride, ...tables, ...shape, weight, told);
      } else lossOf(size, members, classes, stride, ...tables, weight, told);
      let taught = 0;
      if (soft) {
        const table = (at: number) => arena.floats(at, size * members * stride);
        taught = distil(soft, table(logits.at), table(logits.gradient), size, members, stride);
      }
      for (let i = 0; i < backward.length; i++) backward[i].backward(size);
      const [loss, accuracy] = arena.doubles(told, 2);
      return { loss: loss + taught, accuracy };
    },
    probabilities(x, rows) {
      const out = new Float32Array(rows * classes);
      for (let from = 0; from < rows; from += capacity) {
        const size = Math.min(capacity, rows - from);
        arena.writeRows(input, x.subarray(from * width, (from + size) * width), width);
        forward(size, false);
        probabilitiesOf(size * members, classes, stride, logits.at);
        if (members > 1) {
          kernels.sumOfMembers(
            size,
            members,
            stride,
            logits.at,
            stride,
            1 / members,
            means,
            stride,
          );
        }
        const at = members > 1 ? means : logits.at;
        out.set(arena.readRows(at, size, classes), from * classes);
      }
      return out;
    },
  };
}

/** What in the shape of a network the fused steps cannot do, if anything: they are written for a chain of layers, or
 * towers that are joined, on rows of numbers, whose values are read once each. */
function oddity({ links, inputShape }: Network): string | undefined {
  if (inputShape.length > 1) return `inputs of ${inputShape.length} axes`;
  const readers = links?.flatMap(({ from }) => from.filter((i) => i >= 0));
  if (readers && new Set(readers).size === readers.length) return undefined;
  return "layers that are neither a chain nor towers, or neither softmax nor sigmoid after them";
}
