/** Many models on the same rows: so that what differs is the model. */
import type { Rng } from "../../core/rng.ts";
import { InputError } from "../../core/errors.ts";
import type { Dataset, Split } from "../../data/mod.ts";
import type { Estimator } from "../../models/estimator.ts";
import { compareCrossValidated } from "./compare.ts";
import { crossValidate, type CrossValidation, evaluateOn, type Evaluation } from "./evaluate.ts";
import type { Settings } from "../runs/record.ts";
import { direction } from "../scores/registry.ts";

/** A model that is to be compared with others. */
export interface Candidate {
  /** Stands in tables and records; the candidate's randomness hangs on it. */
  readonly name: string;
  /** Features and model in one. */
  readonly estimator: Estimator;
  /** Those of its settings that were chosen on validation, for the table. */
  readonly chosen?: Settings;
}

/** Candidates from estimators by name, and what was chosen for each, by the same name.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { numeric } from "../../features/numeric.ts";
 * import { onFeatures } from "../../models/estimator.ts";
 * import { logistic } from "../../models/logistic.ts";
 * const chosen = { c: .1 };
 * const [logit] = candidatesOf({ logit: onFeatures(numeric(), logistic(chosen)) }, { logit: chosen });
 * assertEquals([logit.name, logit.chosen], ["logit", { c: .1 }]);
 * ```
 */
export function candidatesOf(
  estimators: Readonly<Record<string, Estimator>>,
  chosen: Readonly<Record<string, Settings>> = {},
): Candidate[] {
  return Object.entries(estimators).map(([name, estimator]) => ({
    name,
    estimator,
    chosen: chosen[name],
  }));
}

/** The two protocols: folds at random, and folds that keep relatives together. */
export type Protocol = "random" | "grouped";

/** The folds of each protocol, over the same rows. */
export type ProtocolFolds = Readonly<Record<Protocol, readonly Split[]>>;

/** A candidate, cross-validated under both protocols. */
export interface Judged extends Readonly<Record<Protocol, CrossValidation>> {
  /** The candidate's. */
  readonly name: string;
  /** The estimator's settings, and in `chosen` what validation chose of them. */
  readonly settings: Settings;
}

/** Cross-validates every candidate under both protocols, all on the same folds.
 *
 * A candidate's randomness hangs on its name alone: leaving another one out changes nothing.
 *
 * @param options.onFold told after every fold how many are done and which it was, for a progress bar
 * @throws {InputError} when two candidates have one name, or from a model
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { candidates, tracks, folds, rng } = await smallJudged();
 * const [album, title] = await judge(candidates, tracks, folds, rng);
 * assertEquals([album.grouped.mean.accuracy, title.grouped.rows.length], [1, 12]);
 * ```
 */
export async function judge(
  candidates: readonly Candidate[],
  tracks: Dataset,
  folds: ProtocolFolds,
  rng: Rng,
  { onFold }: { onFold?: (done: number, note: string) => void } = {},
): Promise<Judged[]> {
  checkNames(candidates);
  const judged: Judged[] = [];
  let done = 0;
  for (const { name, estimator, chosen } of candidates) {
    const under = (protocol: Protocol) =>
      crossValidate(estimator, tracks, folds[protocol], rng.fork(name), {
        onFold: () => onFold?.(++done, `${name}, ${protocol} folds`),
      });
    const random = await under("random"), grouped = await under("grouped");
    judged.push({ name, settings: settingsOf(estimator, chosen), random, grouped });
  }
  return judged;
}

/** A candidate, fitted once and judged on the rows held out. */
export interface JudgedOnce extends Evaluation {
  /** The candidate's. */
  readonly name: string;
  /** As in {@linkcode Judged}. */
  readonly settings: Settings;
}

/** Fits every candidate once and judges it on the rows held out.
 *
 * @param options.onFit told after every fit how many are done and which it was, for a progress bar
 * @returns in the order of the candidates
 * @throws {InputError} when two candidates have one name, or from a model
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { candidates, tracks, folds, rng } = await smallJudged();
 * const [album, title] = await judgeOnce(candidates, tracks, folds.random[0], rng);
 * assert(album.scores.accuracy > title.scores.accuracy);
 * ```
 */
