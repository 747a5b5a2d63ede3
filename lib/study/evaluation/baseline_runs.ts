/** Judged models as records, and records as the table that later parts read. */
import { provenanceOf } from "../../data/mod.ts";
import type { Judged, JudgedOnce, Protocol, ProtocolFolds } from "./candidates.ts";
import { flatScores } from "./evaluate.ts";
import { makeRun, type Run, type RunKey, type Settings } from "../runs/record.ts";
import type { RunStore } from "../runs/runs.ts";

/** What the records of all models have in common. */
export interface JudgedKey extends Pick<RunKey, "part" | "seed" | "data"> {
  /** On which the models were judged; the records say how they were made. */
  readonly folds: ProtocolFolds;
}

/** Saves two records per model, one for each protocol: `split` is `{ protocol: "random", folds }` or
 * `{ protocol: "grouped", folds, group }`.
 *
 * @returns the records, of each model the random folds' first
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { openRuns } from "../runs/runs.ts";
 * const { judged, key, folds } = await smallJudged();
 * const store = openRuns(await Deno.makeTempDir());
 * await saveJudged(store, judged, { ...key, folds });
 * assertEquals((await store.all()).length, 2 * judged.length);
 * ```
 */
export async function saveJudged(
  store: RunStore,
  judged: readonly Judged[],
  { folds, ...key }: JudgedKey,
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const { name, settings, ...by } of judged) {
    for (const protocol of ["random", "grouped"] as const) {
      const found = by[protocol], split = { protocol, ...provenanceOf(folds[protocol]) };
      const { fit, predict } = found.seconds;
      const run = makeRun({ ...key, name, settings, split }, {
        scores: flatScores(found),
        seconds: fit + predict,
      });
      await store.save(run);
      runs.push(run);
    }
  }
  return runs;
}

/** Saves one record per model that was judged on one hold-out.
 *
 * @param key all but the name and the settings, which are the model's own
 * @returns the records, in the order of the models
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { openRuns } from "../runs/runs.ts";
 * import { judgeOnce } from "./candidates.ts";
 * const { candidates, tracks, folds, rng, key } = await smallJudged();
 * const judged = await judgeOnce(candidates, tracks, folds.random[0], rng);
 * const [album] = await saveJudgedOnce(openRuns(await Deno.makeTempDir()), judged, key);
 * assertEquals([album.name, album.scores.accuracy], ["album", 1]);
 * ```
 */
export async function saveJudgedOnce(
  store: RunStore,
  judged: readonly JudgedOnce[],
  key: Omit<RunKey, "name" | "settings">,
): Promise<Run[]> {
  const runs = judged.map(({ name, settings, scores, seconds }) =>
    makeRun({ ...key, name, settings }, {
      scores: { ...scores, fitSeconds: seconds.fit, predictSeconds: seconds.predict },
      seconds: seconds.fit + seconds.predict,
    })
  );
  await Promise.all(runs.map((run) => store.save(run)));
  return runs;
}

/** A model's line in the table of baselines. */
export interface BaselineRow {
  /** Name under which it was judged. */
  readonly model: string;
  /** What validation chose, such as "k 25". */
  readonly chosen: string;
  /** Mean over random folds, 0 to 1. */
  readonly accuracy: number;
  /** Standard deviation of the accuracy over random folds. */
  readonly sd: number;
  /** 95 % interval of the mean accuracy over random folds: its lower end. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** Mean over random folds, 0 to 1. */
  readonly macroF1: number;
  /** Mean over random folds, in nats. */
  readonly logLoss: number;
  /** Mean over grouped folds, 0 to 1. */
  readonly groupedAccuracy: number;
  /** Standard deviation of the accuracy over grouped folds. */
  readonly groupedSd: number;
  /** 95 % interval of the mean accuracy over grouped folds: its lower end. */
  readonly groupedLow: number;
  /** Upper end of the interval. */
  readonly groupedHigh: number;
  /** Mean over grouped folds, 0 to 1. */
  readonly groupedMacroF1: number;
  /** Mean over grouped folds, in nats. */
  readonly groupedLogLoss: number;
  /** Seconds to fit and predict all random folds. */
  readonly seconds: number;
}

/** One row per model from the records of {@linkcode saveJudged}, the best under grouped folds first. Of
 * several records of one model and protocol the latest counts; what a protocol lacks is NaN.
 *
 * @param runs such as `await openRuns(folder).all({ part: "02" })`; records of other kinds are passed over
 * @param of.fingerprint of the data; other data's records are passed over
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { openRuns } from "../runs/runs.ts";
 * const { judged, key, folds } = await smallJudged();
 * const runs = await saveJudged(openRuns(await Deno.makeTempDir()), judged, { ...key, folds });
 * const [first] = baselineTable(runs, { fingerprint: key.data.fingerprint, seed: key.seed });
 * assertEquals([first.model, first.accuracy, first.groupedAccuracy], ["album", 1, 1]);
 * ```
 */
export function baselineTable(
  runs: readonly Run[],
  { fingerprint, seed }: { fingerprint: string; seed: number },
): BaselineRow[] {
  const models = new Map<string, Partial<Record<Protocol, Run>>>();
  for (const run of runs.toSorted((a, b) => a.created < b.created ? -1 : 1)) {
    const { protocol } = (run.split ?? {}) as { protocol?: Protocol };
    const ours = run.data.fingerprint === fingerprint && run.seed === seed;
    if (run.status === "done" && ours && (protocol === "random" || protocol === "grouped")) {
      models.set(run.name, { ...models.get(run.name), [protocol]: run });
    }
  }
  return [...models].map(([model, { random, grouped }]): BaselineRow => {
    const of = (run: Run | undefined, score: string) => run?.scores[score] ?? NaN;
    return {
      model,
      chosen: asText((random ?? grouped)!.settings.chosen as Settings | undefined),
      accuracy: of(random, "accuracy"),
      sd: of(random, "accuracySd"),
      low: of(random, "accuracyLow"),
      high: of(random, "accuracyHigh"),
      macroF1: of(random, "macroF1"),
      logLoss: of(random, "logLoss"),
      groupedAccuracy: of(grouped, "accuracy"),
      groupedSd: of(grouped, "accuracySd"),
      groupedLow: of(grouped, "accuracyLow"),
      groupedHigh: of(grouped, "accuracyHigh"),
      groupedMacroF1: of(grouped, "macroF1"),
      groupedLogLoss: of(grouped, "logLoss"),
      seconds: random?.seconds ?? NaN,
    };
  }).sort((a, b) => (b.groupedAccuracy || 0) - (a.groupedAccuracy || 0));
}

const asText = (chosen: Settings = {}): string =>
  Object.entries(chosen).map(([name, value]) => `${name} ${value}`).join(", ");
