/** How far other models are behind one, with paired tests. */
import { compareCrossValidated } from "./compare.ts";
import type { Evaluated } from "./evaluated.ts";

/** How far a model is behind another, with the p-values of two paired tests. */
export interface Behind {
  /** Name of the model that is behind. */
  readonly model: string;
  /** Accuracy of the one less that of this model, mean over folds. */
  readonly difference: number;
  /** 95 % interval of the difference, by the corrected t test: its lower end. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** p-value fold by fold: Nadeau and Bengio's corrected t. */
  readonly tP: number;
  /** Rows that only the better one got right. */
  readonly onlyBest: number;
  /** Rows that only this one got right. */
  readonly onlyThis: number;
  /** p-value row by row: McNemar. */
  readonly mcNemarP: number;
}

/** Every other model against this one, the closest first; see {@linkcode compareCrossValidated}.
 *
 * @param models judged on the same folds; the first model among them is passed over
 * @throws {InputError} when they were judged on different folds, or on one only */
export function against(first: Evaluated, models: readonly Evaluated[]): Behind[] {
  return models.filter(({ name }) => name !== first.name).map((other): Behind => {
    const { folds, rows } = compareCrossValidated(first, other);
    const { difference, low, high, p } = folds, { onlyA, onlyB } = rows;
    const model = other.name, mcNemarP = rows.p;
    return { model, difference, low, high, tP: p, onlyBest: onlyA, onlyThis: onlyB, mcNemarP };
  }).sort((a, b) => a.difference - b.difference);
}
