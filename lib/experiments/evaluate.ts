/** Fits and scores any estimators on a hold-out or on folds, with one seed or several; predictions may be kept. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { kindOf, type Target } from "../core/target.ts";
import { type Dataset, type Split, taskOf } from "../data/mod.ts";
import type { Estimator } from "../models/estimator.ts";
import type { Label, RunKey, Settings } from "./runs/record.ts";
import { noteOf } from "./runs/reuse.ts";
import { mainScore } from "../evaluation/metrics/metrics.ts";
import { crossValidate, evaluateOn } from "../evaluation/cross_validate.ts";
import { Evaluated } from "../evaluation/evaluated.ts";
import type { Made, PredictionCache } from "./kept.ts";
import { answersOf, keptAnswers, recordOf } from "./recorded.ts";

/** How models are evaluated. */
export interface EvaluateOptions extends Partial<PredictionCache> {
  /** All of the records' keys but name and settings, which are the models' own; needed where `runs` keeps them. */
  readonly key?: Omit<RunKey, "name" | "settings">;
  /** So many seeds, counted from the key's; without it one, which hangs on the models' names alone. */
  readonly seeds?: number;
  /** So many fits at a time: of networks that train in workers (`inWorker`). */
  readonly atOnce?: number;
  /** Score the training rows, too. */
  readonly training?: boolean;
  /** What validation chose, for the records: of all models, or by model. */
  readonly chosen?: Settings | Readonly<Record<string, Settings>>;
  /** What the records' `label` says: of all models; `variants` are theirs, in their order. */
  readonly label?: Label;
  /** One per model, in their order, as `variant` of their labels: what articles go by, for names are prose. */
  readonly variants?: readonly string[];
  /** Told at the start and of every fit, for a progress bar. */
  readonly onFit?: (done: number, note: string, total: number) => void;
}

/** Fits every estimator on the training rows and judges it on those held out, features and all; or takes what is kept
 * of it. A model's randomness hangs on its name and its seed: leaving another model out changes nothing.
 *
 * @param split one hold-out, or folds; fold k draws from a fork of its own
 * @returns in the order of the models
 * @throws {InputError} when there is nothing to fit or to judge on, when a row is on both sides, or from a model
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { models, tracks, folds, rng } = await smallJudged();
 * const [album, title] = await evaluate(models, tracks, folds.grouped, rng);
 * assertEquals([album.scores.accuracy, title.scores.accuracy], [1, .5]);
 * ```
 */
export async function evaluate(
  models: Readonly<Record<string, Estimator>>,
  data: Dataset,
  split: Split | readonly Split[],
  rng: Rng,
  options: EvaluateOptions = {},
): Promise<Evaluated[]> {
  const splits = "train" in split ? [split] : split, names = Object.keys(models);
  const { seeds, key, variants, runs, fresh, onFit } = options, first = key?.seed ?? 1;
  if (runs && !key) {
    throw new InputError("predictions can be kept only under a key", { found: "runs without key" });
  }
  if (variants && variants.length !== names.length) {
    throw new InputError("variants that are not one per model", {
      found: `${variants.length} for ${names.length} models`,
    });
  }
  const rows = splits.length === 1
    ? splits[0].validation
    : Int32Array.from(new Set(splits.flatMap(({ validation }) => [...validation]))).sort();
  const target = taskOf(data, rows);
  const total = names.length * (seeds ?? 1), told = { done: 0, outdated: 0 };
  const onOutdated = onFit ? () => void told.outdated++ : options.onOutdated; // one note for all
  const cache = runs && { runs, fresh, ...(onOutdated && { onOutdated }) };
  onFit?.(0, "", total);
  const settingsOf = (name: string) => {
    const chosen = chosenOf(options.chosen, name);
    return { ...models[name].settings, ...(chosen && { chosen }) };
  };
  const answersFor = async (name: string, i: number, seed: number) => {
    const label = { ...options.label, ...(variants && { variant: variants[i] }) };
    const own = seeds === undefined ? rng.fork(name) : rng.fork(`seed ${seed}`).fork(name);
    const make = () => fitAndScore(models[name], data, splits, own, options.training);
    const settings = settingsOf(name);
    const answers = cache && key
      ? await keptAnswers(cache, { ...key, seed, name, settings, label }, target, make)
      : answersOf(await make());
    const note = seeds === undefined ? name : `${name}, seed ${seed}`;
    onFit?.(++told.done, noteOf(note, told.outdated), total);
    return answers;
  };
  const counted = Array.from({ length: seeds ?? 1 }, (_, k) => first + k);
  const answers = await inLanes(
    options.atOnce ?? 1,
    names.flatMap((name, i) => counted.map((seed) => () => answersFor(name, i, seed))),
  );
  const { length } = counted;
  return names.map((name, i) => {
    const own = answers.slice(i * length, (i + 1) * length);
    const settings = settingsOf(name);
    return new Evaluated({ name, settings, data, rows, target, splits, answers: own });
  });
}

/** Does so many tasks at a time, each begun in its turn; none is begun after one that failed. */
async function inLanes<Result>(
  lanes: number,
  tasks: readonly (() => Promise<Result>)[],
): Promise<Result[]> {
  const results: Result[] = [], waiting = [...tasks.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results[next[0]] = await next[1]();
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    waiting.length = 0;
  }
  return results;
}

async function fitAndScore(
  model: Estimator,
  data: Dataset,
  splits: readonly Split[],
  rng: Rng,
  training = false,
): Promise<Made> {
  if (splits.length === 1) {
    const [{ train, validation }] = splits;
    const found = await evaluateOn(model, data, train, validation, rng, { training });
    const { scores, trainingScores } = found;
    return recordOf(mainOf(found), [scores], { ...found, training: trainingScores });
  }
  const found = await crossValidate(model, data, splits, rng, { training });
  return recordOf(mainOf(found), found.folds.map(({ scores }) => scores), found);
}

const mainOf = ({ target }: { target: Target }) => mainScore(kindOf(target));

/** Settings by model, or of all of them. */
function chosenOf(chosen: EvaluateOptions["chosen"], name: string): Settings | undefined {
  if (!chosen) return undefined;
  const byModel = Object.values(chosen).every((own) => typeof own === "object" && own !== null);
  return byModel ? (chosen as Record<string, Settings>)[name] : chosen;
}
