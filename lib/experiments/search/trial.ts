/** One training of a network under one flat object of settings: what searches run. */
import { argmax, type Matrix, takeRows } from "../../core/matrix.ts";
import { Rng } from "../../core/rng.ts";
import { checkSetting, pick, withDefaults } from "../../core/settings.ts";
import { isTags, kindOf, takeTarget, type Target } from "../../core/target.ts";
import type { MlpSettings } from "../../nn/mlp.ts";
import { networkFor, networkKind } from "../../nn/networks/networks.ts";
import { predictProbabilities } from "../../nn/predict.ts";
import { TRAIN_DEFAULTS, type TrainSettings, trainSettings } from "../../nn/settings.ts";
import { ready } from "../../nn/tf.ts";
import { train } from "../../nn/train.ts";
import { accuracyOf } from "../../evaluation/metrics/accuracy.ts";
import { logLoss } from "../../evaluation/metrics/probabilistic.ts";
import { mainScore, type Scores, scoresOf } from "../../evaluation/metrics/metrics.ts";
import { saidScores } from "../../evaluation/metrics/said.ts";
import { binaryLogLoss } from "../../evaluation/metrics/tags.ts";
import { sayTags } from "../../models/thresholds.ts";
import { curveOf } from "./curve_of.ts";
import type { Settings } from "../runs/record.ts";
import type { Job, JobResult } from "../runners/runner.ts";
import type { TrialData } from "./trial_data.ts";

/** The network's settings and the training's in one object, and how many of the training rows to use. */
export type TrialSettings = MlpSettings & TrainSettings & {
  /** What kind of network it is, "mlp" where nothing is said; another kind has its own settings instead of those of a
   * perceptron. */
  readonly network?: string;
  /** So many of the training rows, drawn by the seed; null: all. For learning curves over rows. */
  readonly rows: number | null;
};

/** Where this stands: what its records' code is hashed from. */
export const module: string = import.meta.url;

/** How many rows there are to train on. */
export const rows = (data: TrialData): number => data.train.x.rows;

/** How the features were made. */
export const made = (data: TrialData): unknown => data.made;

/** Every setting, with its default where none is given.
 * @throws {InputError} on a setting that neither the network nor `train` knows, or a value they cannot use */
export const complete = (settings: Settings, data: TrialData): Settings => ({
  ...allSettings(settings, data),
});

function allSettings(settings: Settings, data: TrialData): Settings & Common {
  const { name, defaults: own } = networkKind(settings.network as string | undefined);
  const kind = settings.network === undefined ? {} : { network: name };
  const defaults: Common = { ...own, ...TRAIN_DEFAULTS, rows: null, ...kind };
  const all = withDefaults(defaults, settings);
  const training = trainSettings(pick(TRAIN_DEFAULTS, all));
  const some = { least: 1, most: rows(data), whole: true, or: [null] };
  checkSetting("the setting rows, of all rows to learn from,", all.rows, some);
  return { ...all, ...training };
}

/** What every kind of network has. */
type Common = TrainSettings & Pick<TrialSettings, "rows">;

/** Roughly how long settings take: multiplications per step, and what every step costs besides. */
export function cost(settings: Settings, data: TrialData): number {
  const all = allSettings(settings, data), { epochs, batchSize, rows: some, network } = all;
  const kind = networkKind(network as string | undefined), { x, y } = data.train;
  const plan = pick(kind.defaults, all) as object;
  const row = kind.cost({ inputs: x.names.length, classes: y.classes.length, ...plan });
  const steps = epochs * Math.ceil((some ?? rows(data)) / batchSize);
  return steps * (batchSize * row + 2e5);
}

/** Trains one network and scores it.
 *
 * @returns all scores of the validation rows, by the weights that were kept; `trainAccuracy` (of tags `trainMacroF1`)
 * and `trainLogLoss` of the training rows by the same weights, `gap` = trainAccuracy − accuracy, or macro F1 likewise;
 * `bestEpoch`, `epochs`, `steps`, `parameters`; the curve of every epoch
 * @throws {InputError} when data and settings do not fit together, or the loss is not finite */
export async function trial(job: Job, data: TrialData, signal?: AbortSignal): Promise<JobResult> {
  await ready();
  const settings = allSettings(job.settings, data), rng = new Rng(job.seed);
  const { x, y } = someRows(data.train, settings.rows, rng.fork("rows")), { validation } = data;
  const model = networkFor(settings, x, y, rng.fork("weights"));
  try {
    const chosen = pick(TRAIN_DEFAULTS, settings), training = rng.fork("training");
    const history = await train(model, x, y, { ...chosen, rng: training, validation, signal });
    const own = scoresOf(validation.y, await predictProbabilities(model, validation.x, y.classes));
    const learnt = fitScores(y, await predictProbabilities(model, x, y.classes));
    const main = mainScore(kindOf(y));
    return {
      scores: {
        ...own,
        [`train${main[0].toUpperCase()}${main.slice(1)}`]: learnt[main],
        trainLogLoss: learnt.logLoss,
        gap: learnt[main] - own[main],
        bestEpoch: history.bestEpoch,
        epochs: history.epochs.length,
        steps: history.steps,
        parameters: model.countParams(),
      },
      curve: curveOf(history),
      engine: history.engine,
    };
  } finally {
    model.dispose();
  }
}

function someRows(
  { x, y }: TrialData["train"],
  some: number | null,
  rng: Rng,
): TrialData["train"] {
  if (some === null) return { x, y };
  const chosen = rng.permutation(x.rows).subarray(0, some).sort();
  return { x: takeRows(x, chosen), y: takeTarget(y, chosen) };
}

/** How well the training rows were learnt: only what records tell of it, which costs less than all scores. */
function fitScores(y: Target, probabilities: Matrix): Scores {
  if (isTags(y)) {
    const { macroF1 } = saidScores(y, sayTags(probabilities, .5));
    return { macroF1, logLoss: binaryLogLoss(y, probabilities) };
  }
  const accuracy = accuracyOf(y.codes, argmax(probabilities));
  return { accuracy, logLoss: logLoss(y.codes, probabilities) };
}
