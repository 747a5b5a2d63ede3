/** Predictions for every table with rows to answer. */
import { typedPath } from "../../publish/commands/command_line.ts";
import type { TagsJudged } from "../../publish/cards/card.ts";
import { type Estimator, plugInThresholds, sayTags } from "../../models/mod.ts";
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

/** Fits a model on all rows of its table and writes the table's predictions: tags from their plug-in threshold on, which
 * is taken from rows that the judged model has not learnt from.
 *
 * @param judged answers of the same model, fitted on the first part alone
 * @example
 * ```ts ignore
 * table([await answerWith(study, study.tables[0], corrected, answersOf(evaluated, study.parts))]);
 * ```
 */
export async function answerWith(
  session: Session,
  table: TagTable,
  model: Estimator,
  judged: TagAnswers,
): Promise<TableAnswered> {
  const { train, test } = table, { name, tune } = judged;
  const known = { table: table.name, model: name, tracks: train.rows };
  if (!test) return known;
  const experiment = await session.experiment("05", { data: train, split: session.parts.split });
  const predicted = await experiment.predict(`${name}, exported`, model, test);
  const { probabilities: p, run: { seconds } } = predicted;
  const path = await session.exportTags(table, p, sayTags(p, plugInThresholds(tune.p)));
  await session.writeCard(table.name, {
    ...{ name: `${name}, exported`, summary: SUMMARY, settings: model.settings, seconds },
    ...{ trainingRows: train.rows, limits: LIMITS },
    judged: { "at random": judgedTags(judged, session.rng.fork("card")) },
  });
  return { ...known, answered: test.rows, file: typedPath(path) };
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
