/** A network as plain data, whether it has one tower or several. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import type { Answer } from "../../nn/answer.ts";
import { blockColumns } from "../../features/blocks.ts";
import { fitEmbedding } from "../../nn/embedding.ts";
import { fusionMlp, type JoinSettings, type TowerPlan } from "../../nn/fusion.ts";
import { mlp, type MlpSettings } from "../../nn/mlp.ts";
import { networkKind } from "../../nn/networks/networks.ts";
import type { LayersModel } from "../../nn/tf.ts";

/** The settings of `mlp`; or those of `fusionMlp`, whose embeddings must not need edges; a tower that does not say how
 * many columns it reads reads the block of its name; or those of the kind that `network` names. */
export type NetworkPlan =
  | Partial<MlpSettings> & { readonly network?: undefined }
  | { readonly network: string } & Readonly<Record<string, unknown>>
  | {
    readonly towers: Readonly<Record<string, Partial<TowerPlan>>>;
    readonly network?: undefined;
  } & Partial<JoinSettings>;

/** A network by its plan, with weights from `rng`; the caller's to dispose of.
 *
 * @param x the rows from whose quantiles a piecewise-linear embedding is cut; they tell the number of columns
 * @param answer as of `mlp`: "sigmoid" where `classes` are tags
 * @throws {InputError} on settings that cannot be used, or a tower whose block the table has not
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
  if (plan.network !== undefined) {
    const { network, ...given } = plan, kind = networkKind(network);
    const own = kind.fitted?.({ ...kind.defaults, ...given }, x) ?? given;
    return kind.build({ ...sizes, ...own }, rng);
  }
  if ("towers" in plan) {
    const towers = Object.entries(plan.towers).map(([name, own]) => [name, towerOn(x, name, own)]);
    return fusionMlp({ ...sizes, ...plan, towers: Object.fromEntries(towers) }, rng);
  }
  return mlp({ ...sizes, ...plan, embedding: fitEmbedding(plan.embedding ?? "none", x) }, rng);
}

function towerOn(x: Matrix, name: string, own: Partial<TowerPlan>): TowerPlan {
  const { from, count } = blockColumns(x, name), { columns = count } = own;
  if (columns > 0) return { ...(own.columns === undefined && { from }), ...own, columns };
  throw new InputError(`the tower ${name} has no columns of its name`, {
    found: x.names.slice(0, 6).join(", "),
    expected: `such as "${name}: tempo"`,
  });
}
