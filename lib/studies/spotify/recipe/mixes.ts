/** How many networks and how many trees, in which shares: all from members that are judged already. */
import { averageKept, type KeptCandidate } from "../../../study/evaluation/judge_kept.ts";
import { type BaseSettings, memberWeights } from "./base.ts";

/** A composition of the base prediction. */
export type Mix = Pick<BaseSettings, "networks" | "boosted" | "networkShare">;

/** A composition, judged. */
export interface JudgedMix extends KeptCandidate {
  /** What it is made of. */
  readonly mix: Mix;
}

/** Every composition of the first so many networks and trees, in the order given; nothing is fitted.
 *
 * @param networks judged members of one kind
 * @param trees judged members of the other, on the same rows
 * @example
 * ```ts ignore
 * const mixes = [{ networks: 3, boosted: 0, networkShare: 1 }, { networks: 3, boosted: 2, networkShare: .5 }];
 * table(judgeMixes(mixes, networks, trees).map(({ name, scores }) => ({ name, accuracy: scores.accuracy })));
 * ```
 */
export function judgeMixes(
  mixes: readonly Mix[],
  networks: readonly KeptCandidate[],
  trees: readonly KeptCandidate[],
): JudgedMix[] {
  return mixes.map((mix) => {
    const members = [...networks.slice(0, mix.networks), ...trees.slice(0, mix.boosted)];
    const name = [
      mix.networks && `networks: ${mix.networks}`,
      mix.boosted && `trees: ${mix.boosted}`,
      mix.networks && mix.boosted && `networks' share ${mix.networkShare}`,
    ].filter(Boolean).join(", ");
    return { mix, ...averageKept(name, members, memberWeights(mix)) };
  });
}
