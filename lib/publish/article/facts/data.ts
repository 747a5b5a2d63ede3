/** What part 01 recorded of the data. */
import { type Evidence, newest } from "../evidence.ts";
import type { Interval } from "../numbers.ts";

/** The data, in numbers. What an older record does not tell is undefined or empty. */
export interface DataFacts {
  /** Labelled tracks. */
  readonly rows: number;
  /** Tracks to predict. */
  readonly testRows?: number;
  /** Tracks of the sixth genre. */
  readonly edmRows?: number;
  readonly genres: readonly { readonly name: string; readonly rows: number }[];
  /** Mutual information of each column with the genre in nats, the largest first. */
  readonly tells: readonly { readonly column: string; readonly nats: number }[];
  /** Share of the most frequent genre: the accuracy of always naming it. */
  readonly mostFrequent: number;
  /** Highest accuracy that any function of the audio, or of the whole row, could reach on these rows. */
  readonly ceilingAudio: number;
  readonly ceiling: number;
  /** Share of rows whose audio stands in another row as well, here and in test.csv. */
  readonly twins: number;
  readonly twinsInTest: number;
  /** Area under the ROC curve of a tree that tells test.csv from train.csv. */
  readonly drift: Interval & { readonly auc: number };
}

/** What part 01 recorded; undefined where it has no record. */
export function dataFacts({ runs }: Pick<Evidence, "runs">): DataFacts | undefined {
  const run = newest(runs.filter(({ part, status }) => part === "01" && status === "done"));
  if (!run) return undefined;
  const { scores } = run,
    named = (prefix: string) =>
      Object.entries(scores).filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value] as const);
  const of = (name: string) => scores[name] ?? NaN;
  return {
    rows: run.data.rows,
    testRows: scores.testRows,
    edmRows: scores.edmRows || undefined,
    genres: named("rows ").map(([name, rows]) => ({ name, rows })),
    tells: named("tells ").map(([column, nats]) => ({ column, nats }))
      .sort((a, b) => b.nats - a.nats),
    mostFrequent: of("mostFrequent"),
    ceilingAudio: of("ceilingAudio"),
    ceiling: of("ceiling"),
    twins: of("twins"),
    twinsInTest: of("twinsInTest"),
    drift: { auc: of("driftAuc"), low: of("driftAucLow"), high: of("driftAucHigh") },
  };
}
