// The three inner loops of a boosted tree. All pointers are byte addresses; the caller lays out the memory.
// A bin's sums are four int32 lanes: gradients, Hessians, rows, and nothing.

/** Adds up the gradients of `count` rows by bin, for each of `d` columns; `sums` holds 256 bins a column.
 *
 * @param bins column-major, `n` bytes a column
 * @param ordered scratch of 16 bytes a row: the rows' gradients side by side */
export function histogram(
  bins: usize,
  n: i32,
  columns: usize,
  d: i32,
  rows: usize,
  count: i32,
  gradients: usize,
  ordered: usize,
  sums: usize,
): void {
  memory.fill(sums, 0, <usize> d << 12);
  for (let i = 0; i < count; i++) {
    v128.store(
      ordered + (<usize> i << 4),
      v128.load(gradients + (<usize> load<i32>(rows + (<usize> i << 2)) << 4)),
    );
  }
  let j = 0;
  for (; j + 1 < d; j += 2) { // two columns at a time share the row number and its gradients
    const first = bins + <usize> load<i32>(columns + (<usize> j << 2)) * n;
    const second = bins + <usize> load<i32>(columns + (<usize> j << 2), 4) * n;
    const base = sums + (<usize> j << 12);
    for (let i = 0; i < count; i++) {
      const row = <usize> load<i32>(rows + (<usize> i << 2)),
        own = v128.load(ordered + (<usize> i << 4));
      const a = base + (<usize> load<u8>(first + row) << 4);
      v128.store(a, i32x4.add(v128.load(a), own));
      const b = base + (<usize> load<u8>(second + row) << 4);
      v128.store(b, i32x4.add(v128.load(b, 4096), own), 4096);
    }
  }
  if (j < d) {
    const column = bins + <usize> load<i32>(columns + (<usize> j << 2)) * n,
      base = sums + (<usize> j << 12);
    for (let i = 0; i < count; i++) {
      const a = base + (<usize> load<u8>(column + <usize> load<i32>(rows + (<usize> i << 2))) << 4);
      v128.store(a, i32x4.add(v128.load(a), v128.load(ordered + (<usize> i << 4))));
    }
  }
}

/** The larger child's sums are its parent's minus the smaller child's; in place of the parent's. */
export function subtract(parent: usize, child: usize, d: i32): void {
  for (let at: usize = 0, end = <usize> d << 12; at < end; at += 16) {
    v128.store(parent + at, i32x4.sub(v128.load(parent + at), v128.load(child + at)));
  }
}

/** The best threshold of one column: bins 1 … b left, the rest right, missing values (bin 0) on either side.
 * Two bins at a time; sums that are the same as the bin's before are no new threshold.
 *
 * @returns G_left² / (H_left + l2) + G_right² / (H_right + l2), or −1 where no split is allowed; the last
 * bin of the left side and whether missing values go left are written to `found` */
export function threshold(
  sums: usize,
  bins: i32,
  gradient: f64,
  hessian: f64,
  count: i32,
  l2: f64,
  minHessian: f64,
  minCount: i32,
  found: usize,
): f64 {
  const missing = load<i32>(sums, 8), penalty = f64x2.splat(l2);
  const allGradient = f64x2.splat(gradient), allHessian = f64x2.splat(hessian + l2);
  let best: f64 = -1, threshold = f64x2.splat(best);
  for (let side = 0; side < (missing > 0 ? 2 : 1); side++) {
    // Bin 0 is counted like any other; where it belongs to the right, what it adds is taken off before.
    let before = side == 1 ? i32x4.splat(0) : i32x4.neg(v128.load(sums)),
      rows = side == 1 ? 0 : -missing;
    for (let bin = 0; bin <= bins; bin += 2) {
      const at = sums + (<usize> bin << 4);
      const first = i32x4.add(before, v128.load(at)), second = i32x4.add(first, v128.load(at, 16));
      const upTo = i32x4.extract_lane(second, 2), same = upTo == rows;
      before = second;
      rows = upTo;
      if (upTo < minCount || same) continue;
      if (count - i32x4.extract_lane(first, 2) < minCount) break;
      const pairs = i32x4.shuffle(first, second, 0, 4, 1, 5); // two gradients, two Hessians
      const g = f64x2.convert_low_i32x4_s(pairs), other = f64x2.sub(allGradient, g);
      const h = f64x2.convert_low_i32x4_s(i32x4.shuffle(pairs, pairs, 2, 3, 2, 3));
      const left = f64x2.add(h, penalty), right = f64x2.sub(allHessian, h);
      const scores = f64x2.div(
        f64x2.add(f64x2.mul(f64x2.mul(g, g), right), f64x2.mul(f64x2.mul(other, other), left)),
        f64x2.mul(left, right),
      );
      if (!v128.any_true(f64x2.gt(scores, threshold))) continue;
      for (let lane = 0; lane < 2; lane++) {
        const sum = lane == 0 ? first : second, c = i32x4.extract_lane(sum, 2);
        const score = lane == 0 ? f64x2.extract_lane(scores, 0) : f64x2.extract_lane(scores, 1);
        const inside = <f64> i32x4.extract_lane(sum, 1), outside = hessian - inside;
        if (!(score > best) || c < minCount || count - c < minCount) continue;
        if (inside < minHessian || outside < minHessian || !((inside + l2) * (outside + l2) > 0)) {
          continue;
        }
        best = score;
        threshold = f64x2.splat(best);
        store<i32>(found, bin + lane);
        store<i32>(found, missing > 0 ? side : i32(2 * c > count), 4);
      }
    }
  }
  return best;
}

/** Puts the rows whose bin goes left first, both sides in their order.
 *
 * @param goesLeft 256 bytes, 1 or 0
 * @returns how many go left */
export function partition(
  column: usize,
  rows: usize,
  count: i32,
  goesLeft: usize,
  scratch: usize,
): i32 {
  let left: usize = 0, right: usize = 0;
  for (let i = 0; i < count; i++) { // both are written, one of them advances: no branch to mispredict
    const row = load<i32>(rows + (<usize> i << 2));
    const side = <usize> load<u8>(goesLeft + <usize> load<u8>(column + <usize> row));
    store<i32>(rows + (left << 2), row);
    store<i32>(scratch + (right << 2), row);
    left += side;
    right += 1 - side;
  }
  memory.copy(rows + (left << 2), scratch, right << 2);
  return <i32> left;
}
