/** The published grid of 2,700 settings, from as few trainings as it takes. */
import type { Matrix } from "../../../core/matrix.ts";
import { mean, standardDeviation } from "../../../core/statistics.ts";
import { allRows, type Dataset, type Split, taskOf } from "../../../data/mod.ts";
import {
  type ExperimentPlan,
  ownRunner,
  type Run,
  type Runner,
  type TrialData,
  trialData,
} from "../../../experiments/mod.ts";
import { sourceOf, standard } from "../../../features/mod.ts";
import { heard } from "../features.ts";
import { publishedHoldOut } from "../published_hold_out.ts";
import { MODELS, type PublishedModel } from "../published_networks.ts";
import * as gridTrial from "./trial.ts";
import type { GridData, GridSettings } from "./trial.ts";

/** The values that are tried: the published ones, or, for a first look, few of them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(gridValues().hidden, [64, 128, 256]);
 * ```
 */
export const gridValues = (
  quick = false,
): Record<"hidden" | "dropout" | "learningRate" | "layers", number[]> =>
  quick ? { hidden: [32, 64], dropout: [.01, .5], learningRate: [1e-3, 2e-4], layers: [1, 3] } : {
    ...{ hidden: [64, 128, 256], dropout: [.01, .05, .1, .3, .5] },
    ...{ learningRate: [1e-3, 5e-4, 2e-4, 1e-4], layers: [1, 2, 3, 4, 5] },
  };

/** Every fourth part, half and all of the epochs: 50, 100 and 200 of 200. */
export const PARTS: readonly number[] = [1 / 4, 1 / 2, 1];

/** Trainings of the grid on all cores, or by a queue's workers; each is a record, so that what was stopped goes on where it was.
 *
 * @example
 * ```ts ignore
 * const grid = await study.experiment("04", { ...plan, runner: gridRunner });
 * ```
 */
export const gridRunner = (data: TrialData): Runner => ownRunner(gridTrial, data as GridData);

/** Inputs as published: means and deviations are those of *all* rows, which the rows to judge by should have no part in.
 * For `prepare` of an experiment.
 *
 * @example
 * ```ts ignore
 * const grid = await study.experiment("04", { ...plan, prepare: scaledOnAll });
 * ```
 */
export const scaledOnAll: typeof trialData = async (
  data,
  split,
  rng,
  features,
  ...scalers
): Promise<TrialData> => {
  const source = sourceOf([features, ...scalers]);
  const { transform } = await source.fit(data, allRows(data), rng.fork("features"));
  const part = async (rows: Int32Array) => ({
    x: await transform(data, rows) as Matrix,
    y: taskOf(data, rows),
  });
  return {
    train: await part(split.train),
    validation: await part(split.validation),
    made: { ...source.settings, scaledOn: "all rows" },
  };
};

/** Inputs fitted on the training rows alone, with rows beside them that have no say in a training. For `prepare` of an
 * experiment.
 * @param test such rows
 *
 * @example
 * ```ts ignore
 * const grid = await study.experiment("04", { ...plan, prepare: withTest(test) });
 * ```
 */
export const withTest =
  (test: Int32Array): typeof trialData => async (data, split, rng, features, ...scalers) => {
    const [own, other] = await Promise.all(
      [split.validation, test].map((validation) =>
        trialData(data, { ...split, validation }, rng, features, ...scalers)
      ),
    );
    return { ...own, test: other.validation } as TrialData;
  };

/** The published grid as a plan of an experiment: the published rows, inputs and trainings.
 *
 * @example
 * ```ts ignore
 * const grid = await study.experiment("04", publishedGrid(study.train));
 * ```
 */
export const publishedGrid = (data: Dataset): ExperimentPlan & { readonly split: Split } => ({
  ...{ data, split: publishedHoldOut(data), inputs: [heard({ tables: "means" }), standard()] },
  ...{ prepare: scaledOnAll, runner: gridRunner },
});

/** A row of the grid: a setting, and what it reached. */
export interface GridRow extends Omit<GridSettings, "patience" | "restoreBest"> {
  /** Which of the published networks. */
  readonly model: PublishedModel;
  /** Of the rows that early stopping watched, after the last epoch. */
  readonly accuracy: number;
  /** Log loss of the same. */
  readonly loss: number;
  /** Of the training that it is from. */
  readonly seed: number;
  /** How many of its epochs were run: fewer where it stopped early. */
  readonly trained: number;
  /** Seconds that these epochs took on one core. */
  readonly seconds: number;
  /** - training: it was trained for this row
   * - beginning: it is the beginning of the same training with more epochs
   * - repeat: the row above once more, for the model does not read the number of layers */
  readonly from: "training" | "beginning" | "repeat";
}

/** All rows that trainings stand for. One training for 200 epochs is that for 50 and for 100 as well: whatever is drawn, it
 * begins the same. The number of layers, which dense and cnn do not read, stands for the seed: the published grid trained
 * each of their settings five times by it. A setting that was trained with one seed stands for the other four rows as a
 * repeat.
 *
 * @param runs of {@linkcode gridRunner}; failed ones, and those of other models, are left out
 * @param layers as many as there are of them in the grid
 * @returns the best first, of equals that with the smaller loss
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * import { smallRun } from "../../../../tests/experiments/small_run.ts";
 * const curve = { validationAccuracy: [.3, .5, .6, .5], validationLoss: [2, 1.8, 1.5, 1.6] };
 * const settings = { model: "dense", hidden: 64, layers: 1, dropout: .1, learningRate: 1e-3, epochs: 4 };
 * const rows = gridRows([{ ...smallRun(settings, { accuracy: .5 }), curve }], [1, 2]);
 * assertEquals(rows.slice(0, 2).map(({ epochs, accuracy, from }) => [epochs, accuracy, from]), [[4, .5, "training"], [4, .5, "repeat"]]);
 * ```
 */
