/** Results as a table: one row for each setting, way or model, over its seeds. */
import { mean } from "../core/statistics.ts";
import { Evaluated } from "../evaluation/evaluated.ts";
import type { Run } from "./runs/record.ts";
import { overRuns, rankSettings, scoreOf } from "./runs/standings.ts";
import { direction } from "../evaluation/metrics/registry.ts";

/** Options of {@linkcode summarise}. */
export interface SummariseOptions {
  /** "rank": the best first; "variant": by the labels' variants, in their order; a setting's name: in the order of its
   * values, numbers by size. Where nothing is said, by variant where the runs have such labels, else by rank; models as
   * they come. */
  readonly by?: string;
  /** Only the first so many rows. */
  readonly limit?: number;
}

const OF_RUNS = ["accuracy", "gap", "logLoss", "bestEpoch", "seconds"];
const OF_MODELS = ["accuracy", "macroF1", "logLoss", "seconds"];

/** A row per set of settings, per way or per model: what tells it apart, the mean of each score over seeds, and as
 * `spread` the standard deviation of the first score, where there is more than one seed; of models on folds also its 95 %
 * interval (`low`, `high`).
 *
 * @param results runs of searches, or models that were evaluated
 * @param scores names of scores, or "seconds"; the first is what `by: "rank"` sorts by
 * @returns of runs the settings in which they differ, or their `variant`; of models their name as `model`
 * @throws {InputError} when the runs lack the first score
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallRun } from "../../tests/experiments/small_run.ts";
 * const run = (batchSize: number, accuracy: number, seed: number) => smallRun({ batchSize }, { accuracy }, seed);
 * const runs = [run(256, .5, 1), run(256, .5, 2), run(16, .75, 1), run(16, .75, 2)];
 * assertEquals(summarise(runs, ["accuracy", "seconds"], { by: "batchSize" }), [
 *   { batchSize: 16, accuracy: .75, spread: 0, seconds: 1 },
 *   { batchSize: 256, accuracy: .5, spread: 0, seconds: 1 },
 * ]);
 * ```
 */
export function summarise(
  results: readonly Run[] | readonly Evaluated[],
  scores?: readonly string[],
  options: SummariseOptions = {},
): Record<string, unknown>[] {
  const { limit = Infinity } = options;
  if (results[0] instanceof Evaluated) {
    const models = results as readonly Evaluated[];
    return ofModels(models, scores ?? OF_MODELS, options.by).slice(0, limit);
  }
  const runs = results as readonly Run[], wanted = scores ?? OF_RUNS;
  const by = options.by ??
    (runs.some(({ label }) => label?.variant !== undefined) ? "variant" : "rank");
  const rows = by === "variant" ? ofVariants(runs, wanted) : ofSettings(runs, wanted, by);
  return rows.slice(0, limit);
}

/** The mean of every score, and the spread of the first behind it. */
function means(scores: readonly string[], of: (score: string) => { mean: number; sd: number }) {
  return Object.fromEntries(scores.flatMap((score, i): [string, number][] => {
    const found = of(score);
    return i > 0 ? [[score, found.mean]] : [[score, found.mean], ["spread", found.sd]];
  }));
}

/** On folds with the first score's interval, which a hold-out's seeds do not have. */
function ofModels(models: readonly Evaluated[], scores: readonly string[], by?: string) {
  const [first, ...others] = scores;
  const several = models.some(({ answers, splits }) => answers.length > 1 || splits.length > 1);
  const folds = models.some(({ splits }) => splits.length > 1);
  const rows = models.map((model) => {
    const of = (score: string) => mean(model.overSeeds(score)), [low, high] = model.interval(first);
    return {
      model: model.name,
      [first]: of(first),
      ...(several && { spread: model.spread(first) }),
      ...(folds && { low, high }),
      ...Object.fromEntries(others.map((score) => [score, of(score)])),
    };
  });
  if (by !== "rank") return rows;
  const value = (row: Record<string, unknown>) => direction(first) * (row[first] as number);
  return rows.sort((a, b) => value(b) - value(a));
}

function ofVariants(runs: readonly Run[], scores: readonly string[]) {
  const failed = runs.some(({ status }) => status === "failed");
  return Object.entries(byVariant(runs)).map(([variant, own]) => {
    const done = own.filter(({ status }) => status === "done");
    return {
      variant,
      ...means(scores, (score) => overRuns(done.map((run) => scoreOf(run, score)))),
      ...(failed && { failed: own.length - done.length }),
    };
  });
}

/** Runs by the variant that their label names, in the order in which the variants first come.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallRun } from "../../tests/experiments/small_run.ts";
 * const label = { variant: "scratch" }, run = { ...smallRun({}, { accuracy: .5 }), label };
 * assertEquals(byVariant([run]), { scratch: [run] });
 * ```
 */
export function byVariant<Own extends Pick<Run, "name" | "label">>(
  runs: readonly Own[],
): Record<string, Own[]> {
  return Object.fromEntries(Map.groupBy(runs, ({ name, label }) => label?.variant ?? name));
}

function ofSettings(runs: readonly Run[], scores: readonly string[], by: string) {
  const ranked = rankSettings(runs, scores[0]);
  const order = runs.map((run) => JSON.stringify(run.settings[by]));
  const place = (value: unknown) =>
    typeof value === "number" ? value : order.indexOf(JSON.stringify(value));
  const sorted = by === "rank"
    ? ranked
    : ranked.toSorted((a, b) => place(a.settings[by]) - place(b.settings[by]));
  const failed = runs.some((run) => run.status === "failed");
  return sorted.map((each) => ({
    ...each.varied,
    ...means(scores, (score) => each.scores[score] ?? { mean: NaN, sd: NaN }),
    ...(failed && { failed: each.failed }),
  }));
}
