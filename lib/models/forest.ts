/** Many trees, each on its own sample of rows and columns, and the mean of what they say. */
import { cores, Pool } from "../core/pool.ts";
import type { Tree } from "./cart.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import type { Classifier } from "./estimator.ts";
import type { ClassTarget } from "../core/target.ts";
import type { ForestTask } from "./forest_worker.ts";
import { checkTraining } from "./inputs.ts";
import { rankColumns } from "./ranks.ts";
import {
  cartSettings,
  columnsPerNode,
  type FittedTrees,
  fittedTrees,
  type TreeSettings,
} from "./tree.ts";

/** What `randomForest` can be told. */
export interface ForestSettings extends TreeSettings {
  /** How many trees. */
  readonly trees: number;
  /** Columns that every node chooses from: √, log₂ or all of them, or a number. */
  readonly maxFeatures: "sqrt" | "log2" | "all" | number;
  /** Whether each tree sees as many rows as there are, drawn with replacement, or all of them. */
  readonly bootstrap: boolean;
}

/** A classifier made of many trees, which it shows. */
export interface ForestClassifier extends Classifier {
  /** Learns from all rows of `x`; see {@link Classifier}. */
  fit(x: Matrix, y: ClassTarget, rng: Rng): Promise<FittedTrees>;
}

/** Trees that grow to the end and differ by chance; their mean errs less than any of them.
 *
 * Same seed, same bytes, however many workers grow it; `workers` is therefore no part of the settings.
 *
 * @throws {InputError} on settings out of range; from `fit` and `predictProba`, see {@link Classifier}
 * @see Breiman, L. (2001). Random forests. Machine Learning 45.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(6, ["tempo"], Float32Array.of(70, 80, 90, 120, 130, 140));
 * const y = { codes: Int32Array.of(1, 1, 1, 0, 0, 0), classes: ["edm", "rap"] };
 * const fitted = await randomForest({ trees: 20 }).fit(x, y, new Rng(1));
 * const { data } = await fitted.predictProba(matrix(1, ["tempo"], Float32Array.of(70)));
 * assertEquals(data[1] > .8, true);
 * ```
 */
export function randomForest(
  {
    trees = 300,
    maxFeatures = "sqrt",
    bootstrap = true,
    maxDepth = null,
    minSamplesSplit = 2,
    minSamplesLeaf = 1,
    criterion = "gini",
    workers = cores(),
  }: Partial<ForestSettings> & { workers?: number } = {},
): ForestClassifier {
  const growth = { maxDepth, minSamplesSplit, minSamplesLeaf, criterion };
  const settings = { trees, maxFeatures, bootstrap, ...growth };
  const cart = cartSettings("randomForest", growth);
  const count = { least: 1, whole: true }, named = { ...count, or: ["sqrt", "log2", "all"] };
  checkSettings({ trees, maxFeatures }, { trees: count, maxFeatures: named }, "randomForest");
  return {
    name: "forest",
    settings,
    async fit(x, y, rng) {
      const { codes, classes } = checkTraining("randomForest", x, y, { missing: true });
      const shared = new Int32Array(new SharedArrayBuffer(codes.byteLength));
      shared.set(codes);
      const whole = {
        table: rankColumns(x),
        codes: shared,
        classes: classes.length,
        bootstrap,
        features: columnsPerNode(maxFeatures, x.names.length),
        settings: cart,
        seed: rng.fork("trees").path,
      };
      const tasks: ForestTask[] = [], step = Math.ceil(trees / (8 * workers)); // small, to end together
      for (let first = 0; first < trees; first += step) {
        tasks.push({ ...whole, first, last: Math.min(trees, first + step) });
      }
      using pool = new Pool(new URL("./forest_worker.ts", import.meta.url), {
        size: Math.min(workers, tasks.length),
      });
      const grown = (await Promise.all(tasks.map((task) => pool.run<Tree[]>(task)))).flat();
      return fittedTrees("randomForest", grown, x.names, classes, y.classes);
    },
  };
}
