/** The interface of the three engines that compute gradients, and the choice between them. */
import { InputError } from "../core/errors.ts";
import { hasNativeRuntime } from "../core/onnx_runtime.ts";
import type { Rng } from "../core/rng.ts";
import type { Target } from "../core/target.ts";
import type { Arena } from "./arena.ts";
import { autogradEngine } from "./autograd.ts";
import type { Batch } from "./batches.ts";
import type { Descent } from "./descent.ts";
import type { FullBatch } from "./full_batch.ts";
import { fusedEngine } from "./fused/fused.ts";
import type { Inputs } from "./inputs.ts";
import type { Network } from "./network.ts";
import type { Parameters } from "./parameters.ts";
import type { TrainSettings } from "./settings.ts";

/** `graph`: ONNX graphs (graph/); `wasm`: the fused kernels (fused/); `tfjs`: any layers model. */
export type EngineName = "graph" | "wasm" | "tfjs";

/** What a batch gives besides the gradient. */
interface Gradient {
  readonly loss: number;
  readonly accuracy: number;
}

/** What makes losses, gradients and probabilities from the parameters in the arena. */
export interface Engine {
  readonly name: EngineName;
  /** Why this one and not another. */
  readonly reason?: string;
  /** Forward and backward over one prepared batch: the gradient of its loss stands in `parameters.gradients`
   * afterwards, without L2 and clipping, which act on the flat arrays. */
  gradient(batch: Batch): Gradient | Promise<Gradient>;
  /** Class probabilities, row-major, of rows of inputs; nothing is learnt. */
  probabilities(x: Float32Array, rows: number): Float32Array | Promise<Float32Array>;
  /** Steps with the optimiser inside, many at a time, where the engine has them and the settings allow it.
   * @param size examples of all batches but, maybe, an epoch's last
   * @param perEpoch batches of an epoch */
  descent?(settings: TrainSettings, size: number, perEpoch: number): Descent | undefined;
  /** A training whose every step takes this one batch, many epochs at once, where the engine has it and the settings allow
   * it.
   * @param validation of one class a row */
  course?(
    settings: TrainSettings,
    batch: Batch,
    validation: { readonly x: Inputs; readonly y: Target },
  ): Promise<FullBatch | undefined>;
  /** Gives back what the engine holds; it must not be used any more. */
  release?(): void;
}

/** Where an engine finds what it works on. */
export interface Place {
  readonly arena: Arena;
  readonly parameters: Parameters;
  /** Address of the batch's inputs, room for `capacity` rows. */
  readonly input: number;
  readonly capacity: number;
  /** Examples of a batch. */
  readonly examples: number;
  /** Examples that all epochs will take together; 0 where nothing is learnt. */
  readonly passes: number;
  /** That the fused engine may use. */
  readonly threads: number;
  /** Dropout comes from here. */
  readonly rng: Rng;
}

/** The engine of a network, by its kind and size: the one place where this is decided.
 *
 * `auto`: of the fused engine and a graph the faster one ({@linkcode isLarge}) where both know every layer, else the
 * one that does, else tfjs.
 *
 * @throws {InputError} when a certain one is wanted that something in the model has no place in */
export async function chooseEngine(
  wanted: "auto" | EngineName,
  network: Network,
  place: Place,
): Promise<Engine> {
  const { arena, parameters, rng } = place, reasons: string[] = [];
  const graphOf = async () => {
    const { graphEngine } = await import("./graph/engine.ts"); // brings ONNX along: at first use
    return await graphEngine(network, parameters, arena, rng);
  };
  if (wanted === "auto" && isLarge(network, place) && await hasNativeRuntime()) {
    const graph = await graphOf();
    if (typeof graph !== "string") {
      return { ...graph, reason: "faster than the fused engine at this size" };
    }
  }
  if (wanted === "auto" || wanted === "wasm") {
    const fused = fusedEngine(network, place);
    if (typeof fused !== "string") return fused;
    if (wanted === "wasm") {
      throw new InputError("the fused engine cannot train this model", { found: fused });
    }
    reasons.push(`no fused kernel for ${fused}`);
  }
  if (wanted === "auto" || wanted === "graph") {
    const graph = await graphOf();
    if (typeof graph !== "string") {
      return { ...graph, reason: [...reasons, ...graph.reason ? [graph.reason] : []].join("; ") };
    }
    if (wanted === "graph") {
      throw new InputError("no graph can be made of this model", { found: graph });
    }
    reasons.push(`no graph for ${graph}`);
  }
  const reason = wanted === "tfjs" ? "the settings ask for tfjs" : reasons.join("; ");
  return { ...autogradEngine(network, parameters, arena, rng), reason };
}

/** Multiply-adds of a step from which a graph is worth it: of plain layers, and of networks with batch norm or dropout,
 * where it runs many small operators. It takes half of the fused engine's time and less where the processor has products
 * 512 bits wide, and about as much where it has none (tests/bench/mlp.ts). */
const STEP = { plain: 2 ** 22, normed: 2 ** 23 };

/** Multiply-adds of a whole training from which its sessions, some 50 ms, are earned back. */
const TRAINING = 2 ** 32;

/** Is a network, where both know every layer, for a graph? The fused engine is better at small steps and short trainings. */
function isLarge(
  { links, logits, inputShape }: Network,
  { parameters, examples, passes }: Place,
): boolean {
  if (!links || inputShape.length > 1) return false;
  const all = [...parameters.trainable, ...parameters.frozen];
  const weights = all.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const [, members] = logits!.shape.length === 3 ? logits!.shape as number[] : [0, 1];
  const isNormed = links.some(({ layer }) =>
    ["BatchNormalization", "Dropout"].includes(layer.getClassName())
  );
  const each = weights * members; // a dense layer multiplies by each weight once
  return each * examples >= STEP[isNormed ? "normed" : "plain"] && each * passes >= TRAINING;
}
