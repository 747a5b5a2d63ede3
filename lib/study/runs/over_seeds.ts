/** Runs as a table: one row for each set of settings, over its seeds. */
import type { Run } from "./record.ts";
import { standings } from "./standings.ts";

/** A row per set of settings: the settings in which the rows differ, each score's mean over seeds, and as
 * `spread` the standard deviation of the first score.
 *
 * @param scores names of scores, or "seconds"; the first is what `by: "rank"` sorts by
 * @param options.by "rank": the best first; a setting's name: in the order of its values, numbers by size
 * @example
 * ```ts ignore
 * table(overSeeds(runs, ["accuracy", "gap", "seconds"], { by: "batchSize" }));
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
