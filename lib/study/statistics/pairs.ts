/** Which columns say the same: the pairs that go together most. */
import type { NumberColumns } from "./columns.ts";
import { correlations } from "./correlation.ts";

/** Two columns and how they move together. */
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

/** Every pair of columns, that of the largest |Spearman| first; where |Pearson| is much smaller, the
 * relation rises but is no straight line, or a few outliers spoil it.
 *
 * @param options.limit only the first so many
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { strongestPairs } from "./pairs.ts";
 * const columns = { x: [1, 2, 3, 4], cube: [1, 8, 27, 64], other: [2, 1, 4, 3] };
 * const [{ a, b, spearman }] = strongestPairs(columns);
 * assertEquals([a, b, spearman], ["x", "cube", 1]);
 * ```
 */
export function strongestPairs(columns: NumberColumns, { limit = Infinity } = {}): ColumnPair[] {
  const { names, values: ranks } = correlations(columns, "spearman");
  const { values: lines } = correlations(columns, "pearson");
  const pairs = names.flatMap((a, i) =>
    names.slice(i + 1).map((b, k) => {
      const j = i + 1 + k;
      return { a, b, pearson: lines[i][j], spearman: ranks[i][j] };
    })
  );
  const size = ({ spearman }: ColumnPair) => Math.abs(spearman) || 0; // NaN of a constant column is last
  return pairs.sort((a, b) => size(b) - size(a)).slice(0, limit);
}
