/** One transfer under one flat object of settings: what searches run. */
import type { History } from "../../nn/history.ts";
import { predictProbabilities } from "../../nn/predict.ts";
import { scores } from "../../evaluation/metrics/metrics.ts";
import { curveOf } from "../search/curve_of.ts";
import type { Settings } from "../runs/record.ts";
import type { Job, JobResult } from "../runners/runner.ts";
import type { TransferData } from "./data.ts";
import { byNovelty } from "./novelty.ts";
import { transferNetwork } from "./network.ts";
import { transferSettings } from "./settings.ts";

/** Where this stands: what its records' code is hashed from. */
export const module: string = import.meta.url;

/** How many rows there are to train on. */
export const rows = (data: TransferData): number => data.train.x.rows;

/** How the features and the old network were made. */
export const made = (data: TransferData): unknown => data.made;

/** Every setting, with its default where none is given.
 * @throws {InputError} on a setting that nobody knows, or a value that cannot be used */
export const complete = (settings: Settings, data: TransferData): Settings => ({
  ...transferSettings(settings, data),
});

/** Roughly how long settings take, compared with others. */
export function cost(settings: Settings, data: TransferData): number {
  const { epochs, newShare, oldShare, batchSize } = transferSettings(settings, data);
  return epochs * (newShare + 4 * oldShare) * (1 + 32 / batchSize);
}

/** Trains one network from where it starts, and scores it.
 *
 * @returns all scores of the validation rows, by the weights that were kept; `knownAccuracy` of the validation rows of
 * the known classes and `newRecall` of the others; `amongKnown`, the first again where only known classes may be
 * answered; `oldAccuracy` of the old network among the classes it knew, where it
 * was needed; `startAccuracy` before any step, where `evalEvery` is set; `trainingSeconds` of this training alone, without looks; the curve of every epoch, and where `evalEvery`
 * is set "eval: step", "eval: accuracy", "eval: loss", "eval: seconds" and each class's recall, as "eval: rap"
 * @throws {InputError} when data and settings do not fit together, or the loss is not finite */
export async function trial(
  job: Job,
  data: TransferData,
  signal?: AbortSignal,
): Promise<JobResult> {
  const { model, history, rows, oldAccuracy } = await transferNetwork(
    data,
    job.settings,
    job.seed,
    { signal },
  );
  try {
    const { validation: { x, y } } = data,
      probabilities = await predictProbabilities(model, x, y.classes);
    return {
      scores: {
        ...scores(y.codes, probabilities),
        ...byNovelty(y, probabilities, data.old.train.y.classes),
        ...(oldAccuracy !== undefined && { oldAccuracy }),
        ...(history.evalPoints && { startAccuracy: history.evalPoints[0].validationAccuracy }),
        trainingSeconds: history.evalPoints?.at(-1)?.seconds ?? history.seconds,
        bestEpoch: history.bestEpoch,
        epochs: history.epochs.length,
        steps: history.steps,
        trainingRows: rows,
      },
      curve: { ...curveOf(history), ...looksOf(history, y.classes) },
      engine: history.engine,
    };
  } finally {
    model.dispose();
  }
}

function looksOf(
  { evalPoints: looks }: History,
  classes: readonly string[],
): Record<string, number[]> {
  if (!looks) return {};
  return {
    "eval: step": looks.map(({ step }) => step),
    "eval: accuracy": looks.map(({ validationAccuracy }) => validationAccuracy),
    "eval: loss": looks.map(({ validationLoss }) => validationLoss),
    "eval: seconds": looks.map(({ seconds }) => seconds),
    ...Object.fromEntries(
      classes.map((name, c) => [`eval: ${name}`, looks.map((each) => each.validationRecalls[c])]),
    ),
  };
}
