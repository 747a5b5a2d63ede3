/** From probabilities to tags: strategies side by side, chosen on some rows and judged on others. */
import { type Matrix, takeRows } from "../../core/matrix.ts";
import { supportOf, type TagTarget, takeTarget } from "../../core/target.ts";
import { type Evaluated, type SaidScores, saidScores, tagScores } from "../../evaluation/mod.ts";
import {
  bestThresholds,
  globalThreshold,
  meanProbabilities,
  plugInThresholds,
  sayMostProbable,
  sayTags,
  shrunkThresholds,
} from "../../models/mod.ts";
import type { Parts } from "./parts.ts";

/** Answers to some rows, and what is true of them. */
export interface Answered {
  /** What is true. */
  readonly y: TagTarget;
  /** What is answered: rows × tags. */
  readonly p: Matrix;
}

/** What a model answers to the rows that thresholds are chosen on, and to those that judge. */
export interface TagAnswers {
  /** The model's. */
  readonly name: string;
  /** The rows that thresholds are chosen on. */
  readonly tune: Answered;
  /** The rows that judge. */
  readonly judge: Answered;
}

/** The answers of a model that was evaluated on `parts.split`: the mean over its seeds, or those of one.
 *
 * @param seed counted from 0
 * @example
 * ```ts ignore
 * const [model] = await experiment.evaluate("networks", { corrected });
 * table(strategies(answersOf(model, study.parts)));
 * ```
 */
export function answersOf(model: Evaluated, parts: Parts, seed?: number): TagAnswers {
  const { name, rows, answers } = model, y = model.target as TagTarget;
  const p = seed === undefined
    ? meanProbabilities(answers.map(({ probabilities }) => probabilities))
    : answers[seed].probabilities;
  const at = new Map(Array.from(rows, (row, i) => [row, i]));
  const part = (own: Int32Array): Answered => {
    const places = own.map((row) => at.get(row)!);
    return { y: takeTarget(y, places), p: takeRows(p, places) };
  };
  return { name, tune: part(parts.tune), judge: part(parts.judge) };
}

/** Mean answers of several models, as one.
 *
 * @example
 * ```ts ignore
 * const both = together("both", [answersOf(networks, parts), answersOf(trees, parts)]);
 * ```
 */
export const together = (name: string, models: readonly TagAnswers[]): TagAnswers => {
  const part = (which: "tune" | "judge"): Answered => ({
    y: models[0][which].y,
    p: meanProbabilities(models.map((model) => model[which].p)),
  });
  return { name, tune: part("tune"), judge: part("judge") };
};

type Decide = (tune: Answered, p: Matrix) => Uint8Array;

/** How tags are said; all but the first and the last look at the rows to choose on. */
export const STRATEGIES = {
  "one half": (_, p) => sayTags(p, .5),
  "one cut for all": ({ y, p: seen }, p) => sayTags(p, globalThreshold(y, seen)),
  "a cut per tag, F1": ({ y, p: seen }, p) => sayTags(p, bestThresholds(y, seen, "f1")),
  "a cut per tag, MCC": ({ y, p: seen }, p) => sayTags(p, bestThresholds(y, seen, "mcc")),
  "plug-in": ({ p: seen }, p) => sayTags(p, plugInThresholds(seen)),
  "between F1 and plug-in": ({ y, p: seen }, p) => {
    const fitted = bestThresholds(y, seen, "f1"), support = supportOf(y);
    return sayTags(p, shrunkThresholds(fitted, plugInThresholds(seen), support, 20));
  },
  "as many for every track": ({ y }, p) => sayMostProbable(p, tagsPerRow(y)),
} satisfies Record<string, Decide>;

/** The name of a strategy. */
export type Strategy = keyof typeof STRATEGIES;

/** Tags per row on average, to the nearest whole number.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(tagsPerRow({ classes: ["sad", "slow"], tags: Uint8Array.of(1, 1, 1, 0) }), 2);
 * ```
 */
export const tagsPerRow = ({ tags, classes }: TagTarget): number =>
  Math.round(tags.reduce((sum, tag) => sum + tag, 0) / (tags.length / classes.length));

