/** Tables that bring a score of each tag: those scores as a model. */
import { InputError } from "../../core/errors.ts";
import { Rng } from "../../core/rng.ts";
import { type Dataset, taskOf } from "../../data/mod.ts";
import { numeric, standard } from "../../features/mod.ts";
import { type Estimator, logistic, onFeatures, perTag } from "../../models/mod.ts";
import type { TagAnswers } from "./decide.ts";
import { type Parts, tagsOf } from "./parts.ts";

/** Whether the table has a column of scores for each of its tags.
 *
 * @example
 * ```ts ignore
 * if (hasOwnScores(train)) table(sideBySide([await benchmark(train, study.parts)]));
 * ```
 */
export function hasOwnScores({ schema }: Dataset): boolean {
  const { source } = schema.columns[schema.task] as { source: readonly string[] };
  return source.every((tag) => schema.columns[tag]?.kind === "number");
}

/** The scores as they come: what the catalogue's own system says, with nothing learnt.
 *
 * @throws {InputError} from `fit`, of a table without a score for each tag
 * @example
 * ```ts ignore
 * const [own] = await experiment.evaluate("own scores", { "own scores": ownScores() });
 * ```
 */
export function ownScores(): Estimator {
  return {
    name: "own scores",
    settings: {},
    fit(data, rows, rng) {
      checkOwnScores(data);
      const { classes } = taskOf(data, rows.subarray(0, 0));
      const columns = numeric({ columns: classes, missing: "keep" });
      return Promise.resolve({
        classes,
        predictProba: async (data, rows) => {
          const { transform } = await columns.fit(data, rows.subarray(0, 0), rng);
          return await transform(data, rows);
        },
      });
    },
  };
}

/** The simplest scores of a table: its own; for want of them, those of a logistic regression for each tag.
 *
 * @example
 * ```ts ignore
 * const first = firstScores(study.train);
 * const [judged] = await experiment.evaluate("scores", { [first.name]: first });
 * ```
 */
export const firstScores = (data: Dataset): Estimator =>
  hasOwnScores(data) ? ownScores() : onFeatures(numeric(), standard(), perTag(logistic()));

/** The benchmark: own scores, from a cut per tag on. Nothing is learnt of them, so that the cuts may be chosen on all rows
 * that do not judge.
 *
 * @throws {InputError} of a table without a score for each tag
 * @example
 * ```ts ignore
 * table(sideBySide([await benchmark(train, study.parts)]));
 * ```
 */
export async function benchmark(data: Dataset, { learn, tune, judge }: Parts): Promise<TagAnswers> {
  const fitted = await ownScores().fit(data, learn, new Rng("nothing is drawn"));
  const part = async (rows: Int32Array) => ({
    y: tagsOf(data, rows),
    p: await fitted.predictProba(data, rows),
  });
  const others = Int32Array.from([...learn, ...tune]).sort();
  return { name: "benchmark", tune: await part(others), judge: await part(judge) };
}

/** @throws {InputError} of a table without a score for each of its tags */
export function checkOwnScores(data: Dataset): void {
  if (hasOwnScores(data)) return;
  throw new InputError("this table has no scores of its own tags", {
    file: data.file,
    expected: "a column of scores with each tag's name",
  });
}
