/** Predictions for every table with rows to answer. */
import { typedPath } from "../../publish/commands/command_line.ts";
import { type Estimator, plugInThresholds, sayTags } from "../../models/mod.ts";
import type { TagAnswers } from "./decide.ts";
import { judgeRecipe, membersOf, type RecipeBudget, useRecipe } from "./recipe.ts";
import type { Session } from "./session.ts";
import type { TagTable } from "./table.ts";

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
  { name, tune }: TagAnswers,
): Promise<TableAnswered> {
  const { train, test } = table, known = { table: table.name, model: name, tracks: train.rows };
  if (!test) return known;
  const experiment = await session.experiment("05", { data: train, split: session.parts.split });
  const { probabilities: p } = await experiment.predict(`${name}, exported`, model, test);
  const path = await session.exportTags(table, p, sayTags(p, plugInThresholds(tune.p)));
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
  const { recipe, scores } = await judgeRecipe(train, members, rng);
  const values = Object.fromEntries(scores.map(({ score, mean }) => [score, mean]));
  await session.record("05", `${name}: recipe`, values);
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
  const { p, said } = await useRecipe(train, members, recipe, test, rng.fork("use"));
  const path = await session.exportTags({ name, train, test, ...rest }, p, said);
  return { ...known, file: typedPath(path) };
}
