/** Models evaluated on folds, as the article's table of baselines. */
import type { Run, Settings } from "../../../experiments/runs/record.ts";

/** On which folds a model was evaluated: dealt at random, or with relatives kept together. */
export type Protocol = "random" | "grouped";

/** The protocol of a record of folds; undefined of other records. */
export function protocolOf({ split }: Run): Protocol | undefined {
  const { folds, group } = (split ?? {}) as { folds?: number; group?: string };
  return folds === undefined ? undefined : group === undefined ? "random" : "grouped";
}

/** A model's line in the table of baselines. */
export interface BaselineRow {
  /** Name under which it was judged. */
  readonly model: string;
  /** "average" or "stack" of other models; nothing of a single one. */
  readonly blend?: string;
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

/** One row per model from the records of models evaluated on folds, the best under grouped folds first. Of
 * several records of one model and protocol the latest counts; what a protocol lacks is NaN.
 *
 * @param runs those of the part; records of other kinds are passed over
 * @param of.fingerprint of the data; other data's records are passed over
 */
export function baselineTable(
  runs: readonly Run[],
  { fingerprint, seed }: { fingerprint: string; seed: number },
): BaselineRow[] {
  const models = new Map<string, Partial<Record<Protocol, Run>>>();
  for (const run of runs.toSorted((a, b) => a.created < b.created ? -1 : 1)) {
    const protocol = protocolOf(run);
    const ours = run.data.fingerprint === fingerprint && run.seed === seed;
    if (run.status === "done" && ours && protocol) {
      models.set(run.name, { ...models.get(run.name), [protocol]: run });
    }
  }
  return [...models].map(([model, { random, grouped }]): BaselineRow => {
    const of = (run: Run | undefined, score: string) => run?.scores[score] ?? NaN;
    const { settings, label } = (random ?? grouped)!;
    return {
      model,
      ...(label?.step === "blend" && { blend: label.variant }),
      chosen: asText(settings.chosen as Settings | undefined),
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
