/** Our grid beside the published one, and choices made in two ways. */
import { mean, standardDeviation } from "../../../core/statistics.ts";
import { tQuantile } from "../../../evaluation/statistics/distributions.ts";
import type { Run } from "../../../experiments/mod.ts";
import { keyOf, type PublishedRow } from "./csv.ts";
import type { GridRow } from "./grid.ts";

/** What is told of a model's settings in both grids. */
export type Beside =
  | "settings"
  | `${"our" | "their"} ${"mean" | "best"}`
  | `difference of ${"means" | "bests"}`
  | `noise of ${"that" | "one row"}`;

/** By model, means and best accuracies of the settings that both grids have, and how far chance alone may move them.
 *
 * `noise of that` is half a 95 % interval of the difference of means, by Student's t over blocks of our rows that began with
 * the same weights: what lies within it may be chance. It is NaN where all rows began alike. `noise of one row` is half of
 * what 95 % of the differences of single rows lie in: a difference of bests is hardly more certain than that.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const row = { model: "dense", hidden: 64, layers: 1, dropout: .1, learningRate: 1e-3, epochs: 50, loss: 1 } as const;
 * const own = { ...row, accuracy: .5, seed: 1, trained: 50, seconds: 1, from: "training" } as const;
 * const [beside] = besidePublished([own], [{ ...row, accuracy: .75 }]);
 * assertEquals([beside.settings, beside["difference of means"]], [1, -.25]);
 * ```
 */
export function besidePublished(
  rows: readonly GridRow[],
  published: readonly PublishedRow[],
): ({ readonly model: GridRow["model"] } & Readonly<Record<Beside, number>>)[] {
  const theirs = new Map(published.map((row) => [keyOf(row), row.accuracy]));
  return [...new Set(rows.map(({ model }) => model))].sort().map((model) => {
    const own = rows.filter((row) => row.model === model && theirs.has(keyOf(row)));
    const [a, b] = [own.map(({ accuracy }) => accuracy), own.map((row) => theirs.get(keyOf(row))!)];
    const differences = a.map((value, i) => value - b[i]);
    const blocks = Map.groupBy(differences.keys(), (i) => beginningOf(own[i]));
    const means = Array.from(blocks.values(), (block) => mean(block.map((i) => differences[i])));
    const half = means.length > 1 ? tQuantile(.95, means.length - 1) : NaN;
    const spread = (list: number[]) => list.length > 1 ? standardDeviation(list) : NaN;
    return {
      ...{ model, settings: own.length, "our mean": mean(a), "their mean": mean(b) },
      "difference of means": mean(differences),
      "noise of that": half * spread(means) / Math.sqrt(means.length),
      ...{ "our best": Math.max(...a), "their best": Math.max(...b) },
      "difference of bests": Math.max(...a) - Math.max(...b),
      "noise of one row": 1.96 * spread(differences),
    };
  });
}

/** What the first weights of a row's training depend on: depth is read by the rnn alone. */
const beginningOf = ({ model, hidden, layers, seed }: GridRow): string =>
  [hidden, model === "rnn" ? layers : "", seed].join();

/** What two ways of choosing among the same trainings come to: by the rows that tell the result, as published, and by rows
 * of the training set that were kept for it.
 *
 * @param runs with `accuracy` and `logLoss` of the rows kept for choosing, and `testAccuracy`
 * @returns the setting that each way takes, and what it says of itself
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * import { smallRun } from "../../../../tests/experiments/small_run.ts";
 * const run = (testAccuracy: number, logLoss: number) => smallRun({}, { accuracy: .5, logLoss, testAccuracy });
 * const [published, honest] = chosenTwice([run(.7, 2), run(.6, 1)]);
 * assertEquals([published.testAccuracy, honest.testAccuracy], [.7, .6]);
 * ```
 */
export function chosenTwice(runs: readonly Run[]): {
  readonly chosen: string;
  readonly hidden: unknown;
  readonly dropout: unknown;
  readonly learningRate: unknown;
  readonly testAccuracy: number;
}[] {
  const done = runs.filter(({ status }) => status === "done");
  const by = (value: (run: Run) => number) => done.reduce((a, b) => value(b) > value(a) ? b : a);
  const ways = {
    "by the rows that tell the result": by(({ scores }) => scores.testAccuracy),
    "by rows kept of the training set": by(({ scores }) => -scores.logLoss),
  };
  return Object.entries(ways).map(([chosen, { settings, scores }]) => ({
    chosen,
    ...{ hidden: settings.hidden, dropout: settings.dropout, learningRate: settings.learningRate },
    testAccuracy: scores.testAccuracy,
  }));
}