/** The tags that a strategy says of the rows that judge.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const answered = { y: { classes: ["sad"], tags: Uint8Array.of(1) }, p: matrix(1, ["sad"], Float32Array.of(.75)) };
 * const model = { name: "sure", tune: answered, judge: answered };
 * assertEquals(say(model, "one half"), Uint8Array.of(1));
 * ```
 */
export function say(model: TagAnswers, strategy: Strategy): Uint8Array {
  const all = saidBy.get(model) ?? {};
  saidBy.set(model, all);
  return all[strategy] ??= STRATEGIES[strategy](model.tune, model.judge.p);
}

// tables, figures and records ask the same of a model again and again
const saidBy = new WeakMap<TagAnswers, Partial<Record<Strategy, Uint8Array>>>();
const rankings = new WeakMap<TagAnswers, Readonly<Record<string, number>>>();

/** Of how many tags two strategies say the same tracks, of those that judge.
 *
 * @example
 * ```ts ignore
 * const { alike, tags } = saidAlike(model, "a cut per tag, F1", "a cut per tag, MCC");
 * ```
 */
export function saidAlike(
  model: TagAnswers,
  one: Strategy,
  other: Strategy,
): { alike: number; tags: number } {
  const [a, b] = [say(model, one), say(model, other)], tags = model.judge.y.classes.length;
  const differ = new Set<number>();
  a.forEach((said, at) => said !== b[at] && differ.add(at % tags));
  return { alike: tags - differ.size, tags };
}

/** Every score of one number on the rows that judge; a tag is said from .5 on.
 *
 * @example
 * ```ts ignore
 * const { meanAveragePrecision, logLoss } = ranked(answersOf(model, study.parts));
 * ```
 */
export function ranked(model: TagAnswers): Readonly<Record<string, number>> {
  const scores = rankings.get(model) ?? tagScores(model.judge.y, model.judge.p);
  rankings.set(model, scores);
  return scores;
}

/** A strategy, and what it comes to. */
export interface StrategyLine extends Omit<SaidScores, "f1" | "subsetAccuracy"> {
  /** Which. */
  readonly strategy: Strategy;
  /** Said of a track on average. */
  readonly tagsPerTrack: number;
}

/** A row for each strategy, with what it comes to on the rows that judge.
 *
 * @example
 * ```ts ignore
 * table(strategies(answersOf(model, study.parts), ["one half", "plug-in"]));
 * ```
 */
export function strategies(
  model: TagAnswers,
  names: readonly Strategy[] = Object.keys(STRATEGIES) as Strategy[],
): StrategyLine[] {
  return names.map((strategy) => {
    const said = say(model, strategy), { y } = model.judge, own = saidScores(y, said);
    const tagsPerTrack = said.reduce((sum, tag) => sum + tag, 0) * y.classes.length / said.length;
    const { weightedF1, macroF1, microF1, samplesF1, hammingLoss } = own;
    return { strategy, weightedF1, macroF1, microF1, samplesF1, hammingLoss, tagsPerTrack };
  });
}

/** A row for each model on the same rows: what its ranking is worth, and what its decisions are.
 *
 * @example
 * ```ts ignore
 * table(sideBySide([await benchmark(train, parts), answersOf(corrected, parts)]));
 * ```
 */
export function sideBySide(models: readonly TagAnswers[]): Record<string, number | string>[] {
  return models.map((model) => {
    const { y } = model.judge, { logLoss, meanAveragePrecision, weightedF1 } = ranked(model);
    const [cuts, plugIn] = (["a cut per tag, F1", "plug-in"] as const)
      .map((strategy) => saidScores(y, say(model, strategy)));
    return {
      ...{ model: model.name, logLoss, mAP: meanAveragePrecision },
      "weighted F1, one half": weightedF1,
      "weighted F1, a cut per tag": cuts.weightedF1,
      "weighted F1, plug-in": plugIn.weightedF1,
      "macro F1, plug-in": plugIn.macroF1,
    };
  });
}
