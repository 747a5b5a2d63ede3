/** Any classifier as a model of tags: one of its kind for every tag. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { anyOfK, supportOf } from "../core/target.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import { checkQuery, checkTags } from "./inputs.ts";

const CLASSES = ["no", "yes"];

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
      const y = anyOfK(target, name), k = y.classes.length, support = supportOf(y);
      checkTags(name, x, y, { missing: true }); // what the classifier cannot read it says itself
      const fitted: (FittedClassifier | number)[] = [];
      for (let c = 0; c < k; c++) {
        if (support[c] === 0 || support[c] === x.rows) fitted.push(Number(support[c] > 0));
        else {
          const codes = Int32Array.from({ length: x.rows }, (_, i) => y.tags[i * k + c]);
          const stream = rng.fork(`tag ${y.classes[c]}`);
          fitted.push(await classifier.fit(x, { codes, classes: CLASSES }, stream));
        }
      }
      return {
        async predictProba(query: Matrix) {
          checkQuery(name, query, x.names, { missing: true });
          const out = matrix(query.rows, y.classes);
          for (const [c, model] of fitted.entries()) {
            const found = typeof model === "number" ? undefined : await model.predictProba(query);
            for (let i = 0; i < query.rows; i++) {
              out.data[i * k + c] = found ? found.data[2 * i + 1] : model as number;
            }
          }
          return out;
        },
      };
    },
  };
}
