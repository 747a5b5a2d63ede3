// @ts-nocheck: AssemblyScript; build.ts compiles it to knn_nearest.wasm
// The k nearest training rows of each query, exactly, by looking at all of them.
//
// Training rows lie in blocks of eight, column by column: value (row, j) at
// x + ((row / 8 * d + j) * 8 + row % 8) * 4; rows that only fill the last block are NaN.
// Squared distances are first computed in float32 for eight rows and four queries at once. The few that
// come near the k-th best so far are computed again in float64, so that results are exact and do not
// depend on how this machine rounds a relaxed multiply-add.

/** `queries` is a multiple of 4. Lists of k distances (float64, ascending, filled with infinity before)
 * and k rows (int32) per query; `limits`: one float32 per query, infinity before. `slack`: bound on the
 * relative error of a float32 distance. */
export function nearest(
  queries: i32,
  blocks: i32,
  d: i32,
  k: i32,
  slack: f32,
  x: usize,
  q: usize,
  distances: usize,
  rows: usize,
  limits: usize,
): void {
  const width = <usize> d << 2, list8 = <usize> k << 3, list4 = <usize> k << 2;
  for (let i = 0; i < queries; i += 4) {
    let at = x;
    for (let block = 0; block < blocks; block++) {
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      const end = q + width;
      for (let p = q; p < end; p += 4) {
        const low = v128.load(at), high = v128.load(at, 16);
        at += 32;
        let value = v128.load32_splat(p), gap = f32x4.sub(low, value);
        a0 = f32x4.relaxed_madd(gap, gap, a0);
        gap = f32x4.sub(high, value);
        b0 = f32x4.relaxed_madd(gap, gap, b0);
        value = v128.load32_splat(p + width);
        gap = f32x4.sub(low, value);
        a1 = f32x4.relaxed_madd(gap, gap, a1);
        gap = f32x4.sub(high, value);
        b1 = f32x4.relaxed_madd(gap, gap, b1);
        value = v128.load32_splat(p + width * 2);
        gap = f32x4.sub(low, value);
        a2 = f32x4.relaxed_madd(gap, gap, a2);
        gap = f32x4.sub(high, value);
        b2 = f32x4.relaxed_madd(gap, gap, b2);
        value = v128.load32_splat(p + width * 3);
        gap = f32x4.sub(low, value);
        a3 = f32x4.relaxed_madd(gap, gap, a3);
        gap = f32x4.sub(high, value);
        b3 = f32x4.relaxed_madd(gap, gap, b3);
      }
      let near = within(a0, b0, limits);
      if (near) offer(near, block, d, k, slack, x, q, distances, rows, limits);
      near = within(a1, b1, limits + 4);
      if (near) {
        offer(near, block, d, k, slack, x, q + width, distances + list8, rows + list4, limits + 4);
      }
      near = within(a2, b2, limits + 8);
      if (near) {
        offer(
          near,
          block,
          d,
          k,
          slack,
          x,
          q + width * 2,
          distances + list8 * 2,
          rows + list4 * 2,
          limits + 8,
        );
      }
      near = within(a3, b3, limits + 12);
      if (near) {
        offer(
          near,
          block,
          d,
          k,
          slack,
          x,
          q + width * 3,
          distances + list8 * 3,
          rows + list4 * 3,
          limits + 12,
        );
      }
    }
    q += width * 4;
    distances += list8 * 4;
    rows += list4 * 4;
    limits += 16;
  }
}

/** One bit per row of a block whose distance is not above the limit. */
function within(low: v128, high: v128, limit: usize): i32 {
  const most = v128.load32_splat(limit);
  return i32x4.bitmask(f32x4.le(low, most)) | (i32x4.bitmask(f32x4.le(high, most)) << 4);
}

/** Puts the rows of `near` into a query's sorted list where they belong; of equals the earlier row stays. */
function offer(
  near: i32,
  block: i32,
  d: i32,
  k: i32,
  slack: f32,
  x: usize,
  q: usize,
  distances: usize,
  rows: usize,
  limit: usize,
): void {
  const last = distances + ((<usize> k - 1) << 3);
  while (near) {
    const lane = ctz(near);
    near &= near - 1;
    let at = x + (((<usize> block * d) << 5) + (<usize> lane << 2)), distance: f64 = 0;
    for (let j = 0; j < d; j++) {
      const gap = <f64> load<f32>(at) - <f64> load<f32>(q + (<usize> j << 2));
      distance += gap * gap;
      at += 32;
    }
    if (!(distance < load<f64>(last))) continue;
    let place = k - 1;
    while (place > 0 && load<f64>(distances + ((<usize> place - 1) << 3)) > distance) place--;
    const after = k - 1 - place;
    const d0 = distances + (<usize> place << 3), r0 = rows + (<usize> place << 2);
    memory.copy(d0 + 8, d0, <usize> after << 3);
    memory.copy(r0 + 4, r0, <usize> after << 2);
    store<f64>(d0, distance);
    store<i32>(r0, (block << 3) + lane);
    store<f32>(limit, <f32> load<f64>(last) * (1 + slack) + <f32> 1e-37);
  }
}
