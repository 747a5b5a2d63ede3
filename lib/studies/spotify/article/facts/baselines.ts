/** What part 02 recorded of the classical models. */
import { type BaselineRow, baselineTable, protocolOf } from "./baseline_table.ts";
import { correctedResampledT } from "../../../../evaluation/compare.ts";
import type { Run } from "../../../../experiments/runs/record.ts";
import { type Evidence, newest } from "../../../../publish/article/evidence.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";

/** A model's difference to another, over folds. */
export interface FoldDifference extends Estimate {
  readonly a: string;
  readonly b: string;
}

/** The classical models. */
export interface BaselineFacts {
  /** Best under grouped folds first, without the one that always names the most frequent genre. */
  readonly rows: readonly BaselineRow[];
  /** How many folds. */
  readonly folds: number;
  /** The best model, and the best that is no blend of others. */
  readonly best: BaselineRow;
  readonly single: BaselineRow;
  /** The best of all less the next, and the best single one less the next single one, under grouped folds. */
  readonly lead: FoldDifference | undefined;
  readonly singleLead: FoldDifference | undefined;
  /** By how much the accuracy of one model moves at most between random and grouped folds. */
  readonly moved: number;
  /** Models on six genres for which there is a published accuracy, on one hold-out, the best first. */
  readonly six: readonly SixGenres[];
  /** Those of them that differ from what was published by more than chance. */
  readonly sixApart: readonly string[];
}

/** A model on six genres, here and as published. */
interface SixGenres {
  readonly model: string;
  readonly accuracy: number;
  readonly published: number;
  /** Tracks that it was judged on. */
  readonly rows: number;
}

/** Published accuracies on six genres, to two digits. */
const PUBLISHED: Readonly<Record<string, number>> = {
  logistic: .49,
  neighbours: .50,
  tree: .45,
  forest: .57,
};

/** What part 02 recorded; undefined where it has no usable record. */
export function baselineFacts({ runs, fingerprint, seed }: Evidence): BaselineFacts | undefined {
  const own = runs.filter(({ part, status }) => part === "02" && status === "done");
  const all = baselineTable(own, { fingerprint, seed })
    .filter(({ grouped }) => !Number.isNaN(grouped.value));
  const rows = all.filter(({ model }) => model !== "majority");
  const singles = rows.filter(({ blend }) => !blend);
  if (singles.length === 0) return undefined;
  const grouped = (model: string) =>
    newest(own.filter((run) => run.name === model && protocolOf(run) === "grouped"))!;
  const { folds } = grouped(singles[0].model).split as { folds: number };
  const lead = ([first, second]: readonly BaselineRow[]) =>
    second && foldDifference(grouped(first.model), grouped(second.model));
  const six = sixGenres(own);
  // two shares of n rows, neither known better than by chance; published to two digits
  const noise = six.length ? 1.96 * Math.sqrt(.5 / six[0].rows) + .005 : NaN;
  const apart = six.filter(({ accuracy, published }) => Math.abs(accuracy - published) > noise);
  return {
    rows,
    folds,
    best: rows[0],
    single: singles[0],
    lead: lead(rows),
    singleLead: lead(singles),
    moved: Math.max(...all.map(({ random, grouped }) => Math.abs(random.value - grouped.value))),
    six,
    sixApart: apart.map(({ model }) => model),
  };
}

/** The difference of two models over the same folds, by the corrected t test; without an interval where the records
 * do not hold each fold's accuracy. */
function foldDifference(a: Run, b: Run): FoldDifference {
  const names = { a: a.name, b: b.name };
  const accuracies = (run: Run) => {
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

function sixGenres(runs: readonly Run[]): SixGenres[] {
  const six = runs.filter(({ name, label }) =>
    label?.step === "six" && Object.hasOwn(PUBLISHED, name)
  );
  return [...new Set(six.map(({ name }) => name))].map((model) => {
    const { scores, data, split } = newest(six.filter(({ name }) => name === model))!;
    const { holdOut } = split as { holdOut: number };
    return {
      model,
      accuracy: scores.accuracy,
      published: PUBLISHED[model],
      rows: Math.round(data.rows * holdOut / (1 - holdOut)),
    };
  }).sort((a, b) => b.accuracy - a.accuracy);
}
