/** The grid's convolutional trainings, which take hours: found in the records, and counted. */
import { mean } from "../../../core/statistics.ts";
import { canonicalJson } from "../../../experiments/runs/canonical.ts";
import type { Run, RunStore, Settings } from "../../../experiments/mod.ts";
import { quoted } from "../../../publish/commands/command_line.ts";
import { coreSeconds, gridValues, PARTS } from "./grid.ts";
import { epochCost, type GridSettings } from "./trial.ts";

/** What trains all that is missing; it goes on where it was stopped. */
const COMMAND = "deno run -A lib/studies/gtzan/grid/train.ts";

/** The grid's convolutional trainings as far as they are there. */
export interface RecordedCnn {
  /** Those that the records hold, whichever code made them: hours are not thrown away. */
  readonly runs: readonly Run[];
  /** What is done and what is left, by the number of filters. */
  readonly progress: readonly CnnProgress[];
  /** What is missing and how it is had, in words; or that nothing is. */
  readonly said: string;
}

/** How far the convolutional trainings are. */
export interface CnnProgress {
  /** Filters of the second convolution. */
  readonly filters: number;
  /** Trainings of the grid. */
  readonly trainings: number;
  /** How many of them are done. */
  readonly done: number;
  /** Seconds of one core that one takes: measured where some are done, else estimated from its multiply-adds. */
  readonly "seconds each": number;
  /** Hours of one core that the missing ones will take. */
  readonly "hours left": number;
}

/** All convolutional trainings that the records hold.
 *
 * @param study where its data and its records are
 * @param made by `trainGrid` just now, one at least: the others must be of the same rows, split and epochs
 * @example
 * ```ts ignore
 * const { runs, progress, said } = await recordedCnn(study, made);
 * ```
 */
export async function recordedCnn(
  study: StudyPlaces & { readonly runs: Pick<RunStore, "all">; readonly quick: boolean },
  made: readonly Run[],
): Promise<RecordedCnn> {
  const of = ({ settings: { model, epochs, patience }, data, split, seed }: Run) =>
    canonicalJson({ model, epochs, patience, data, split, seed });
  const like = of(made[0]), { part, name } = made[0];
  const found = await study.runs.all({ part, name });
  const runs = found.filter((run) => run.status === "done" && of(run) === like);
  const progress = progressOf(runs, study.quick, made[0].settings);
  return { runs, progress, said: missing(progress, study) };
}

/** Where a study's data and results lie. */
export type StudyPlaces = Readonly<Record<"origin" | "dir" | "out", string>>;

function progressOf(runs: readonly Run[], quick: boolean, like: Settings): CnnProgress[] {
  const { hidden, dropout, learningRate } = gridValues(quick);
  const trainings = dropout.length * learningRate.length;
  const pace = mean(runs.map((run) => coreSeconds(run) / costOf(run.settings)));
  return hidden.map((filters) => {
    const own = runs.filter(({ settings }) => settings.hidden === filters);
    const each = own.length > 0
      ? mean(own.map(coreSeconds))
      : pace * costOf({ ...like, hidden: filters });
    const left = (trainings - own.length) * each / 3600;
    return {
      ...{ filters, trainings, done: own.length },
      "seconds each": Number(each.toPrecision(3)),
      "hours left": Number(left.toPrecision(2)),
    };
  });
}

/** Multiply-adds of an epoch, per row. */
const costOf = (settings: Settings) => epochCost(settings as unknown as GridSettings, 1);

function missing(
  progress: readonly CnnProgress[],
  { origin, dir, out, quick }: StudyPlaces & { readonly quick: boolean },
): string {
  const each = PARTS.length * gridValues(quick).layers.length;
  const sum = (name: "trainings" | "done" | "hours left") =>
    progress.reduce((total, row) => total + row[name], 0);
  const all = sum("trainings"), left = all - sum("done");
  if (left === 0) return `All ${all} convolutional trainings are done.`;
  const data = origin === "sample" ? "" : ` --data ${quoted(dir)}`;
  return [
    `${left} of ${all} convolutional trainings are missing, and with them ${each * left} rows of`,
    `the table: about ${
      sum("hours left").toFixed(1)
    } hours of one core at the pace of those that are done. To train them, and to go`,
    `on where that was stopped:\n  ${COMMAND}${data} --out ${quoted(out)}`,
  ].join(" ");
}

/** What convolutional networks reach, and what it takes. */
export interface ConvolutionalResult {
  /** Which, and its size. */
  readonly name: string;
  /** Mean accuracy over the trainings. */
  readonly value: number;
  /** The worst training and the best. */
  readonly interval: readonly [number, number];
  /** How many. */
  readonly trainings: number;
  /** Epochs of one. */
  readonly epochs: number;
  /** Multiply-adds of an epoch per row, in millions. */
  readonly millions: number;
  /** Seconds of one. */
  readonly seconds: number;
}

/** Runs of convolutional networks, summed up by network and size.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * import { smallRun } from "../../../../tests/experiments/small_run.ts";
 * const settings = { model: "pooled cnn", hidden: 64, layers: 1, dropout: .1, learningRate: 1e-3, epochs: 200 };
 * const runs = [.5, .7].map((accuracy) => smallRun(settings, { accuracy, epochs: 90 }));
 * const [{ name, value, epochs }] = convolutionalResults(runs);
 * assertEquals([name, value, epochs], ["pooled cnn 64", .6, 90]);
 * ```
 */
export function convolutionalResults(runs: readonly Run[]): ConvolutionalResult[] {
  const groups = Map.groupBy(runs, ({ settings: { model, hidden } }) => `${model} ${hidden}`);
  return Array.from(groups, ([name, own]) => {
    const accuracies = own.map(({ scores }) => scores.accuracy);
    return {
      ...{ name, value: mean(accuracies), trainings: own.length },
      interval: [Math.min(...accuracies), Math.max(...accuracies)] as const,
      epochs: Math.round(mean(own.map(({ scores }) => scores.epochs))),
      millions: Number((costOf(own[0].settings) / 3e6).toPrecision(3)),
      seconds: Number(mean(own.map(coreSeconds)).toPrecision(3)),
    };
  });
}
