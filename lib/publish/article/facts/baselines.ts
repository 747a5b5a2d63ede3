/** What part 02 recorded of the classical models. */
import { type BaselineRow, baselineTable, protocolOf } from "./baseline_table.ts";
import { correctedResampledT } from "../../../evaluation/compare.ts";
import type { Run } from "../../../experiments/runs/record.ts";
import { type Evidence, newest } from "../evidence.ts";
import type { Interval } from "../numbers.ts";

/** A model's difference to another, over folds. */
export interface FoldDifference extends Interval {
  readonly a: string;
  readonly b: string;
  readonly value: number;
}

/** The classical models. */
export interface BaselineFacts {
  /** Best under grouped folds first. */
  readonly rows: readonly BaselineRow[];
  /** How many folds, and how many tracks each is learnt from. */
  readonly folds: number;
  readonly trainingRows: number;
  /** The best model that is no blend of others. */
  readonly single: BaselineRow;
  /** The best of all less the next, and the best single one less the next single one, under grouped folds. */
  readonly lead?: FoldDifference;
  readonly singleLead?: FoldDifference;
  /** Models on six genres, as they were published: on one hold-out. */
  readonly six: readonly {
    readonly model: string;
    readonly accuracy: number;
    readonly rows: number;
  }[];
}

/** What part 02 recorded; undefined where it has no usable record. */
export function baselineFacts({ runs, fingerprint, seed }: Evidence): BaselineFacts | undefined {
  const own = runs.filter(({ part, status }) => part === "02" && status === "done");
  const rows = baselineTable(own, { fingerprint, seed })
    .filter(({ groupedAccuracy }) => !Number.isNaN(groupedAccuracy));
  const singles = rows.filter(({ blend, model }) => !blend && model !== "majority");
  if (singles.length === 0) return undefined;
  const grouped = (model: string) =>
    newest(own.filter((run) => run.name === model && protocolOf(run) === "grouped"))!;
  const any = grouped(singles[0].model), { folds } = any.split as { folds: number };
  const lead = ([first, second]: readonly BaselineRow[]) =>
    second && foldDifference(grouped(first.model), grouped(second.model));
  return {
    rows,
    folds,
    trainingRows: any.data.rows,
    single: singles[0],
    lead: lead(rows),
    singleLead: lead(singles),
    six: sixGenres(own),
  };
}

/** The difference of two models over the same folds, by the corrected t test; without an interval where the records
 * do not hold each fold's accuracy. */
function foldDifference(a: Run, b: Run): FoldDifference {
  const names = { a: a.name, b: b.name },
    accuracies = (run: Run) => {
      const { folds } = run.split as { folds: number };
      return Array.from({ length: folds }, (_, k) => run.scores[`accuracyFold${k + 1}`] ?? NaN);
    };
  const own = accuracies(a), others = accuracies(b), train = a.data.rows;
  if (own.length !== others.length || [...own, ...others].some(Number.isNaN)) {
    return { ...names, value: a.scores.accuracy - b.scores.accuracy, low: NaN, high: NaN };
  }
  const rows = { train, validation: train / (own.length - 1) };
  const { difference: value, low, high } = correctedResampledT(own, others, rows);
  return { ...names, value, low, high };
}

function sixGenres(runs: readonly Run[]): BaselineFacts["six"] {
  const six = runs.filter(({ label }) => label?.step === "six");
  return [...new Set(six.map(({ name }) => name))].map((model) => {
    const { scores, data, split } = newest(six.filter(({ name }) => name === model))!;
    const { holdOut } = split as { holdOut: number };
    return {
      model,
      accuracy: scores.accuracy,
      rows: Math.round(data.rows * holdOut / (1 - holdOut)),
    };
  }).sort((a, b) => b.accuracy - a.accuracy);
}
