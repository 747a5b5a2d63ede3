/** The interface of the two engines that compute gradients, and the choice between them. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import type { Arena } from "./arena.ts";
import { autogradEngine } from "./autograd.ts";
import type { Batch } from "./batches.ts";
import { fusedEngine } from "./fused/fused.ts";
import type { Network } from "./network.ts";
import type { Parameters } from "./parameters.ts";

/** What makes losses, gradients and probabilities from the parameters in the arena. */
export interface Engine {
  readonly name: "wasm" | "tfjs";
  /** Why this one and not the fused one. */
  readonly reason?: string;
  /** Forward and backward over one prepared batch: the gradient of its loss stands in `parameters.gradients`
   * afterwards, without L2 and clipping, which act on the flat arrays. */
  gradient(batch: Batch): { loss: number; accuracy: number };
  /** Class probabilities, row-major, of rows of inputs; nothing is learnt. */
  probabilities(x: Float32Array, rows: number): Float32Array;
}

/** The fused engine where it knows every layer and `wanted` allows it, else tfjs.
 * @param input address of the batch's inputs, room for `capacity` rows
 * @throws {InputError} when "wasm" is wanted and something in the model has no fused kernel */
export function chooseEngine(
  wanted: "auto" | "wasm" | "tfjs",
  network: Network,
  parameters: Parameters,
  arena: Arena,
  input: number,
  capacity: number,
  rng: Rng,
): Engine {
  let reason = "the settings ask for tfjs";
  if (wanted !== "tfjs") {
    const fused = fusedEngine(network, parameters, arena, input, capacity, rng);
    if (typeof fused !== "string") return fused;
    reason = `no fused kernel for ${fused}`;
    if (wanted === "wasm") {
      throw new InputError("the fused engine cannot train this model", { found: fused });
    }
  }
  return { ...autogradEngine(network, parameters, arena, rng), reason };
}