export async function judgeOnce(
  candidates: readonly Candidate[],
  tracks: Dataset,
  { train, validation }: Split,
  rng: Rng,
  { onFit }: { onFit?: (done: number, note: string) => void } = {},
): Promise<JudgedOnce[]> {
  checkNames(candidates);
  const found: JudgedOnce[] = [];
  for (const { name, estimator, chosen } of candidates) {
    const evaluation = await evaluateOn(estimator, tracks, train, validation, rng.fork(name));
    found.push({ name, settings: settingsOf(estimator, chosen), ...evaluation });
    onFit?.(found.length, name);
  }
  return found;
}

function checkNames(candidates: readonly Candidate[]): void {
  const twice = candidates.find(({ name }, i) =>
    candidates.findIndex((other) => other.name === name) < i
  );
  if (twice) throw new InputError("two candidates of one name", { found: twice.name });
}

function settingsOf({ settings }: Estimator, chosen: Settings = {}): Settings {
  return { ...settings, chosen };
}

/** The best by the mean of a score over folds.
 *
 * @param protocol grouped by default: no relative helps there
 * @returns of equals the first
 * @throws {InputError} when there is none
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { judged } = await smallJudged();
 * assertEquals(bestJudged(judged).name, "album");
 * assertEquals(bestJudged(judged, "random", "logLoss").name, "album"); // where less is better
 * ```
 */
export function bestJudged(
  judged: readonly Judged[],
  protocol: Protocol = "grouped",
  score: keyof CrossValidation["mean"] = "accuracy",
): Judged {
  const of = (model: Judged) => direction(score) * model[protocol].mean[score];
  const scored = judged.filter((model) => !Number.isNaN(of(model))); // NaN is neither more nor less
  if (scored.length === 0) {
    throw new InputError(`no model to choose from that has the score ${score}`);
  }
  return scored.reduce((best, model) => of(model) > of(best) ? model : best);
}

/** How far a model stays behind the best, and what chance has to do with it. */
export interface Behind {
  /** Name of the model that is behind. */
  readonly model: string;
  /** Accuracy of the best less that of this model, mean over folds. */
  readonly difference: number;
  /** 95 % interval of the difference, by the corrected t test: its lower end. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** p-value fold by fold: Nadeau and Bengio's corrected t. */
  readonly tP: number;
  /** Rows that only the best got right. */
  readonly onlyBest: number;
  /** Rows that only this one got right. */
  readonly onlyThis: number;
  /** p-value row by row: McNemar. */
  readonly mcNemarP: number;
}

/** Every other model against one, the closest first; see {@linkcode compareCrossValidated}.
 *
 * @throws {InputError} when the models were not judged on the same folds, or on one only
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { judged } = await smallJudged();
 * const [behind] = againstBest(judged, judged[0]);
 * assertEquals([behind.model, behind.onlyThis], ["title", 0]);
 * ```
 */
export function againstBest(
  judged: readonly Judged[],
  best: Judged,
  protocol: Protocol = "grouped",
): Behind[] {
  return judged.filter(({ name }) => name !== best.name).map((other): Behind => {
    const { folds, rows } = compareCrossValidated(best[protocol], other[protocol]);
    const { difference, low, high, p } = folds, { onlyA, onlyB } = rows;
    const model = other.name, mcNemarP = rows.p;
    return { model, difference, low, high, tP: p, onlyBest: onlyA, onlyThis: onlyB, mcNemarP };
  }).sort((a, b) => a.difference - b.difference);
}

/** One model under one protocol: a row for the figure `intervals`. */
export interface ProtocolEstimate {
  /** The model's. */
  readonly name: string;
  /** `random folds` or `grouped folds`. */
  readonly way: string;
  /** Mean of the score over folds. */
  readonly value: number;
  /** 95 % interval of the mean. */
  readonly interval: readonly [low: number, high: number];
}

/** A score of every model under both protocols, the best under grouped folds first.
 *
 * @returns two per model, for the figure `intervals`
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { judged } = await smallJudged();
 * const [first, second] = estimates(judged);
 * assertEquals([first.name, first.way, first.value], ["album", "random folds", 1]);
 * assertEquals(second.way, "grouped folds");
 * ```
 */
export function estimates(
  judged: readonly Judged[],
  score: keyof CrossValidation["mean"] = "accuracy",
): ProtocolEstimate[] {
  const sign = direction(score);
  return judged
    .toSorted((a, b) => sign * (b.grouped.mean[score] - a.grouped.mean[score]))
    .flatMap((model) =>
      (["random", "grouped"] as const).map((protocol) => ({
        name: model.name,
        way: `${protocol} folds`,
        value: model[protocol].mean[score],
        interval: model[protocol].interval[score],
      }))
    );
}
