/** Tables that bring a score of each tag: those scores as a model. */
import { InputError } from "../../core/errors.ts";
import { type Dataset, taskOf } from "../../data/mod.ts";
import { numeric } from "../../features/mod.ts";
import type { Estimator } from "../../models/mod.ts";

/** Whether the table has a column of scores for each of its tags. */
export function hasOwnScores({ schema }: Dataset): boolean {
  const { source } = schema.columns[schema.task] as { source: readonly string[] };
  return source.every((tag) => schema.columns[tag]?.kind === "number");
}

/** The scores as they come: what the catalogue's own system says, with nothing learnt.
 *
 * @throws {InputError} from `fit`, of a table without a score for each tag */
export function ownScores(): Estimator {
  return {
    name: "own scores",
    settings: {},
    fit(data, rows, rng) {
      checkOwn(data);
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

function checkOwn(data: Dataset): void {
  if (hasOwnScores(data)) return;
  throw new InputError("this table has no scores of its own tags", {
    file: data.file,
    expected: "a column of scores with each tag's name",
  });
}
