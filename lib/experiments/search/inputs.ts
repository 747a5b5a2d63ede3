/** The same search on several inputs. */
import type { Rng } from "../../core/rng.ts";
import type { Dataset, Split } from "../../data/mod.ts";
import type { Features, Scaler } from "../../features/features.ts";
import { mlpRunner } from "../runners/mlp_runner.ts";
import type { Run } from "../runs/record.ts";
import { search, type SearchOptions } from "./search.ts";
import type { Space } from "./space.ts";
import { trialData } from "./trial_data.ts";

/** How inputs are made: features, then scalers. */
export type Inputs = readonly [Features, ...Scaler[]];

/** Searches the same space once for each way of making the inputs. The records' `split` is the split's provenance.
 *
 * @param ways by name; the records tell them apart by the fingerprint of the numbers that came out
 * @returns the runs, each with its way's name as one more setting, `inputs`: for tables and figures, not for records
 * @example
 * ```ts ignore
 * const ways = { raw: [numeric()], standard: [numeric(), standard()] } as const;
 * const runs = await searchInputs(ways, grid({}), tracks, split, rng, { part: "03", name: "scaling" });
 * ```
 */
export async function searchInputs(
  ways: Readonly<Record<string, Inputs>>,
  space: Space,
  tracks: Dataset,
  split: Split,
  rng: Rng,
  options: Omit<SearchOptions, "split">,
): Promise<Run[]> {
  const found: Run[] = [], names = Object.keys(ways), { onProgress } = options;
  for (const [i, name] of names.entries()) {
    const [features, ...scalers] = ways[name];
    const runner = mlpRunner(await trialData(tracks, split, rng, features, ...scalers));
    try {
      const runs = await search(space, runner, {
        ...options,
        split: split.provenance,
        // one bar over all ways: so many done before, so many to come
        onProgress: onProgress && ((told) =>
          onProgress({
            ...told,
            done: i * told.total + told.done,
            total: names.length * told.total,
          })),
      });
      found.push(...runs.map((run) => ({ ...run, settings: { inputs: name, ...run.settings } })));
    } finally {
      await runner.close();
    }
  }
  return found;
}
