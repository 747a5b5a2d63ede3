/** The correlations of every two columns. */
import { clusterOrder } from "./cluster.ts";
import { type NumberColumns, present } from "./columns.ts";
import { pearson, spearman } from "./correlation.ts";
import { midranks } from "./midranks.ts";

/** Pearson's correlation is of the values, Spearman's of their ranks: 1 for any rising curve. */
export type CorrelationMethod = "pearson" | "spearman";

/** Two columns and their correlations. */
export interface ColumnPair {
  /** Name of one column. */
  readonly a: string;
  /** Name of the other. */
  readonly b: string;
  /** Correlation of the values, −1 to 1. */
  readonly pearson: number;
  /** Correlation of their ranks, −1 to 1. */
  readonly spearman: number;
}

/** A symmetric table of correlations; `heatmap` draws it. */
export interface Correlations {
  /** How they were computed. */
  readonly method: CorrelationMethod;
  /** Of the columns, in the order of both sides of `values`. */
  readonly names: readonly string[];
  /** `values[i][j]` in [−1, 1]; NaN where a column is constant. */
  readonly values: readonly (readonly number[])[];
  /** The same, so ordered that columns of large |ρ| stand together: average linkage on 1 − |ρ|. */
  clustered(): Correlations;
  /** The same columns in the same order, by another method. */
  by(method: CorrelationMethod): Correlations;
  /** Every pair of columns by both methods, that of the largest size by this one first. Where |Pearson| is much smaller
   * than |Spearman|, the relation rises but is no straight line, or a few outliers spoil it.
   *
   * @param limit only the first so many */
  strongest(limit?: number): ColumnPair[];
}

type Column = readonly [name: string, values: ArrayLike<number>];

/** The correlation of every pair of columns, each pair over the rows where both have a value.
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../../tests/assert.ts";
 * const found = correlations({ x: [1, 2, 3, 4], other: [2, 1, 4, 3], cube: [1, 8, 27, 64] }, "spearman");
 * assertEquals(found.values[0], [1, .6, 1]);
 * const [{ a, b, spearman }] = found.strongest();
 * assertEquals([a, b, spearman], ["x", "cube", 1]);
 * assert(found.clustered().names[1] !== "other"); // the two alike stand side by side
 * ```
 */
export function correlations(
  columns: NumberColumns,
  method: CorrelationMethod = "pearson",
): Correlations {
  return correlated(Object.entries(columns), method);
}

function correlated(
  columns: readonly Column[],
  method: CorrelationMethod,
  values: readonly (readonly number[])[] = ofAllPairs(columns, method),
): Correlations {
  const names = columns.map(([name]) => name);
  return {
    method,
    names,
    values,
    clustered() {
      const order = clusterOrder(values);
      return correlated(
        order.map((i) => columns[i]),
        method,
        order.map((i) => order.map((j) => values[i][j])),
      );
    },
    by: (other) => correlated(columns, other, other === method ? values : undefined),
    strongest(limit = Infinity) {
      const both = {
        pearson: method === "pearson" ? values : ofAllPairs(columns, "pearson"),
        spearman: method === "spearman" ? values : ofAllPairs(columns, "spearman"),
      };
      const pairs = names.flatMap((a, i) =>
        names.slice(i + 1).map((b, k): ColumnPair => {
          const j = i + 1 + k;
          return { a, b, pearson: both.pearson[i][j], spearman: both.spearman[i][j] };
        })
      );
      const size = (pair: ColumnPair) => Math.abs(pair[method]) || 0; // NaN of a constant column is last
      return pairs.sort((a, b) => size(b) - size(a)).slice(0, limit);
    },
  };
}

function ofAllPairs(columns: readonly Column[], method: CorrelationMethod): number[][] {
  const list = columns.map(([, values]) => values);
  const gaps = list.map((values) => present(values).rows.length < values.length);
  // Ranks are worth making once where no missing value of the other column can change them.
  const ready = list.map((values, i) =>
    method === "spearman" && !gaps[i] ? midranks(values).ranks : values
  );
  const values = list.map(() => new Array<number>(list.length).fill(NaN));
  for (let i = 0; i < list.length; i++) {
    for (let j = 0; j <= i; j++) {
      values[i][j] = values[j][i] = gaps[i] || gaps[j]
        ? ofPresent(list[i], list[j], method === "spearman" ? spearman : pearson)
        : pearson(ready[i], ready[j]);
    }
  }
  return values;
}

function ofPresent(a: ArrayLike<number>, b: ArrayLike<number>, of: typeof pearson): number {
  const both: number[] = [];
  for (let i = 0; i < a.length; i++) if (a[i] === a[i] && b[i] === b[i]) both.push(i);
  return of(both.map((i) => a[i]), both.map((i) => b[i]));
}
