/** One training of the grid, as the published study trains: every step takes all rows. Run by workers. */
import process from "node:process";
import type { Matrix } from "../../../core/matrix.ts";
import { Rng } from "../../../core/rng.ts";
import { checkSettings, pick, withDefaults } from "../../../core/settings.ts";
import type { ClassTarget } from "../../../core/target.ts";
import { scoresOf } from "../../../evaluation/mod.ts";
import type { Job, JobResult, Settings, TrialData } from "../../../experiments/mod.ts";
import { networkFor, networkKind, predictProbabilities, ready, train } from "../../../nn/mod.ts";
import { MODELS, pooledCnn, type PublishedModel, publishedNetwork } from "../published_networks.ts";

/** Where this stands: what its records' code is hashed from. */
export const module: string = import.meta.url;

/** What a training of the grid learns from, stops by, and perhaps is judged by at the very end. */
export interface GridData extends TrialData<ClassTarget> {
  /** Rows that have no say in the training: they tell what was reached. */
  readonly test?: { readonly x: Matrix; readonly y: ClassTarget };
}

/** Settings of a training, as plain data. */
export interface GridSettings {
  /** Which of the published networks, or the pooled one. */
  readonly model: PublishedModel | "pooled cnn";
  /** Units of the widest layer. */
  readonly hidden: number;
  /** Of the rnn; 1 of the others, which do not read it. */
  readonly layers: number;
  /** Share of units left out. */
  readonly dropout: number;
  /** Adam's. */
  readonly learningRate: number;
  /** At most. */
  readonly epochs: number;
  /** Epochs without a smaller loss on the validation rows, after which it ends. */
  readonly patience: number;
  /** Whether the best epoch's weights are taken in the end, or the last one's, as published. */
  readonly restoreBest: boolean;
}

const DEFAULTS: GridSettings = {
  ...{ model: "dense", hidden: 128, layers: 1, dropout: .1, learningRate: 1e-3 },
  ...{ epochs: 200, patience: 5, restoreBest: false },
};

/** PyTorch's Adam adds `weight_decay` · w to the gradient; L2 of λ Σ w² adds 2 λ w. */
const L2 = 1e-5 / 2;

export const rows = (data: GridData): number => data.train.x.rows;
export const made = (data: GridData): unknown => data.made;

/** @throws {InputError} on unknown settings, or values out of range */
export function complete(given: Settings): Settings {
  const settings = withDefaults(DEFAULTS, given), whole = { least: 1, whole: true } as const;
  checkSettings(settings, {
    ...{ model: [...MODELS, "pooled cnn"], hidden: { least: 2, whole: true }, layers: whole },
    ...{ dropout: { least: 0, below: 1 }, learningRate: { above: 0, most: 1 }, epochs: whole },
    ...{ patience: { least: 0, whole: true }, restoreBest: [true, false] },
  }, "the grid");
  return { ...settings };
}

/** Multiply-adds of an epoch: forward, and twice as much backward.
 *
 * @example
 * ```ts ignore
 * epochCost(settings, 799);
 * ```
 */
export const epochCost = (
  settings: GridSettings,
  rows: number,
  columns = 174,
  classes = 10,
): number =>
  3 * rows * networkKind("sequential").cost({
    ...{ inputs: columns, classes },
    ...plan(settings, columns),
  });

/** Multiply-adds of all epochs. */
export function cost(settings: Settings, { train: { x, y } }: GridData): number {
  const own = complete(settings) as unknown as GridSettings;
  return own.epochs * epochCost(own, x.rows, x.names.length, y.classes.length);
}

function plan(settings: GridSettings, columns: number): Record<string, unknown> {
  const { model } = settings;
  const { network: _, ...own } = model === "pooled cnn"
    ? pooledCnn(settings, columns)
    : publishedNetwork(model, settings, columns);
  return own;
}

/** Trains one network.
 *
 * @returns accuracy and log loss of the validation rows by the weights that were kept; `testAccuracy` and `testLogLoss`
 * where there are test rows; `epochs` and `bestEpoch`; `processorSeconds` of this thread, which say what it costs on a
 * machine that has other things to do; losses and accuracies epoch by epoch
 * @throws {InputError} when the loss is not finite */
export async function trial(job: Job, data: GridData, signal?: AbortSignal): Promise<JobResult> {
  await ready();
  const before = process.threadCpuUsage();
  const settings = complete(job.settings) as unknown as GridSettings, rng = new Rng(job.seed);
  const { train: { x, y }, validation, test } = data, columns = x.names.length;
  const own = { network: "sequential", ...plan(settings, columns) };
  const model = networkFor(own, x, y, rng.fork("weights"));
  try {
    const history = await train(model, x, y, {
      ...pick({ epochs: 0, patience: 0, learningRate: 0, restoreBest: false }, settings),
      ...{ batchSize: x.rows, shuffle: false, engine: "graph", l2: L2 },
      ...{ validation, signal, rng: rng.fork("training") },
    });
    const { epochs, bestEpoch } = history, rows = validation.x.rows;
    const last = epochs[(settings.restoreBest ? bestEpoch : epochs.length) - 1];
    const judged = test &&
      scoresOf(test.y, await predictProbabilities(model, test.x, y.classes));
    const { user, system } = process.threadCpuUsage(before);
    return {
      scores: {
        accuracy: hits(last.validationAccuracy!, rows),
        logLoss: last.validationLoss!,
        ...judged && { testAccuracy: judged.accuracy, testLogLoss: judged.logLoss },
        ...{ epochs: epochs.length, bestEpoch, parameters: model.countParams() },
        processorSeconds: (user + system) / 1e6,
      },
      curve: {
        loss: epochs.map(({ loss }) => short(loss)),
        validationLoss: epochs.map(({ validationLoss }) => short(validationLoss!)),
        validationAccuracy: epochs.map((epoch) => hits(epoch.validationAccuracy!, rows)),
      },
      engine: history.engine,
    };
  } finally {
    model.dispose();
  }
}

/** A share of rows as it was before it became a float32. */
const hits = (share: number, rows: number): number => Math.round(share * rows) / rows;

/** Six digits: what a curve needs. */
const short = (value: number): number => Number(value.toPrecision(6));
