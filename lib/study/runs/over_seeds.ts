/** Runs as a table: one row for each set of settings, over its seeds. */
import type { Run } from "./record.ts";
import { standings } from "./standings.ts";

/** A row per set of settings: the settings in which the rows differ, each score's mean over seeds, and as
 * `spread` the standard deviation of the first score.
 *
 * @param scores names of scores, or "seconds"; the first is what `by: "rank"` sorts by
 * @param options.by "rank": the best first; a setting's name: in the order of its values, numbers by size
 * @param options.limit only the first so many rows
 * @throws {InputError} when the runs lack the first score
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/study/small_run.ts";
 * const run = (batchSize: number, accuracy: number, seed: number) => smallRun({ batchSize }, { accuracy }, seed);
 * const runs = [run(256, .5, 1), run(256, .5, 2), run(16, .75, 1), run(16, .75, 2)];
 * assertEquals(overSeeds(runs, ["accuracy", "seconds"], { by: "batchSize" }), [
 *   { batchSize: 16, accuracy: .75, spread: 0, seconds: 1 },
 *   { batchSize: 256, accuracy: .5, spread: 0, seconds: 1 },
 * ]);
 * ```
 */
export function overSeeds(
  runs: readonly Run[],
  scores: readonly string[] = ["accuracy", "gap", "logLoss", "bestEpoch", "seconds"],
  { by = "rank", limit = Infinity }: { by?: string; limit?: number } = {},
): Record<string, unknown>[] {
  const ranked = standings(runs, scores[0]);
  const order = runs.map((run) => JSON.stringify(run.settings[by]));
  const place = (value: unknown) =>
    typeof value === "number" ? value : order.indexOf(JSON.stringify(value));
  const sorted = by === "rank"
    ? ranked
    : ranked.toSorted((a, b) => place(a.settings[by]) - place(b.settings[by]));
  return sorted.slice(0, limit).map(({ varied, scores: found, failed }) => ({
    ...varied,
    ...Object.fromEntries(scores.flatMap((name, i) => {
      const mean: [string, unknown] = [name, found[name]?.mean ?? NaN];
      return i === 0 ? [mean, ["spread", found[name]?.sd ?? NaN]] : [mean];
    })),
    ...(runs.some((run) => run.status === "failed") && { failed }),
  }));
}
