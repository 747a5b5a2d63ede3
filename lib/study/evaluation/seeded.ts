/** Candidates judged with several seeds on the same rows: what is luck, and what is the model? */
import type { Rng } from "../../core/rng.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import type { Dataset, Split } from "../../data/mod.ts";
import type { Candidate } from "./candidates.ts";
import { judgeKept, type KeptCandidate } from "./judge_kept.ts";
import { noteOf } from "../runs/reuse.ts";
import type { Keeping } from "./kept.ts";
import type { RunKey } from "../runs/record.ts";

/** A candidate and what it said with each seed. */
export interface Seeded {
  /** The candidate's. */
  readonly name: string;
  /** One per seed, in the order of the seeds, all on the same rows. */
  readonly runs: readonly KeptCandidate[];
}

/** How {@linkcode judgeSeeds} works: as `judgeKept`, and how many seeds. */
export interface SeedsAsked extends Keeping {
  /** All of the records' keys but name and settings; seeds are counted from `key.seed`. */
  readonly key: Omit<RunKey, "name" | "settings">;
  /** How many: `key.seed`, and those that follow it. */
  readonly seeds: number;
  /** Told at the start and of every fit, for a progress bar. */
  readonly onFit?: (done: number, note: string, total: number) => void;
}

/** `judgeKept` with each of several seeds, every candidate on the same rows. Features that are to be the same for all
 * seeds are made `fixed`.
 *
 * @param rng a run's randomness hangs on this, its seed and its candidate's name
 * @throws {InputError} as `judgeKept`
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { openRuns } from "../runs/runs.ts";
 * const { candidates, tracks, folds, rng, key } = await smallJudged();
 * const runs = openRuns(await Deno.makeTempDir());
 * const judged = await judgeSeeds(candidates, tracks, folds.random[0], rng, { runs, key, seeds: 2 });
 * assertEquals(judged.map(({ name, runs }) => `${name} ${runs.length}`), ["album 2", "title 2"]);
 * assertEquals((await runs.all()).map(({ seed }) => seed).sort(), [1, 1, 2, 2]);
 * ```
 */
export async function judgeSeeds(
  candidates: readonly Candidate[],
  tracks: Dataset,
  split: Split,
  rng: Rng,
  { key, seeds, onFit, ...keeping }: SeedsAsked,
): Promise<Seeded[]> {
  const judged: Seeded[] = [];
  const total = candidates.length * seeds;
  let done = 0, outdated = 0;
  const onOutdated = onFit && (() => void outdated++);
  onFit?.(done, "", total);
  for (const candidate of candidates) {
    const runs: KeptCandidate[] = [];
    for (let seed = key.seed; seed < key.seed + seeds; seed++) {
      const asked = { onOutdated, ...keeping, key: { ...key, seed } };
      runs.push(...await judgeKept([candidate], tracks, split, rng.fork(`seed ${seed}`), asked));
      onFit?.(++done, noteOf(`${candidate.name}, seed ${seed}`, outdated), total);
    }
    judged.push({ name: candidate.name, runs });
  }
  return judged;
}

/** A row per candidate: the mean of each score over seeds, and as `spread` the standard deviation of the first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { openRuns } from "../runs/runs.ts";
 * const { candidates, tracks, folds, rng, key } = await smallJudged();
 * const runs = openRuns(await Deno.makeTempDir());
 * const judged = await judgeSeeds(candidates, tracks, folds.random[0], rng, { runs, key, seeds: 2 });
 * assertEquals(seedRows(judged, ["accuracy"])[0], { model: "album", accuracy: 1, spread: 0 });
 * ```
 */
export function seedRows(
  judged: readonly Seeded[],
  scores: readonly string[] = ["accuracy", "macroF1", "logLoss", "seconds"],
): Record<string, unknown>[] {
  return judged.map(({ name, runs }) => {
    const of = (score: string) =>
      runs.map((run) => score === "seconds" ? run.seconds : run.scores[score]);
    return {
      model: name,
      ...Object.fromEntries(scores.flatMap((score, i) => {
        const found: [string, number] = [score, mean(of(score))];
        const spread = runs.length > 1 ? standardDeviation(of(score)) : NaN;
        return i === 0 ? [found, ["spread", spread]] : [found];
      })),
    };
  });
}
