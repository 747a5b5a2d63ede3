/** What part 01 recorded of the data. */
import { type Evidence, newest } from "../../../../publish/article/evidence.ts";
import { verdict } from "../../../../publish/article/difference.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";

/** A genre and its share of the rows. */
interface Frequency {
  readonly genre: string;
  readonly share: number;
}

/** The data, in numbers. What an older record does not tell is undefined, NaN or empty. */
export interface DataFacts {
  /** Labelled tracks. */
  readonly rows: number;
  /** Tracks to predict. */
  readonly testRows: number | undefined;
  readonly genres: readonly string[];
  /** The least and the most frequent genre; undefined where fewer than two are known. */
  readonly rarest: Frequency | undefined;
  readonly commonest: Frequency | undefined;
  /** Whether these two are less than a half apart. */
  readonly even: boolean;
  /** Mutual information of each column with the genre in nats, the largest first. */
  readonly tells: readonly { readonly column: string; readonly nats: number }[];
  /** The four columns that tell most and the three that tell least; empty where few columns are known. */
  readonly tellMost: readonly string[];
  readonly tellLeast: readonly string[];
  /** Share of the most frequent genre: the accuracy of always naming it. */
  readonly mostFrequent: number;
  /** Highest accuracy that any function of the audio, or of the whole row, could reach on these rows. */
  readonly ceilingAudio: number;
  readonly ceiling: number;
  /** Share of rows whose audio stands in another row as well, here and in test.csv. */
  readonly twins: number;
  readonly twinsInTest: number;
  /** Whether both are less than five points apart. */
  readonly twinsAlike: boolean;
  /** Area under the ROC curve of a tree that tells test.csv from train.csv; undefined where it was not measured. */
  readonly drift: Estimate | undefined;
  /** Whether that area is established to be more than a coin's. */
  readonly drifts: boolean;
}

/** What part 01 recorded; undefined where it has no record. */
export function dataFacts({ runs }: Pick<Evidence, "runs">): DataFacts | undefined {
  const run = newest(runs.filter(({ part, status }) => part === "01" && status === "done"));
  if (!run) return undefined;
  const { scores, data: { rows } } = run;
  const named = (prefix: string) =>
    Object.entries(scores).filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value] as const);
  const of = (name: string) => scores[name] ?? NaN;
  const counts = named("rows ").toSorted(([, a], [, b]) => a - b);
  const shares = counts.map(([genre, count]) => ({ genre, share: count / rows }));
  const [rarest, commonest] = shares.length > 1 ? [shares[0], shares.at(-1)!] : [];
  const tells = named("tells ").map(([column, nats]) => ({ column, nats }))
    .sort((a, b) => b.nats - a.nats);
  const columns = tells.length > 6 ? tells.map(({ column }) => column) : [];
  const drift = { value: of("driftAuc"), low: of("driftAucLow"), high: of("driftAucHigh") };
  return {
    rows,
    testRows: scores.testRows,
    genres: named("rows ").map(([genre]) => genre),
    rarest,
    commonest,
    even: rarest !== undefined && commonest !== undefined && commonest.share / rarest.share < 1.5,
    tells,
    tellMost: columns.slice(0, 4),
    tellLeast: columns.slice(-3),
    mostFrequent: of("mostFrequent"),
    ceilingAudio: of("ceilingAudio"),
    ceiling: of("ceiling"),
    twins: of("twins"),
    twinsInTest: of("twinsInTest"),
    twinsAlike: Math.abs(of("twinsInTest") - of("twins")) < .05,
    drift: Number.isNaN(drift.value) ? undefined : drift,
    drifts: verdict({ low: drift.low - .5, high: drift.high - .5 }) === "above",
  };
}
