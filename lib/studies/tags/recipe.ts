/** A recipe for a small table: which models to average and how to choose thresholds, found by cross-validation, and judged
 * by another one around it. */
import { type Matrix, takeRows } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { supportOf, type TagTarget, takeTarget } from "../../core/target.ts";
import { allRows, type Dataset, iterativeFolds } from "../../data/mod.ts";
import { overFolds, saidScores, tagScores } from "../../evaluation/mod.ts";
import { numeric, quantileNormal, standard } from "../../features/mod.ts";
import {
  average,
  type Estimator,
  extraTrees,
  logistic,
  meanProbabilities,
  onFeatures,
  perTag,
} from "../../models/mod.ts";
import { outOfFold } from "../../models/out_of_fold.ts";
import { mlpClassifier } from "../../nn/mod.ts";
import { type Answered, STRATEGIES, type Strategy } from "./decide.ts";
import { tagsOf } from "./parts.ts";

/** Models by name. */
export type Members = Readonly<Record<string, Estimator>>;

/** How much is spent on each. */
export interface RecipeBudget {
  /** Trees of a forest. */
  readonly trees: number;
  /** Epochs of a network. */
  readonly epochs: number;
  /** Networks that are averaged. */
  readonly seeds: number;
}

/** Models that differ in kind: trees of all tags at once, a logistic regression for each tag, networks.
 *
 * @example
 * ```ts ignore
 * const members = membersOf({ trees: 300, epochs: 60, seeds: 5 });
 * ```
 */
export function membersOf({ trees, epochs, seeds }: RecipeBudget): Members {
  const network = mlpClassifier({
    ...{
      layers: [128],
      dropout: .5,
      epochs,
      batchSize: 32,
      validationShare: 0,
      restoreBest: false,
    },
    ...{ optimiser: "adamw", weightDecay: 1e-3 },
  });
  const networks = average(Array.from({ length: seeds }, () => network));
  return {
    trees: onFeatures(numeric(), extraTrees({ trees, minSamplesLeaf: 2 })),
    logistic: onFeatures(numeric(), standard(), perTag(logistic({ c: .01 }))),
    networks: onFeatures(numeric(), quantileNormal(), networks),
  };
}

/** What was chosen: members that are averaged, and how tags are said. */
export interface Recipe {
  /** Names of the models whose answers are averaged. */
  readonly members: readonly string[];
  /** How tags are said. */
  readonly strategy: Strategy;
}

/** The chosen recipe, and what it is worth on rows that had no part in choosing it. */
export interface JudgedRecipe {
  /** Chosen on all rows. */
  readonly recipe: Recipe;
  /** Of each outer fold, by name; a fold chooses its own recipe. */
  readonly folds: readonly Readonly<Record<string, number>>[];
  /** Means over the outer folds, each with its 95 % interval (Student's t). */
  readonly scores: readonly { score: string; mean: number; low: number; high: number }[];
  /** Which recipe each outer fold chose. */
  readonly chosen: readonly Recipe[];
  /** Out-of-fold answers of every member to all rows: what the recipe was chosen on, and thresholds are taken from. */
  readonly seen: Readonly<Record<string, Matrix>>;
}

const CHOOSING: readonly Strategy[] = [
  "one cut for all",
  "plug-in",
  "between F1 and plug-in",
  "a cut per tag, F1",
];
const SHOWN = [
  ...["macroF1", "microF1", "weightedF1", "meanAveragePrecision"],
  ...["labelRankingAveragePrecision", "hammingLoss", "logLoss"],
];

/** Chooses on out-of-fold answers, and judges the choosing by a cross-validation around it: in each outer fold members,
 * thresholds and all are chosen on the other rows alone.
 *
 * @param folds outer and inner
 * @example
 * ```ts ignore
 * const { recipe, scores } = await judgeRecipe(train, membersOf(budget), rng.fork("recipe"));
 * ```
 */
export async function judgeRecipe(
  data: Dataset,
  members: Members,
  rng: Rng,
  { outer = 5, inner = 4 } = {},
): Promise<JudgedRecipe> {
  const rows = allRows(data), y = tagsOf(data), part = dealt(y, outer, rng.fork("outer"));
  const folds: Record<string, number>[] = [], chosen: Recipe[] = [];
  for (let f = 0; f < outer; f++) {
    const stream = rng.fork(`outer ${f}`), learn = rows.filter((i) => part[i] !== f);
    const seen = await outOfFoldAnswers(data, members, learn, inner, stream);
    const recipe = choose(takeTarget(y, learn), seen);
    const judged = rows.filter((i) => part[i] === f);
    const p = await answer(data, members, recipe, learn, data, judged, stream.fork("whole"));
    const tune = { y: takeTarget(y, learn), p: mixed(recipe, seen) };
    folds.push(scoresOf(takeTarget(y, judged), p, said(recipe, tune, p)));
    chosen.push(recipe);
  }
  const seen = await outOfFoldAnswers(data, members, rows, outer, rng.fork("all"));
  const { mean, interval } = overFolds(folds);
  return {
    ...{ recipe: choose(y, seen), folds, chosen, seen },
    scores: SHOWN.map((score) => ({
      ...{ score, mean: mean[score], low: interval[score][0], high: interval[score][1] },
    })),
  };
}