export function gridRows(runs: readonly Run[], layers: readonly number[]): GridRow[] {
  const done = runs.filter(({ status, settings }) =>
    status === "done" && (MODELS as readonly unknown[]).includes(settings.model)
  );
  const first = Math.min(...done.map(({ seed }) => seed));
  const rows = done.flatMap((run) => {
    const own = rowsOf(run);
    if (own[0].model === "rnn") return own;
    const place = layers[run.seed - first];
    if (place === undefined) return [];
    const seeds = done.filter((other) => isSibling(run, other)).length;
    const repeats = seeds === 1 ? layers.slice(1) : [];
    return [
      ...own.map((row) => ({ ...row, layers: place })),
      ...repeats.flatMap((layers) =>
        own.map((row) => ({ ...row, layers, from: "repeat" as const }))
      ),
    ];
  });
  return rows.sort((a, b) => b.accuracy - a.accuracy || a.loss - b.loss || a.layers - b.layers);
}

/** Seconds of one core that a training takes: its thread's own where they were measured, else the clock's.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(coreSeconds({ seconds: 9, scores: { processorSeconds: 3 } }), 3);
 * ```
 */
export const coreSeconds = ({ scores, seconds }: Pick<Run, "scores" | "seconds">): number =>
  scores.processorSeconds ?? seconds;

function rowsOf(run: Run): GridRow[] {
  const { settings, seed, curve } = run, seconds = coreSeconds(run);
  const { model, hidden, layers, dropout, learningRate, epochs } = settings as unknown as GridRow;
  const { validationAccuracy, validationLoss } = curve!, all = validationLoss.length;
  return PARTS.map((part) => Math.ceil(part * epochs)).map((most) => {
    const trained = Math.min(most, all);
    return {
      ...{ model, hidden, layers, dropout, learningRate, epochs: most, seed, trained },
      ...{ accuracy: validationAccuracy[trained - 1], loss: validationLoss[trained - 1] },
      ...{ seconds: seconds * trained / all, from: most === epochs ? "training" : "beginning" },
    };
  });
}

/** Whether two runs differ in their seed alone. */
const isSibling = ({ settings: a }: Run, { settings: b }: Run): boolean =>
  Object.keys(a).every((name) => a[name] === b[name]);

/** A model's rows, summed up. */
export interface ModelSummary {
  /** Which of the published networks. */
  readonly model: PublishedModel;
  /** How many rows of the grid it has. */
  readonly rows: number;
  /** Different trainings among them. */
  readonly trainings: number;
  /** The highest accuracy. */
  readonly best: number;
  /** The mean accuracy. */
  readonly mean: number;
  /** Standard deviation over seeds of one and the same setting; NaN where there is one seed. */
  readonly seedDeviation: number;
  /** Seconds of one core. */
  readonly seconds: number;
}

/** Best and mean of every model, and how far chance alone moves a setting.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const row = { model: "dense", hidden: 64, layers: 1, dropout: .1, learningRate: 1e-3, epochs: 200, trained: 90 } as const;
 * const one = { ...row, loss: 1, seed: 1, seconds: 2, from: "training", accuracy: .5 } as const;
 * const [{ mean, best }] = summariseGrid([one, { ...one, layers: 2, seed: 2, accuracy: .7 }]);
 * assertEquals([mean, best], [.6, .7]);
 * ```
 */
export function summariseGrid(rows: readonly GridRow[]): ModelSummary[] {
  return [...new Set(rows.map(({ model }) => model))].sort().map((model) => {
    const own = rows.filter((row) => row.model === model);
    const trained = own.filter(({ from }) => from === "training");
    const accuracies = own.map(({ accuracy }) => accuracy);
    return {
      ...{ model, rows: own.length, trainings: trained.length, best: Math.max(...accuracies) },
      mean: mean(accuracies),
      seedDeviation: model === "rnn" ? NaN : spreadOverSeeds(own),
      seconds: trained.reduce((sum, { seconds }) => sum + seconds, 0),
    };
  });
}

/** √ of the mean variance of settings of which there are several rows, but for what is a repeat. */
function spreadOverSeeds(rows: readonly GridRow[]): number {
  const same = new Map<string, number[]>();
  for (const { hidden, dropout, learningRate, epochs, accuracy, from } of rows) {
    if (from === "repeat") continue;
    const key = [hidden, dropout, learningRate, epochs].join();
    same.set(key, [...same.get(key) ?? [], accuracy]);
  }
  const several = [...same.values()].filter(({ length }) => length > 1);
  return Math.sqrt(mean(several.map((values) => standardDeviation(values) ** 2)));
}

/** Rows as figures of runs take them.
 *
 * @example
 * ```ts ignore
 * parallelCoordinates(asRuns(rows));
 * ```
 */
export const asRuns = (rows: readonly GridRow[]): Run[] =>
  rows.map(({ accuracy, loss, seconds, trained, seed, from, ...settings }) => ({
    ...{ id: "", part: "04", name: settings.model, settings, seed, status: "done", seconds },
    ...{ data: { fingerprint: "", rows: 0 }, split: null, created: "" },
    scores: { accuracy, logLoss: loss, trained },
    label: { variant: from },
    versions: {} as Run["versions"],
  }));
