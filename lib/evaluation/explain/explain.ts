/** What a fitted model reads, measured on rows that it has not seen. */
import type { Rng } from "../../core/rng.ts";
import type { Dataset, Split } from "../../data/mod.ts";
import type { Estimator, Fitted } from "../../models/estimator.ts";
import { stratifiedOrder } from "../stratified_order.ts";
import { type PartialDependence, partialDependence } from "./dependence.ts";
import { type Importance, permutationImportance } from "./importance.ts";

/** Options of {@linkcode explain}. */
export interface ExplainOptions {
  /** At most so many of the validation rows are asked, in the classes' shares; 2500 by default. */
  readonly rows?: number;
  /** How often each column is shuffled; 3 by default. */
  readonly repeats?: number;
}

/** A fitted model, with how much its score falls when each column is shuffled.
 *
 * @example
 * ```ts ignore
 * const inside = await experiment.explain([standard(), logistic()]);
 * bars(inside.importance.map(({ column, drop }) => ({ name: column, value: drop })), options);
 * dependenceCurves(await inside.dependence());
 * ```
 */
export class Explanation {
  readonly #fitted: Fitted;
  readonly #data: Dataset;
  readonly #rows: Int32Array;

  /** An explanation by rows that the model has not seen.
   * @param importance the most important column first */
  constructor(
    fitted: Fitted,
    data: Dataset,
    rows: Int32Array,
    readonly importance: readonly Importance[],
  ) {
    this.#fitted = fitted;
    this.#data = data;
    this.#rows = rows;
  }

  /** How the probabilities move with the most important columns, in their order: see `partialDependence`. A date is
   * asked about by its year; texts have no values in order and are passed over.
   * @param options.rows whose mean is taken
   * @param options.columns at most so many columns
   * @param options.points at most so many values of each */
  async dependence({ rows = 500, columns = 6, points = 15 } = {}): Promise<PartialDependence[]> {
    const found: PartialDependence[] = [], part = this.#rows.slice(0, rows), data = this.#data;
    for (const { column } of this.importance) {
      if (found.length === columns) break;
      const spec = data.schema.columns[column];
      if (spec?.kind === "text") continue;
      const asked = spec?.kind === "date" ? spec.parts[0] : column;
      found.push(await partialDependence(this.#fitted, data, part, asked, { points }));
    }
    return found;
  }
}

/** Fits a model on the training rows and shuffles each column of the validation rows in turn: see
 * `permutationImportance`.
 *
 * @throws {InputError} when there are fewer than two validation rows, or from the model
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/experiments/small_judged.ts";
 * const { models, tracks, folds: { random: [split] }, rng } = await smallJudged();
 * const { importance } = await explain(models.title, tracks, split, rng);
 * assertEquals(importance[0].drop, 0); // it knows no title that it is asked about
 * ```
 */
export async function explain(
  model: Estimator,
  data: Dataset,
  { train, validation }: Split,
  rng: Rng,
  { rows = 2500, repeats = 3 }: ExplainOptions = {},
): Promise<Explanation> {
  const fitted = await model.fit(data, train, rng.fork("inside"));
  const part = stratifiedOrder(data, validation, rng.fork("mixed")).slice(0, rows);
  const shuffling = rng.fork("shuffle");
  const importance = await permutationImportance(fitted, data, part, shuffling, { repeats });
  return new Explanation(fitted, data, part, importance);
}
