// The three inner loops of a boosted tree. All pointers are byte addresses; the caller lays out the memory.
// A bin's sums are four int32 lanes: gradients, Hessians, rows, and nothing.

/** Adds up the gradients of `count` rows by bin, for each of `d` columns; `sums` holds 256 bins a column.
 *
 * @param bins column-major, `n` bytes a column
 * @param ordered scratch of 16 bytes a row: the rows' gradients side by side */
export function histogram(
  bins: usize, n: i32, columns: usize, d: i32, rows: usize, count: i32,
  gradients: usize, ordered: usize, sums: usize,
): void {
  memory.fill(sums, 0, <usize>d << 12);
  for (let i = 0; i < count; i++) {
    v128.store(ordered + (<usize>i << 4), v128.load(gradients + (<usize>load<i32>(rows + (<usize>i << 2)) << 4)));
  }
  let j = 0;
  for (; j + 1 < d; j += 2) { // two columns at a time share the row number and its gradients
    const first = bins + <usize>load<i32>(columns + (<usize>j << 2)) * n;
    const second = bins + <usize>load<i32>(columns + (<usize>j << 2), 4) * n;
    const base = sums + (<usize>j << 12);
    for (let i = 0; i < count; i++) {
      const row = <usize>load<i32>(rows + (<usize>i << 2)), own = v128.load(ordered + (<usize>i << 4));
      const a = base + (<usize>load<u8>(first + row) << 4);
      v128.store(a, i32x4.add(v128.load(a), own));
      const b = base + (<usize>load<u8>(second + row) << 4);
      v128.store(b, i32x4.add(v128.load(b, 4096), own), 4096);
    }
  }
  if (j < d) {
    const column = bins + <usize>load<i32>(columns + (<usize>j << 2)) * n, base = sums + (<usize>j << 12);
    for (let i = 0; i < count; i++) {
      const a = base + (<usize>load<u8>(column + <usize>load<i32>(rows + (<usize>i << 2))) << 4);
      v128.store(a, i32x4.add(v128.load(a), v128.load(ordered + (<usize>i << 4))));
    }
  }
}

/** The larger child's sums are its parent's minus the smaller child's; in place of the parent's. */
export function subtract(parent: usize, child: usize, d: i32): void {
  for (let at: usize = 0, end = <usize>d << 12; at < end; at += 16) {
    v128.store(parent + at, i32x4.sub(v128.load(parent + at), v128.load(child + at)));
  }
}

/** The best threshold of one column: bins 1 … b left, the rest right, missing values (bin 0) on either side.
 *
 * @returns G_left² / (H_left + l2) + G_right² / (H_right + l2), or −1 where no split is allowed; the last
 * bin of the left side and whether missing values go left are written to `found` */
export function threshold(
  sums: usize, bins: i32, gradient: f64, hessian: f64, count: i32,
  l2: f64, minHessian: f64, minCount: i32, found: usize,
): f64 {
  const missing = load<i32>(sums, 8);
  let best: f64 = -1;
  for (let side = 0; side < (missing > 0 ? 2 : 1); side++) {
    let g = 0, h = 0, c = 0;
    if (side == 1) {
      g = load<i32>(sums);
      h = load<i32>(sums, 4);
      c = missing;
    }
    for (let bin = 1; bin <= bins; bin++) {
      const at = sums + (<usize>bin << 4), rows = load<i32>(at, 8);
      if (rows == 0) continue;
      g += load<i32>(at);
      h += load<i32>(at, 4);
      c += rows;
      if (c < minCount) continue;
      if (count - c < minCount) break;
      const left = <f64>h + l2, right = hessian - <f64>h + l2, other = gradient - <f64>g;
      if (<f64>h < minHessian || hessian - <f64>h < minHessian) continue;
      const score = (<f64>g * <f64>g * right + other * other * left) / (left * right);
      if (score > best) {
        best = score;
        store<i32>(found, bin);
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
export function partition(column: usize, rows: usize, count: i32, goesLeft: usize, scratch: usize): i32 {
  let left: usize = 0, right: usize = 0;
  for (let i = 0; i < count; i++) { // both are written, one of them advances: no branch to mispredict
    const row = load<i32>(rows + (<usize>i << 2));
    const side = <usize>load<u8>(goesLeft + <usize>load<u8>(column + <usize>row));
    store<i32>(rows + (left << 2), row);
    store<i32>(scratch + (right << 2), row);
    left += side;
    right += 1 - side;
  }
  memory.copy(rows + (left << 2), scratch, right << 2);
  return <i32>left;
}
