/** Chains of classifiers: each tag is told with the help of those before it. */
import { joinColumns, type Matrix, matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import { anyOfK, supportOf, type TagTarget } from "../core/target.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import { checkQuery, checkTags } from "./inputs.ts";

const CLASSES = ["no", "yes"];

/** A chain puts the tags in an order, drawn by chance, and tells each from the columns and from the tags before it: true
 * ones while it learns, its own answers (from .5 on) when it is asked. Several chains of other orders are averaged, for
 * none knows what stands behind. What is gained is that the tags of a row go together, more than that each is right; what
 * it costs is tags × chains fits, and mistakes that are passed on.
 *
 * @param options.chains how many orders
 * @throws {InputError} on settings out of range; from `fit`, see {@link Classifier}
 * @see Read, J., Pfahringer, B., Holmes, G. & Frank, E. (2011). Classifier chains for multi-label classification.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { logistic } from "./logistic.ts";
 * const x = matrix(4, ["tempo"], Float32Array.of(-1, -.9, .9, 1));
 * const y = { classes: ["slow", "calm"], tags: Uint8Array.of(1, 1, 1, 1, 0, 0, 0, 0) };
 * const fitted = await chains(logistic(), { chains: 2 }).fit(x, y, new Rng(1));
 * const { data } = await fitted.predictProba(x);
 * assert(data[1] > .5 && data[7] < .5); // the first is calm, the last is not
 * ```
 */
export function chains(classifier: Classifier, { chains = 5 } = {}): Classifier {
  checkSettings({ chains }, { chains: { least: 1, most: 1000, whole: true } }, "chains");
  const name = `chains of ${classifier.name}`;
  return {
    name,
    settings: { ...classifier.settings, chains },
    learns: ["tags"],
    async fit(x, target, rng) {
      const y = anyOfK(target, name), fitted: Awaited<ReturnType<typeof chain>>[] = [];
      checkTags(name, x, y, { missing: true }); // what the classifier cannot read it says itself
      for (let c = 0; c < chains; c++) {
        fitted.push(await chain(classifier, x, y, rng.fork(`chain ${c}`)));
      }
      return {
        async predictProba(query) {
          checkQuery(name, query, x.names, { missing: true });
          const out = matrix(query.rows, y.classes);
          for (const predict of fitted) {
            (await predict(query)).forEach((p, at) => out.data[at] += p / chains);
          }
          return out;
        },
      };
    },
  };
}

/** One chain, fitted: rows × tags of answers. */
async function chain(classifier: Classifier, x: Matrix, y: TagTarget, rng: Rng) {
  const k = y.classes.length, order = rng.permutation(k), support = supportOf(y);
  const links: (FittedClassifier | number)[] = [];
  const before = (rows: number, values: ArrayLike<number>, count: number): Matrix => {
    const names = Array.from(order.subarray(0, count), (tag) => `tag ${y.classes[tag]}`);
    const out = matrix(rows, names);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < count; j++) out.data[i * count + j] = values[i * k + order[j]];
    }
    return out;
  };
  for (const [place, tag] of order.entries()) {
    const own = support[tag];
    if (own === 0 || own === x.rows) links.push(Number(own > 0));
    else {
      const codes = Int32Array.from({ length: x.rows }, (_, i) => y.tags[i * k + tag]);
      const table = place > 0 ? joinColumns([x, before(x.rows, y.tags, place)]) : x;
      const stream = rng.fork(`tag ${y.classes[tag]}`);
      links.push(await classifier.fit(table, { codes, classes: CLASSES }, stream));
    }
  }
  return async (query: Matrix): Promise<Float32Array> => {
    const found = new Float32Array(query.rows * k), said = new Uint8Array(query.rows * k);
    for (const [place, tag] of order.entries()) {
      const link = links[place];
      const table = place > 0 ? joinColumns([query, before(query.rows, said, place)]) : query;
      const answers = typeof link === "number" ? undefined : await link.predictProba(table);
      for (let i = 0; i < query.rows; i++) {
        const p = answers ? answers.data[2 * i + 1] : link as number;
        found[i * k + tag] = p;
        said[i * k + tag] = Number(p >= .5);
      }
    }
    return found;
  };
}
