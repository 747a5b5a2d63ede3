/** A model's out-of-fold predictions as features of another model. */
import type { Matrix } from "../core/matrix.ts";
import { type Dataset, fineLabels, stratifiedFolds, withColumns } from "../data/mod.ts";
import { asRecord } from "../features/chain.ts";
import type { Features } from "../features/features.ts";
import { shareAs } from "../features/target_encoding.ts";
import type { Estimator } from "./estimator.ts";
import { outOfFold } from "./out_of_fold.ts";

/** Settings of {@linkcode outOfFoldPredictions}. */
export interface OutOfFoldPredictionsSettings {
  /** A training track's own opinions come from a model fitted on the other folds: `folds` + 1 fits in all. */
  readonly folds: number;
  /** Probabilities as they are, or their logarithms, as of `targetEncoding`. */
  readonly as: "share" | "log";
  /** Opinions on what: the genres, or finer labels where the training file knows them. The model is then taught
   * those as if they were the genres. */
  readonly of: string;
  /** Begins the columns' names; the estimator's name where it is left out. */
  readonly name: string;
}

/** The class probabilities of any estimator as features, a column per class.
 *
 * The training rows' own are out of fold: no row's label enters its own features, and a model that learns from
 * them meets the estimator as it is on rows it has not learnt. Any other row's come from the estimator fitted on
 * all training rows.
 *
 * @throws {InputError} from `fit`, on a file without genres, with fewer rows than folds, or where the estimator
 * cannot learn from what a fold leaves
 * @see Wolpert, D. H. (1992). Stacked generalization. Neural Networks 5.
 * @example
 * ```ts ignore
 * const features = combine(numeric(), outOfFoldPredictions(ngramLogistic({ of: "album" }), { as: "log" }));
 * ```
 */
export function outOfFoldPredictions(
  estimator: Estimator,
  options: Partial<OutOfFoldPredictionsSettings> = {},
): Features {
  const { folds, as, of, name }: OutOfFoldPredictionsSettings = {
    folds: 5,
    as: "share",
    of: "task",
    name: estimator.name,
    ...options,
  };
  return {
    name: "opinions",
    settings: {
      estimator: asRecord(estimator),
      folds,
      as,
      of,
      name,
    },
    async fit(data, rows, rng) {
      const { codes, classes } = fineLabels(data, rows, of);
      const fold = stratifiedFolds(codes, folds, rng.fork("folds"), data.file);
      const taught = of === "task" || of === data.schema.task
        ? data
        : relabelled(data, rows, codes, classes);
      const told = (found: Matrix): Matrix => ({
        rows: found.rows,
        data: found.data.map((p) => shareAs(as, p)),
        names: found.names.map((answer) => `${name}: ${answer}`),
      });
      const fitted = await estimator.fit(taught, rows, rng.fork("all")); // first, so that errors name all rows
      return {
        train: told(await outOfFold(estimator, taught, rows, fold, rng.fork("out of fold"))),
        transform: async (data, rows) => told(await fitted.predictProba(data, rows)),
      };
    },
  };
}

/** The same data, `classes[codes[i]]` standing in `rows[i]` for the genre. The other rows' are not known. */
function relabelled(
  data: Dataset,
  rows: Int32Array,
  codes: Int32Array,
  classes: readonly string[],
): Dataset {
  const names = Array<string>(data.rows).fill(classes[0]);
  rows.forEach((row, i) => names[row] = classes[codes[i]]);
  return withColumns(data, { texts: { [data.schema.task]: names } });
}
