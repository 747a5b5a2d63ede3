/** Chains of classifiers: each tag is told with the help of those before it. */
import { joinColumns, type Matrix, matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import { anyOfK, type TagTarget } from "../core/target.ts";
import type { Classifier } from "./estimator.ts";
import { checkQuery, checkTags } from "./inputs.ts";
import { fitTag, type FittedTag } from "./per_tag.ts";

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
  const k = y.classes.length, order = rng.permutation(k), links: FittedTag[] = [];
  /** The table with the tags that stand before a place. */
  const withBefore = (x: Matrix, tags: Uint8Array, place: number): Matrix => {
    if (place === 0) return x;
    const names = Array.from(order.subarray(0, place), (tag) => `tag ${y.classes[tag]}`);
    const before = matrix(x.rows, names);
    for (let i = 0; i < x.rows; i++) {
      for (let j = 0; j < place; j++) before.data[i * place + j] = tags[i * k + order[j]];
    }
    return joinColumns([x, before]);
  };
  for (const [place, tag] of order.entries()) {
    links.push(await fitTag(classifier, withBefore(x, y.tags, place), y, tag, rng));
  }
  return async (query: Matrix): Promise<Float32Array> => {
    const found = new Float32Array(query.rows * k), said = new Uint8Array(query.rows * k);
    for (const [place, tag] of order.entries()) {
      const answers = await links[place](withBefore(query, said, place));
      answers.forEach((p, i) => {
        found[i * k + tag] = p;
        said[i * k + tag] = Number(p >= .5);
      });
    }
    return found;
  };
}
