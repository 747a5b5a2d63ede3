/** Networks and boosted trees whose probabilities are averaged: what each of the course's predictions is made of. */
import type { Features } from "../../../features/features.ts";
import { average } from "../../../models/blend.ts";
import { boosting } from "../../../models/boosting.ts";
import { type Estimator, onFeatures } from "../../../models/estimator.ts";
import { embedColumns } from "../../../nn/embed_columns.ts";
import { QUANTITIES } from "../schema.ts";
import type { BaseSettings } from "./base.ts";

/** The two kinds of members, unfitted, each a model of tracks. */
export interface Members {
  /** Learns playlists. */
  readonly network: Estimator;
  /** Learn subgenres. */
  readonly trees: Estimator;
}

/** How many networks and boosted models, and what share of the answer the networks have together. */
export type Mix = Pick<BaseSettings, "networks" | "boosted" | "networkShare">;

/** A track's own numbers. Networks embed these alone: embedding the shares of genres, too, takes three times as long,
 * and on the course's file brought nothing (LOG.md). */
const OWN = [...QUANTITIES, "year", "month", "day"];

/** The two kinds of members on features whose first columns are a track's own numbers.
 *
 * @param features of both, or of each
 * @param settings such as `baseSettings`
 * @example
 * ```ts ignore
 * const { network, trees } = membersOn(cached(evidence(), rng.fork("evidence")), baseSettings());
 * const judged = await experiment.evaluate("members", { network, trees });
 * ```
 */
export function membersOn(
  features: Features | { readonly networks: Features; readonly trees: Features },
  settings: BaseSettings,
): Members {
  const { networkLabels, boostingLabels, network, boosting: trees } = settings;
  const seen = "networks" in features ? features : { networks: features, trees: features };
  return {
    network: onFeatures(seen.networks, embedColumns(OWN, network), { labels: networkLabels }),
    trees: onFeatures(seen.trees, boosting(trees), { labels: boostingLabels }),
  };
}

/** As many of each kind as the mix has, networks first, their probabilities averaged.
 *
 * @example
 * ```ts ignore
 * const settings = baseSettings(), model = averaged(membersOn(features, settings), settings);
 * ```
 */
export function averaged({ network, trees }: Members, mix: Mix): Estimator {
  const members = [
    ...Array<Estimator>(mix.networks).fill(network),
    ...Array<Estimator>(mix.boosted).fill(trees),
  ];
  return average(members, { weights: memberWeights(mix) });
}

/** The members' shares of the answer, networks first. Without trees the networks have all of it.
 *
 * @returns one per member, of sum 1
 * @example
 * ```ts ignore
 * memberWeights({ networks: 3, boosted: 2, networkShare: .6 }); // [.2, .2, .2, .2, .2]
 * ```
 */
export function memberWeights({ networks, boosted, networkShare }: Mix): number[] {
  const share = boosted === 0 ? 1 : networks === 0 ? 0 : networkShare;
  return [
    ...Array<number>(networks).fill(share / networks),
    ...Array<number>(boosted).fill((1 - share) / boosted),
  ];
}