/** Fits the recipe on all rows and answers others; thresholds come from the out-of-fold answers that it was chosen on.
 *
 * @returns probabilities, and the tags that are said
 * @example
 * ```ts ignore
 * const { p, said } = await useRecipe(train, members, judged, test, rng.fork("use"));
 * ```
 */
export async function useRecipe(
  data: Dataset,
  members: Members,
  { recipe, seen }: Pick<JudgedRecipe, "recipe" | "seen">,
  test: Dataset,
  rng: Rng,
): Promise<{ p: Matrix; said: Uint8Array }> {
  const p = await answer(data, members, recipe, allRows(data), test, allRows(test), rng);
  return { p, said: said(recipe, { y: tagsOf(data), p: mixed(recipe, seen) }, p) };
}

const dealt = (y: TagTarget, folds: number, rng: Rng): Int32Array =>
  iterativeFolds(y, Array.from({ length: folds }, () => 1 / folds), rng);

async function outOfFoldAnswers(
  data: Dataset,
  members: Members,
  rows: Int32Array,
  folds: number,
  rng: Rng,
): Promise<Record<string, Matrix>> {
  const fold = dealt(tagsOf(data, rows), folds, rng.fork("folds"));
  const found: Record<string, Matrix> = {};
  for (const [name, member] of Object.entries(members)) {
    found[name] = await outOfFold(member, data, rows, fold, rng.fork(name));
  }
  return found;
}

async function answer(
  data: Dataset,
  members: Members,
  { members: names }: Recipe,
  learn: Int32Array,
  asked: Dataset,
  rows: Int32Array,
  rng: Rng,
): Promise<Matrix> {
  const found: Matrix[] = [];
  for (const name of names) {
    const fitted = await members[name].fit(data, learn, rng.fork(name));
    found.push(await fitted.predictProba(asked, rows));
  }
  return meanProbabilities(found);
}

const mixed = ({ members }: Recipe, seen: Readonly<Record<string, Matrix>>): Matrix =>
  meanProbabilities(members.map((name) => seen[name]));

const said = ({ strategy }: Recipe, tune: Answered, p: Matrix): Uint8Array =>
  STRATEGIES[strategy](tune, p);

/** The members whose mean ranks best, tracks within tags and tags within tracks; then the thresholds of the highest mean
 * of macro and micro F1: macro F1 alone is raised by saying yes to everything wherever a score knows nothing. Every set of members is tried: for the mean costs nothing once each has answered. */
function choose(y: TagTarget, seen: Readonly<Record<string, Matrix>>): Recipe {
  const names = Object.keys(seen), sets: string[][] = [];
  for (let mask = 1; mask < 1 << names.length; mask++) {
    sets.push(names.filter((_, i) => mask >> i & 1));
  }
  const ranked = sets.map((members) => {
    const own = tagScores(y, mixed({ members, strategy: "plug-in" }, seen));
    return { members, worth: own.meanAveragePrecision + own.labelRankingAveragePrecision };
  });
  const { members } = ranked.reduce((a, b) => b.worth > a.worth ? b : a);
  const p = mixed({ members, strategy: "plug-in" }, seen), tune = { y, p };
  const decided = CHOOSING.map((strategy) => ({ strategy, worth: crossFitted(strategy, tune) }));
  return { members, strategy: decided.reduce((a, b) => b.worth > a.worth ? b : a).strategy };
}

/** The mean of macro and micro F1, of thresholds that are chosen on one half of the rows and used on the other, and the
 * other way round. */
function crossFitted(strategy: Strategy, { y, p }: Answered): number {
  const rows = Array.from({ length: p.rows }, (_, i) => i), k = y.classes.length;
  const all = new Uint8Array(y.tags.length);
  for (const side of [0, 1]) {
    const own = rows.filter((i) => i % 2 === side), others = rows.filter((i) => i % 2 !== side);
    const tune = { y: takeTarget(y, others), p: takeRows(p, others) };
    const told = STRATEGIES[strategy](tune, takeRows(p, own));
    own.forEach((row, i) => all.set(told.subarray(i * k, (i + 1) * k), row * k));
  }
  const { macroF1, microF1 } = saidScores(y, all);
  return (macroF1 + microF1) / 2;
}

/** Scores of decisions with thresholds, and of the ranking without. */
function scoresOf(y: TagTarget, p: Matrix, told: Uint8Array): Record<string, number> {
  const ranked = tagScores(y, p), decided = saidScores(y, told);
  const { macroF1, microF1, weightedF1, samplesF1, hammingLoss, subsetAccuracy } = decided;
  const { meanAveragePrecision, labelRankingAveragePrecision, rocAuc, logLoss } = ranked;
  return {
    ...{ macroF1, microF1, weightedF1, samplesF1, hammingLoss, subsetAccuracy },
    ...{ meanAveragePrecision, labelRankingAveragePrecision, rocAuc, logLoss },
    tagsWithRows: supportOf(y).filter((count) => count > 0).length,
  };
}
