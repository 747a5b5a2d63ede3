/** One way to say which network is meant, be it of one tower or of several. */
import type { Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import type { Answer } from "../../nn/answer.ts";
import { fitEmbedding } from "../../nn/embedding.ts";
import { fusionMlp, type JoinSettings, type TowerPlan } from "../../nn/fusion.ts";
import { mlp, type MlpSettings } from "../../nn/mlp.ts";
import type { LayersModel } from "../../nn/tf.ts";

/** The settings of `mlp`, or those of `fusionMlp`, whose embeddings must not need edges. */
export type NetworkPlan =
  | Partial<MlpSettings>
  | { readonly towers: Readonly<Record<string, TowerPlan>> } & Partial<JoinSettings>;

/** A network by its plan, with weights from `rng`; the caller's to dispose of.
 *
 * @param x the rows from whose quantiles a piecewise-linear embedding is cut; they tell the number of columns
 * @param answer as of `mlp`: "sigmoid" where `classes` are tags
 * @throws {InputError} on settings that cannot be used
 * @example
 * ```ts ignore
 * const network = networkOfPlan({ layers: [128, 64], dropout: .2 }, x, classes.length, rng.fork("weights"));
 * network.countParams();
 * network.dispose();
 * ```
 */
export function networkOfPlan(
  plan: NetworkPlan,
  x: Matrix,
  classes: number,
  rng: Rng,
  answer: Answer = "softmax",
): LayersModel {
  const sizes = { inputs: x.names.length, classes, answer };
  if ("towers" in plan) return fusionMlp({ ...sizes, ...plan }, rng);
  return mlp({ ...sizes, ...plan, embedding: fitEmbedding(plan.embedding ?? "none", x) }, rng);
}
