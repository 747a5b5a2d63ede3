/** A model that reads one block of a table that has several. */
import { InputError } from "../core/errors.ts";
import { type Matrix, takeColumns } from "../core/matrix.ts";
import { blockColumns } from "../features/blocks.ts";
import type { Classifier } from "./estimator.ts";

/** `classifier` on the columns of one block of a table made by `blocks`.
 *
 * @throws {InputError} from `fit` and `predictProba`, when the table has no such block
 */
export function onBlock(block: string, classifier: Classifier): Classifier {
  return {
    name: `${classifier.name} on ${block}`,
    settings: { block, ...classifier.settings },
    learns: classifier.learns,
    async fit(x, y, rng) {
      const fitted = await classifier.fit(own(x, block), y, rng);
      return { predictProba: async (x) => await fitted.predictProba(own(x, block)) };
    },
  };
}

function own(x: Matrix, block: string): Matrix {
  const { from, count } = blockColumns(x, block);
  if (count > 0) return takeColumns(x, from, count);
  throw new InputError("a table without the block that a model reads", {
    found: x.names.length > 6 ? `${x.names.slice(0, 6).join(", ")} …` : x.names.join(", "),
    expected: `columns of ${block}, such as "${block}: tempo"`,
  });
}
