/** How much a number tells about a class, whatever the shape of the relation. */
import type { Rng } from "../../core/rng.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import { lowerBound } from "./midranks.ts";
import type { Grouped } from "./variance.ts";

const EULER = .5772156649015329;

/** ψ(1) … ψ(n): ψ(k) = H(k − 1) − γ. */
function digammas(n: number): Float64Array {
  const out = new Float64Array(n + 1);
  out[0] = NaN;
  if (n > 0) out[1] = -EULER;
  for (let k = 2; k <= n; k++) out[k] = out[k - 1] + 1 / (k - 1);
  return out;
}

/** Distance of every value to its `k`-th nearest neighbour, in one pass: the k + 1 values nearest to a value
 * stand side by side, and their window never moves back. */
function neighbourDistances(sorted: Float64Array, k: number): Float64Array {
  const out = new Float64Array(sorted.length), last = sorted.length - 1;
  let start = 0;
  for (let i = 0; i <= last; i++) {
    const value = sorted[i];
    while (
      start + k < last && (start + k < i || sorted[start + k + 1] - value < value - sorted[start])
    ) start++;
    out[i] = Math.max(value - sorted[start], sorted[start + k] - value);
  }
  return out;
}

/** Mutual information of a number and a class in nats, 0 where they are independent, at most the
 * class's entropy (log 5 = 1.61 for five equal genres).
 *
 * Estimated from nearest neighbours: ψ(n) + ⟨ψ(k)⟩ − ⟨ψ(rows of the class)⟩ − ⟨ψ(m)⟩, where m counts
 * the rows of any class nearer than the k-th neighbour of the same class. As scikit-learn does, a trace
 * of noise (10⁻¹⁰ of the spread) parts equal values; classes of one row are left out.
 *
 * @param data see {@linkcode Grouped}
 * @param options.neighbours k: small follows fine structure, large is steadier
 * @see Ross, B. C. (2014). Mutual information between discrete and continuous data sets. PLoS ONE 9(2);
 * scikit-learn's mutual_info_classif
 */
export function mutualInformation(
  { values, codes, groups }: Grouped,
  rng: Rng,
  { neighbours = 3 } = {},
): number {
  const counts = new Int32Array(groups);
  for (let i = 0; i < values.length; i++) counts[codes[i]]++;
  const rows: number[] = [];
  for (let i = 0; i < values.length; i++) if (counts[codes[i]] > 1) rows.push(i);
  if (rows.length === 0) return NaN;

  const spread = standardDeviation(values, 0) || 1;
  const scaled = Float64Array.from(rows, (i) => values[i] / spread);
  const noise = 1e-10 * Math.max(1, mean(scaled.map(Math.abs)));
  for (let i = 0; i < scaled.length; i++) scaled[i] += noise * rng.normal();

  const all = scaled.toSorted(), psi = digammas(rows.length);
  let own = 0, sizes = 0, near = 0;
  for (let group = 0; group < groups; group++) {
    if (counts[group] < 2) continue;
    const sorted = scaled.filter((_, i) => codes[rows[i]] === group).sort();
    const k = Math.min(neighbours, sorted.length - 1);
    own += sorted.length * psi[k];
    sizes += sorted.length * psi[sorted.length];
    const distances = neighbourDistances(sorted, k);
    for (let i = 0; i < sorted.length; i++) near += psi[rowsNearer(all, sorted[i], distances[i])];
  }
  return Math.max(0, psi[rows.length] + (own - sizes - near) / rows.length);
}

/** How many of `sorted` are nearer to `centre` than `radius`. */
function rowsNearer(sorted: Float64Array, centre: number, radius: number): number {
  // A sum rounds otherwise than a difference: look once more at both ends.
  let low = lowerBound(sorted, centre - radius), high = lowerBound(sorted, centre + radius);
  while (low > 0 && centre - sorted[low - 1] < radius) low--;
  while (low < sorted.length && centre - sorted[low] >= radius) low++;
  while (high < sorted.length && sorted[high] - centre < radius) high++;
  while (high > low && sorted[high - 1] - centre >= radius) high--;
  return Math.max(1, high - low);
}
