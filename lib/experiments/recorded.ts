/** An evaluation's numbers as its record keeps them, and as they are read back. */
import type { Matrix } from "../core/matrix.ts";
import { type Target, targetRows } from "../core/target.ts";
import type { Scores } from "../evaluation/metrics/metrics.ts";
import { overFolds } from "../evaluation/cross_validate.ts";
import type { Answers } from "../evaluation/answers.ts";
import type { Evaluated } from "../evaluation/evaluated.ts";
import { cachedPrediction, type Made, type PredictionCache, saveTruth } from "./kept.ts";
import type { RunKey } from "./runs/record.ts";

/** Before the name of a score of the training rows. */
const TRAINING = "training";

/** What a record keeps: of folds the mean of every score, and of the main one the deviation, the interval and each
 * fold's value (`accuracyFold1` …, for paired comparisons).
 *
 * @param main the score by which models are compared
 * @param folds the scores of each; of a hold-out one */
export function recordOf(
  main: string,
  folds: readonly Scores[],
  { probabilities, seconds, training = {} }: Answers,
): Made {
  const { mean, sd, interval } = overFolds(folds), [low, high] = interval[main];
  const several = folds.length > 1 && {
    ...{ [`${main}Sd`]: sd[main], [`${main}Low`]: low, [`${main}High`]: high },
    ...Object.fromEntries(folds.map((scores, k) => [`${main}Fold${k + 1}`, scores[main]])),
  };
  const learnt = Object.entries(training).map(([name, value]) => [`${TRAINING} ${name}`, value]);
  return {
    probabilities,
    scores: {
      ...(several ? { ...mean, ...several } : folds[0]),
      ...{ fitSeconds: seconds.fit, predictSeconds: seconds.predict },
      ...Object.fromEntries(learnt),
    },
    seconds: seconds.fit + seconds.predict,
  };
}

/** The answers of a record, read back. */
export function answersOf(
  { probabilities, scores }: { probabilities: Matrix; scores: Scores },
): Answers {
  const learnt = Object.entries(scores).filter(([name]) => name.startsWith(`${TRAINING} `))
    .map(([name, value]) => [name.slice(TRAINING.length + 1), value]);
  return {
    probabilities,
    seconds: { fit: scores.fitSeconds, predict: scores.predictSeconds },
    ...(learnt.length > 0 && { training: Object.fromEntries(learnt) }),
  };
}

/** The answers of a key: those kept, or `make`'s, which are then kept with what is true of the rows. */
export async function keptAnswers(
  cache: PredictionCache,
  key: RunKey,
  target: Target,
  make: () => Promise<Made>,
): Promise<Answers> {
  const size = { rows: targetRows(target), columns: target.classes };
  const { run, probabilities } = await cachedPrediction(cache, key, size, make);
  await saveTruth(cache.runs.folder, run.id, target);
  return answersOf({ ...run, probabilities });
}

/** Keeps a model that was evaluated otherwise than by fitting it, such as a blend: a record for each of its seeds, with
 * probabilities and truth. */
export async function keepEvaluated(
  model: Evaluated,
  cache: PredictionCache,
  key: Omit<RunKey, "name" | "settings">,
): Promise<void> {
  const { name, settings, target, main } = model;
  for (const [i, answers] of model.answers.entries()) {
    const own = { ...key, seed: key.seed + i, name, settings };
    const make = () => Promise.resolve(recordOf(main, model.foldScores(i), answers));
    await keptAnswers(cache, own, target, make);
  }
}
