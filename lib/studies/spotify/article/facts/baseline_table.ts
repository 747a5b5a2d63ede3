/** Models evaluated on folds, as the article's table of baselines. */
import type { Run } from "../../../../experiments/runs/record.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";

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
  /** "average" or "stack" of other models; undefined of a single one. */
  readonly blend: string | undefined;
  /** Mean accuracy over random folds and over grouped ones, with the 95 % interval of that mean. */
  readonly random: Estimate;
  readonly grouped: Estimate;
  /** Mean over grouped folds, 0 to 1. */
  readonly macroF1: number;
  /** Mean over grouped folds, in nats. */
  readonly logLoss: number;
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
  const of = (run: Run | undefined, score: string) => run?.scores[score] ?? NaN;
  const accuracy = (run: Run | undefined): Estimate => ({
    value: of(run, "accuracy"),
    low: of(run, "accuracyLow"),
    high: of(run, "accuracyHigh"),
  });
  const blendOf = (label: Run["label"]) => label?.step === "blend" ? label.variant : undefined;
  return [...models].map(([model, { random, grouped }]): BaselineRow => ({
    model,
    blend: blendOf((random ?? grouped)!.label),
    random: accuracy(random),
    grouped: accuracy(grouped),
    macroF1: of(grouped, "macroF1"),
    logLoss: of(grouped, "logLoss"),
  })).sort((a, b) => (b.grouped.value || 0) - (a.grouped.value || 0));
}
