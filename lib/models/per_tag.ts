/** Any classifier as a model of tags: one of its kind for every tag. */
import { column, type Matrix, matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { anyOfK, tagColumn, type TagTarget } from "../core/target.ts";
import type { Classifier } from "./estimator.ts";
import { checkQuery, checkTags } from "./inputs.ts";

/** Binary relevance: a classifier of its own tells each tag from its absence and knows nothing of the others. A tag
 * that no training row has, or all have, is answered by that alone.
 *
 * @see Tsoumakas, G. & Katakis, I. (2007). Multi-label classification: an overview.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { logistic } from "./logistic.ts";
 * const x = matrix(4, ["tempo"], Float32Array.of(-1, -.9, .9, 1));
 * const y = { classes: ["slow", "loud"], tags: Uint8Array.of(1, 0, 1, 1, 0, 0, 0, 1) };
 * const fitted = await perTag(logistic()).fit(x, y, new Rng(1));
 * const { data } = await fitted.predictProba(x);
 * assert(data[0] > .5 && data[3 * 2] < .5); // the first row is slow, the last is not
 * ```
 */
export function perTag(classifier: Classifier): Classifier {
  const name = `${classifier.name} per tag`;
  return {
    name,
    settings: { ...classifier.settings, perTag: true },
    learns: ["tags"],
    async fit(x, target, rng) {
      const y = anyOfK(target, name), k = y.classes.length, fitted: FittedTag[] = [];
      checkTags(name, x, y, { missing: true }); // what the classifier cannot read it says itself
      for (let c = 0; c < k; c++) {
        fitted.push(await fitTag(classifier, x, y, c, rng));
      }
      return {
        async predictProba(query: Matrix) {
          checkQuery(name, query, x.names, { missing: true });
          const out = matrix(query.rows, y.classes);
          for (const [c, shares] of fitted.entries()) {
            (await shares(query)).forEach((p, i) => out.data[i * k + c] = p);
          }
          return out;
        },
      };
    },
  };
}

/** The probability of one tag in every row. */
export type FittedTag = (query: Matrix) => Promise<Float32Array>;

/** Fits a classifier that tells one tag from its absence. A tag that no row has, or all have, is answered by that alone. */
export async function fitTag(
  classifier: Classifier,
  x: Matrix,
  y: TagTarget,
  tag: number,
  rng: Rng,
): Promise<FittedTag> {
  const codes = Int32Array.from(tagColumn(y, tag)), [first] = codes;
  if (codes.every((code) => code === first)) {
    return (query) => Promise.resolve(new Float32Array(query.rows).fill(first));
  }
  const own = { codes, classes: ["no", "yes"] };
  const fitted = await classifier.fit(x, own, rng.fork(`tag ${y.classes[tag]}`));
  return async (query) => column(await fitted.predictProba(query), 1);
}
