/** Decision tree, and what trees and forests share. */
import type { Matrix } from "../core/matrix.ts";
import { type CartSettings, growTree, type Tree } from "./cart.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import type { ClassTarget } from "../core/target.ts";
import { checkQuery, checkTraining, ofAllClasses } from "./inputs.ts";
import { rankColumns } from "./ranks.ts";

/** A fitted tree or forest: plain arrays inside, and how much each column was of use. */
export interface FittedTrees extends FittedClassifier {
  /** One for a decision tree, all of them for a forest. */
  readonly trees: readonly Tree[];
  /** The training table's columns. */
  readonly names: readonly string[];
  /** Per column, the impurity its splits took away; all add up to 1 (to 0 when nothing was split). */
  readonly importance: Float64Array;
}

/** A classifier made of one tree, which it shows. */
export interface TreeClassifier extends Classifier {
  /** Learns from all rows of `x`; see {@link Classifier}. */
  fit(x: Matrix, y: ClassTarget, rng: Rng): FittedTrees;
}

/** A decision tree with exact splits.
 *
 * @param settings
 * - `maxDepth`: longest way from the root to a leaf, in splits; null: no limit
 * - `minSamplesSplit`, `minSamplesLeaf`: rows a node needs to be split, and each side keeps
 * - `criterion`: impurity by Gini or by entropy
 *
 * The seed decides between splits that are equally good. Missing values are read as they are.
 * @throws {InputError} on settings out of range; from `fit` and `predictProba`, see {@link Classifier}
 * @see Breiman, L., Friedman, J., Olshen, R. & Stone, C. (1984). Classification and Regression Trees.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["tempo"], Float32Array.of(80, 90, 120, 130));
 * const y = { codes: Int32Array.of(1, 1, 0, 0), classes: ["edm", "rap"] };
 * const fitted = await decisionTree().fit(x, y, new Rng(1));
 * assertEquals((await fitted.predictProba(matrix(1, ["tempo"], Float32Array.of(104)))).data, Float32Array.of(0, 1));
 * ```
 */
export function decisionTree(
  { maxDepth = null, minSamplesSplit = 2, minSamplesLeaf = 1, criterion = "gini" }: Partial<
    TreeSettings
  > = {},
): TreeClassifier {
  const settings = { maxDepth, minSamplesSplit, minSamplesLeaf, criterion };
  const cart = cartSettings("decisionTree", settings);
  return {
    name: "tree",
    settings,
    fit(x, y, rng) {
      const { codes, classes } = checkTraining("decisionTree", x, y, { missing: true });
      const weights = new Int32Array(x.rows).fill(1), d = x.names.length;
      const tree = growTree(rankColumns(x), codes, classes.length, weights, d, cart, rng);
      return fittedTrees("decisionTree", [tree], x.names, classes, y.classes);
    },
  };
}

/** Settings of a tree as they stand in a record: JSON knows no Infinity, so no limit is null. */
export type TreeSettings = Omit<CartSettings, "maxDepth"> & { readonly maxDepth: number | null };

/** Checks and completes the settings of how a tree grows.
 * @throws {InputError} when one is out of range */
export function cartSettings(model: string, settings: TreeSettings): CartSettings {
  checkSettings(settings, {
    maxDepth: { least: 1, whole: true, or: [null] },
    minSamplesSplit: { least: 2, whole: true },
    minSamplesLeaf: { least: 1, whole: true },
    criterion: ["gini", "entropy"],
  }, model);
  return { ...settings, maxDepth: settings.maxDepth ?? Infinity };
}

/** How many of the columns every node chooses from: √, log₂ or all of them, or a number. */
export function columnsPerNode(
  maxFeatures: "sqrt" | "log2" | "all" | number,
  columns: number,
): number {
  const count = maxFeatures === "sqrt"
    ? Math.sqrt(columns)
    : maxFeatures === "log2"
    ? Math.log2(columns)
    : maxFeatures === "all"
    ? columns
    : maxFeatures;
  return Math.max(1, Math.min(columns, Math.floor(count)));
}

/** Trees as a fitted classifier: the mean of their leaves' shares. */
export function fittedTrees(
  model: string,
  trees: readonly Tree[],
  names: readonly string[],
  present: Int32Array,
  classes: readonly string[],
): FittedTrees {
  return {
    trees,
    names,
    importance: impurityImportance(trees, names.length),
    predictProba(x) {
      checkQuery(model, x, names, { missing: true });
      const sums = new Float64Array(x.rows * present.length);
      for (const tree of trees) addShares(tree, x, sums);
      for (let i = 0; i < sums.length; i++) sums[i] /= trees.length;
      return ofAllClasses(sums, present, classes);
    },
  };
}

/** Adds the shares of every row's leaf to `sums` (rows × classes). */
function addShares(
  { feature, threshold, child, missingLeft, values }: Tree,
  x: Matrix,
  sums: Float64Array,
) {
  const { data, rows } = x, d = x.names.length, k = sums.length / rows;
  for (let i = 0; i < rows; i++) {
    let node = 0;
    for (let j = feature[0]; j >= 0; j = feature[node]) {
      const value = data[i * d + j];
      const left = value <= threshold[node] || (value !== value && missingLeft[node] === 1);
      node = child[node] + (left ? 0 : 1);
    }
    const from = child[node] * k, to = i * k;
    for (let c = 0; c < k; c++) sums[to + c] += values[from + c];
  }
}

/** Mean decrease in impurity (Breiman 2001), each tree's shares adding up to 1. It flatters columns with
 * many values and says nothing about new rows: permutation importance does. */
function impurityImportance(trees: readonly Tree[], columns: number): Float64Array {
  const sum = new Float64Array(columns);
  for (const { feature, gain } of trees) {
    const own = new Float64Array(columns);
    let total = 0;
    for (let node = 0; node < feature.length; node++) {
      if (feature[node] < 0) continue;
      own[feature[node]] += gain[node];
      total += gain[node];
    }
    if (total > 0) { for (let j = 0; j < columns; j++) sum[j] += own[j] / total; }
  }
  const total = sum.reduce((a, b) => a + b, 0);
  return total > 0 ? sum.map((share) => share / total) : sum;
}
