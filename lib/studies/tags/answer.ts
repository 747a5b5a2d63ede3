/** Predictions for every table with rows to answer. */
import { typedPath } from "../../publish/commands/command_line.ts";
import type { TagsJudged } from "../../publish/cards/card.ts";
import type { Experiment, Predicted } from "../../experiments/mod.ts";
import { type Estimator, meanProbabilities, plugInThresholds, sayTags } from "../../models/mod.ts";
import type { TagAnswers } from "./decide.ts";
import { judgedTags } from "./judged.ts";
import { judgeRecipe, membersOf, type RecipeBudget, useRecipe } from "./recipe.ts";
import type { Session } from "./session.ts";
import type { TagTable } from "./table.ts";

const SUMMARY =
  "Says which tags a track carries: networks that pass each tag's own score through and correct it by " +
  "all others, averaged; a tag is said from its plug-in threshold on.";
const RECIPE_SUMMARY =
  "Says which tags a track carries: the mean of models of several kinds. Which of them, and how " +
  "thresholds are chosen, cross-validation decided; another one around it judged that choice.";
const LIMITS = [
  "Not for another catalogue: where annotators say less, or scores are worse, thresholds must be chosen anew.",
  "Rare tags are told badly, and scores of theirs are measured on few tracks.",
  "Of tags that are hard to tell it says more than there are; for counts, add up probabilities.",
];

/** A line about each table: how it is answered, what that is worth on rows that had no part in it, and the file. */
export type TableAnswered = Readonly<Record<string, string | number>>;

/** Fits a model on all rows of its table and answers those that the table asks about; undefined where it asks about none.
 *
 * @param name under which it was judged
 * @example
 * ```ts ignore
 * const begun = predictAsked(experiment, "a token each", looking, study.tables[0]); // goes on beside what follows
 * ```
 */
export const predictAsked = (
  experiment: Experiment,
  name: string,
  model: Estimator,
  { test }: TagTable,
): Promise<Predicted> | undefined => test && experiment.predict(`${name}, exported`, model, test);

/** Writes a table's predictions, the mean of what several models answer: tags from their plug-in threshold on, which is taken
 * from rows that the judged models have not learnt from.
 *
 * @param judged mean answers of the same models, fitted on the first part alone
 * @param predicted of each model; what is undefined is left out
 * @example
 * ```ts ignore
 * const answered = await Promise.all([begun, predictAsked(experiment, "found by search", networks, table)]);
 * table([await answerWith(study, study.tables[0], together("ours", kinds), answered)]);
 * ```
 */
export async function answerWith(
  session: Session,
  table: TagTable,
  judged: TagAnswers,
  predicted: readonly (Predicted | undefined)[],
): Promise<TableAnswered> {
  const { train } = table, { name, tune } = judged, rows = train.rows;
  const known = { table: table.name, model: name, tracks: rows };
  const all = predicted.filter((own) => own !== undefined);
  if (all.length === 0) return known;
  const p = meanProbabilities(all.map(({ probabilities }) => probabilities));
  const path = await session.exportTags(table, p, sayTags(p, plugInThresholds(tune.p)));
  await session.writeCard(table.name, {
    ...{ name: `${name}, exported`, summary: SUMMARY, limits: LIMITS, trainingRows: rows },
    settings: Object.fromEntries(all.map(({ run: { name, settings } }) => [name, settings])),
    seconds: all.reduce((sum, { run }) => sum + run.seconds, 0),
    judged: { "at random": judgedTags(judged, session.rng.fork("card")) },
  });
  return { ...known, answered: p.rows, file: typedPath(path) };
}

/** Answers a table by the recipe that cross-validation chooses for it (see `judgeRecipe`), keeps what it is worth as a
 * record, and writes the table's predictions.
 *
 * @example
 * ```ts ignore
 * const budget = { trees: 300, epochs: 60, seeds: 5 };
 * table(await Promise.all(study.tables.map((own) => answerByRecipe(study, own, budget))));
 * ```
 */
export async function answerByRecipe(
  session: Session,
  { name, train, test, ...rest }: TagTable,
  budget: RecipeBudget,
): Promise<TableAnswered> {
  const rng = session.rng.fork(`recipe ${name}`), members = membersOf(budget);
  const judged = await judgeRecipe(train, members, rng), { recipe, scores } = judged;
  const values = Object.fromEntries(scores.map(({ score, mean }) => [score, mean]));
  const bounds = Object.fromEntries(
    scores.flatMap(({ score, low, high }) => [[`${score}Low`, low], [`${score}High`, high]]),
  );
  const label = { step: "recipe", variant: name };
  await session.record("05", `${name}: recipe`, { ...values, ...bounds }, { label });
  const of = (score: string) => {
    const { mean, low, high } = scores.find((line) => line.score === score)!;
    return `${mean.toFixed(3)} (${low.toFixed(3)} – ${high.toFixed(3)})`;
  };
  const known = {
    ...{ table: name, members: recipe.members.join(", "), thresholds: recipe.strategy },
    ...{ macroF1: of("macroF1"), mAP: of("meanAveragePrecision") },
    LRAP: of("labelRankingAveragePrecision"),
  };
  if (!test) return known;
  const started = performance.now();
  const { p, said } = await useRecipe(train, members, judged, test, rng.fork("use"));
  const path = await session.exportTags({ name, train, test, ...rest }, p, said);
  const [rows, tags] = [train.rows, p.names.length];
  await session.writeCard(name, {
    ...{ name: `recipe for ${name}`, summary: RECIPE_SUMMARY, limits: LIMITS, trainingRows: rows },
    settings: { ...recipe, budget },
    seconds: (performance.now() - started) / 1000,
    judged: { "nested cross-validation": { rows, tags, ...values, ...bounds } as TagsJudged },
  });
  return { ...known, file: typedPath(path) };
}
