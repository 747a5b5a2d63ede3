/** One step of a training, written: forward pass, loss, gradients of all weights that learn. */
import type { SoftTargets } from "../distillation.ts";
import type { Network } from "../network.ts";
import type { Parameters } from "../parameters.ts";
import type { TagLossForm } from "../tag_loss.ts";
import { contextOf, type Notebook, type Settings } from "./context.ts";
import type { Graph } from "./graph.ts";
import { binaryCrossEntropy } from "./losses/binary_cross_entropy.ts";
import { crossEntropy } from "./losses/cross_entropy.ts";
import { distillation } from "./losses/distillation.ts";
import type { Loss } from "./losses/loss.ts";
import { tagLoss } from "./losses/tag_loss.ts";
import { writeLayers } from "./program.ts";
import type { StepInputs } from "./step_feeds.ts";
import type { Value } from "./value.ts";

/** What a step gives; gradients and states by the names of weights. */
export interface WrittenStep extends Pick<Notebook, "gradients" | "nextStates"> {
  readonly loss: Value;
  readonly accuracy: Value;
}

/** What a training is, as far as it shapes its graph. */
export interface StepPlan {
  readonly network: Network;
  readonly parameters: Parameters;
  readonly soft?: SoftTargets;
  /** The loss of tags, where it is not plain binary cross-entropy. */
  readonly form?: TagLossForm;
}

/** @param weights all weights and running averages by name
 * @returns or in words what in the model cannot be written */
export function writeStep(
  g: Graph,
  { network, parameters, soft, form }: StepPlan,
  weights: ReadonlyMap<string, Value>,
  settings: Settings,
  { x, targets, labels, weight, seed, taught }: StepInputs,
): WrittenStep | string {
  const c = contextOf(g, parameters, weights, settings, seed);
  const built = writeLayers(network.links!, c, x);
  if (typeof built === "string") return built;
  const { y } = built, z = byMember(g, y);
  const setting = (value: number) => settings.add(value);
  const lossOf: Loss = form
    ? tagLoss(form, setting)
    : network.answer === "sigmoid"
    ? binaryCrossEntropy
    : crossEntropy;
  const own = lossOf(g, z, { targets, labels, weight });
  const theirs = taught && distillation(g, z, taught, soft!, setting);
  const dz = theirs ? g.add(own.dz, theirs.dz) : own.dz;
  built.back(g.reshape(dz, y.shape));
  return {
    loss: theirs ? g.add(own.loss, theirs.loss) : own.loss,
    accuracy: own.accuracy,
    gradients: c.gradients,
    nextStates: c.nextStates,
  };
}

/** examples × members × classes, whether or not there are members. */
export const byMember = (g: Graph, logits: Value): Value =>
  g.reshape(logits, [
    logits.shape[0],
    logits.shape.length === 3 ? logits.shape[1] : 1,
    logits.shape.at(-1)!,
  ]);
