/** The best division of categories into two groups. */

/** What a histogram's sums add up to. */
interface Totals {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
}

/** Rows' worth of Hessian by which a category's mean is drawn to 0 before sorting, and the further penalty
 * on leaves cut by more than four categories: LightGBM's cat_smooth and cat_l2. */
const SMOOTHING = 10, PENALTY = 10;

/** Sorts categories by their mean gradient Σg / (Σh + 10) and tries every place to cut that order: one of
 * these cuts is the best of all 2ᵏ divisions for a squared loss (Fisher 1958; LightGBM does the same).
 * A category with no rows here goes with the side of more rows, as missing values do.
 *
 * @param sums bins × 4: gradient, Hessian and row sums of bin 0 (missing, a category of its own) and on
 * @returns the score as the kernel's `threshold` has it, −1 where no split is allowed */
export function categorySplit(
  sums: Int32Array,
  { gradient, hessian, count }: Totals,
  { l2, minHessian, minSamplesLeaf, scale }: {
    l2: number;
    minHessian: number;
    minSamplesLeaf: number;
    scale: number;
  },
): { score: number; goesLeft: Uint32Array } {
  const present: number[] = [], key = new Float64Array(sums.length / 4);
  for (let bin = 0; bin < key.length; bin++) {
    if (sums[4 * bin + 2] === 0) continue;
    present.push(bin);
    key[bin] = sums[4 * bin] / (sums[4 * bin + 1] + SMOOTHING * scale);
  }
  present.sort((a, b) => key[a] - key[b] || a - b);
  const penalty = l2 + (present.length > 4 ? PENALTY * scale : 0);
  let score = -1, cut = 0, leftCount = 0, g = 0, h = 0, c = 0;
  for (let i = 0; i + 1 < present.length; i++) {
    g += sums[4 * present[i]];
    h += sums[4 * present[i] + 1];
    c += sums[4 * present[i] + 2];
    if (c < minSamplesLeaf || h < minHessian) continue;
    if (count - c < minSamplesLeaf || hessian - h < minHessian) break;
    const here = g * g / (h + penalty) + (gradient - g) ** 2 / (hessian - h + penalty);
    if (here > score) {
      score = here;
      cut = i + 1;
      leftCount = c;
    }
  }
  const goesLeft = new Uint32Array(8);
  if (2 * leftCount > count) {
    goesLeft.fill(0xffffffff);
    for (const bin of present.slice(cut)) goesLeft[bin >> 5] &= ~(1 << (bin & 31));
  } else for (const bin of present.slice(0, cut)) goesLeft[bin >> 5] |= 1 << (bin & 31);
  return { score, goesLeft };
}
