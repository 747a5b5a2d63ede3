/** Whether groups differ: one-way analysis of variance, and the same on ranks. */
import { chiSquaredTail, fTail, type Tail } from "./distributions.ts";
import { midranks } from "./midranks.ts";

/** Values of rows, and the group of each as 0 … groups − 1. */
export interface Grouped {
  /** No NaN among them. */
  readonly values: ArrayLike<number>;
  readonly codes: ArrayLike<number>;
  readonly groups: number;
}

/** One-way analysis of variance. */
interface Anova extends Tail {
  /** Variance between groups over variance within, each per degree of freedom. */
  readonly f: number;
  readonly between: number;
  readonly within: number;
  /** Share of the variance that the groups explain, 0 to 1. */
  readonly etaSquared: number;
}

/** Sum and count per group, leaving out groups without rows. */
function totals({ values, codes, groups }: Grouped) {
  const sums = new Float64Array(groups), counts = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) {
    sums[codes[i]] += values[i];
    counts[codes[i]]++;
  }
  const present = [...counts.keys()].filter((g) => counts[g] > 0);
  return { sums, counts, present };
}

/** F test of equal means (Fisher 1925), which trusts the groups to be bells of one width.
 *
 * NaN where nothing varies or fewer than two groups have rows.
 * @param data see {@linkcode Grouped}
 */
export function anova(data: Grouped): Anova {
  const { values, codes } = data, n = values.length, { sums, counts, present } = totals(data);
  let total = 0;
  for (let i = 0; i < n; i++) total += values[i];
  const mean = total / n;
  let within = 0, between = 0;
  for (let i = 0; i < n; i++) within += (values[i] - sums[codes[i]] / counts[codes[i]]) ** 2;
  for (const g of present) between += counts[g] * (sums[g] / counts[g] - mean) ** 2;
  const df1 = present.length - 1, df2 = n - present.length;
  const f = (between / df1) / (within / df2);
  return {
    f,
    between: df1,
    within: df2,
    etaSquared: between / (between + within),
    ...fTail(f, df1, df2),
  };
}

/** H test of Kruskal & Wallis (1952), corrected for ties: {@linkcode anova} on ranks, which trusts nothing
 * about the shape of the groups.
 *
 * NaN where all values are equal or fewer than two groups have rows.
 */
export function kruskalWallis(data: Grouped): Tail & { readonly h: number; readonly df: number } {
  const { ranks, ties } = midranks(data.values), n = ranks.length;
  const { sums, counts, present } = totals({ ...data, values: ranks });
  let between = 0;
  for (const g of present) between += sums[g] ** 2 / counts[g];
  const df = present.length - 1;
  const h = (12 * between / (n * (n + 1)) - 3 * (n + 1)) / (1 - ties / (n ** 3 - n));
  return df < 1 ? { h: NaN, df, p: NaN, log10P: NaN } : { h, df, ...chiSquaredTail(h, df) };
}
