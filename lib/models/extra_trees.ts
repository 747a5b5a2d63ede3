/** Extremely randomised trees, of classes or of all tags at once. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { checkSettings } from "../core/settings.ts";
import { isTags, type Target } from "../core/target.ts";
import type { Classifier } from "./estimator.ts";
import { growRandomTree, leafOf, type RandomTree } from "./extra_tree.ts";
import { checkQuery, checkTarget } from "./inputs.ts";
import { columnsPerNode } from "./tree.ts";

/** What `extraTrees` can be told. */
export interface ExtraTreesSettings {
  /** How many trees. */
  readonly trees: number;
  /** Columns that every node chooses from: √ or all of them, or a number. */
  readonly maxFeatures: "sqrt" | "all" | number;
  /** No leaf has fewer rows. */
  readonly minSamplesLeaf: number;
  /** Questions from root to leaf at most; null: as many as it takes. */
  readonly maxDepth: number | null;
}

/** Trees that ask at random: a node draws one threshold for each of some columns, evenly between the smallest and the
 * largest value there, and takes the one that leaves the least Gini impurity, Σ p (1 − p) over classes or tags. A leaf
 * answers with the shares of its rows; the forest with the mean over trees. Tags are learnt together, so that a common
 * tag helps to split for a rare one.
 *
 * Fitted, it holds leaves × classes numbers per tree: of many rows and tags raise `minSamplesLeaf`.
 *
 * @throws {InputError} on settings out of range; from `fit` and `predictProba`, see {@link Classifier}
 * @see Geurts, P., Ernst, D. & Wehenkel, L. (2006). Extremely randomized trees. Machine Learning 63.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["tempo"], Float32Array.of(70, 80, 130, 140));
 * const y = { classes: ["slow", "loud"], tags: Uint8Array.of(1, 0, 1, 1, 0, 1, 0, 1) };
 * const { data } = await (await extraTrees({ trees: 50 }).fit(x, y, new Rng(1))).predictProba(x);
 * assert(data[0] > .9 && data[2 * 3] < .1); // the first is slow, the last is not
 * ```
 */
export function extraTrees(
  { trees = 300, maxFeatures = "sqrt", minSamplesLeaf = 1, maxDepth = null }: Partial<
    ExtraTreesSettings
  > = {},
): Classifier {
  const settings = { trees, maxFeatures, minSamplesLeaf, maxDepth };
  const count = { least: 1, whole: true };
  checkSettings(settings, {
    trees: count,
    maxFeatures: { ...count, or: ["sqrt", "all"] },
    minSamplesLeaf: count,
    maxDepth: { ...count, or: [null] },
  }, "extraTrees");
  return {
    name: "extra trees",
    settings,
    learns: ["classes", "tags"],
    fit(x, y, rng) {
      checkTarget("extraTrees", x, y);
      const { names } = x, k = y.classes.length;
      const asked = columnsPerNode(maxFeatures, names.length);
      const growth = { asked, minSamplesLeaf, maxDepth: maxDepth ?? Infinity }, said = saidOf(y);
      const grown = Array.from(
        { length: trees },
        (_, i) => growRandomTree(x, said, k, growth, rng.fork(`tree ${i}`)),
      );
      return {
        predictProba(query) {
          checkQuery("extraTrees", query, names);
          return meanOver(grown, query, y.classes);
        },
      };
    },
  };
}

/** The classes or tags of each row: row i has those at `at[i]` … `at[i + 1] − 1`. */
function saidOf(y: Target): { at: Int32Array; of: Int32Array } {
  if (!isTags(y)) {
    return { at: Int32Array.from({ length: y.codes.length + 1 }, (_, i) => i), of: y.codes };
  }
  const k = y.classes.length,
    rows = y.tags.length / k,
    of: number[] = [],
    at = new Int32Array(rows + 1);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < k; c++) if (y.tags[i * k + c]) of.push(c);
    at[i + 1] = of.length;
  }
  return { at, of: Int32Array.from(of) };
}

function meanOver(trees: readonly RandomTree[], x: Matrix, classes: readonly string[]): Matrix {
  const out = matrix(x.rows, classes), k = classes.length, d = x.names.length;
  for (let i = 0; i < x.rows; i++) {
    const sum = new Float64Array(k), row = x.data.subarray(i * d, (i + 1) * d);
    for (const tree of trees) {
      const leaf = leafOf(tree, row) * k;
      for (let c = 0; c < k; c++) sum[c] += tree.shares[leaf + c];
    }
    for (let c = 0; c < k; c++) out.data[i * k + c] = sum[c] / trees.length;
  }
  return out;
}
