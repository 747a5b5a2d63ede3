// @ts-nocheck: AssemblyScript; build.ts compiles it to knn_nearest.wasm
// The k nearest training rows of each query, exactly, by looking at all of them.
//
// Training rows lie in blocks of eight, column by column: value (row, j) at
// x + ((row / 8 * d + j) * 8 + row % 8) * 4. Products of eight rows with four queries are first computed in float32:
// |x − q|² = |x|² + |q|² − 2 x·q, so a row is near where x·q is large enough. The few that may come before the k-th best
// so far are computed in float64 from the differences, so that results are exact and do not depend on how this machine
// rounds a relaxed multiply-add.

/** Bytes of training rows that all queries meet before the next: they stay in the cache. */
const TILE: usize = 262144;

/** `queries` is a multiple of 4. Lists of k distances (float64, ascending, filled with infinity before)
 * and k rows (int32) per query; `halves` of the rows' squared lengths, less what rounding may come to, infinity for rows
 * that only fill the last block; `queryHalves` likewise; `limits`: one float32 per query, −infinity before. A row is near
 * where x·q ≥ its half + the query's limit. */
export function nearest(
  queries: i32,
  blocks: i32,
  d: i32,
  k: i32,
  x: usize,
  halves: usize,
  q: usize,
  queryHalves: usize,
  distances: usize,
  rows: usize,
  limits: usize,
): void {
  const width = <usize> d << 2, list8 = <usize> k << 3, list4 = <usize> k << 2;
  const tile = max<i32>(1, <i32> (TILE / (width << 3)));
  for (let first = 0; first < blocks; first += tile) {
    const last = min<i32>(blocks, first + tile);
    for (let i: usize = 0; i < <usize> queries; i += 4) {
      const q0 = q + i * width, q1 = q0 + width, q2 = q1 + width, q3 = q2 + width;
      const limit = limits + (i << 2), half = queryHalves + (i << 2);
      const list = distances + i * list8, places = rows + i * list4;
      let at = x + (<usize> first * d << 5);
      for (let block = first; block < last; block++) {
        let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        for (let j: usize = 0; j < width; j += 4) {
          const low = v128.load(at), high = v128.load(at, 16);
          at += 32;
          let value = v128.load32_splat(q0 + j);
          a0 = f32x4.relaxed_madd(low, value, a0);
          b0 = f32x4.relaxed_madd(high, value, b0);
          value = v128.load32_splat(q1 + j);
          a1 = f32x4.relaxed_madd(low, value, a1);
          b1 = f32x4.relaxed_madd(high, value, b1);
          value = v128.load32_splat(q2 + j);
          a2 = f32x4.relaxed_madd(low, value, a2);
          b2 = f32x4.relaxed_madd(high, value, b2);
          value = v128.load32_splat(q3 + j);
          a3 = f32x4.relaxed_madd(low, value, a3);
          b3 = f32x4.relaxed_madd(high, value, b3);
        }
        const own = halves + (<usize> block << 5), low = v128.load(own), high = v128.load(own, 16);
        let near = within(a0, b0, low, high, limit);
        if (near) offer(near, block, d, k, x, q0, list, places, half, limit);
        near = within(a1, b1, low, high, limit + 4);
        if (near) {
          offer(near, block, d, k, x, q1, list + list8, places + list4, half + 4, limit + 4);
        }
        near = within(a2, b2, low, high, limit + 8);
        if (near) {
          const to = list + list8 * 2, beside = places + list4 * 2;
          offer(near, block, d, k, x, q2, to, beside, half + 8, limit + 8);
        }
        near = within(a3, b3, low, high, limit + 12);
        if (near) {
          const to = list + list8 * 3, beside = places + list4 * 3;
          offer(near, block, d, k, x, q3, to, beside, half + 12, limit + 12);
        }
      }
    }
  }
}

/** One bit per row of a block whose product with the query is large enough. */
function within(a: v128, b: v128, low: v128, high: v128, limit: usize): i32 {
  const least = v128.load32_splat(limit);
  return i32x4.bitmask(f32x4.ge(a, f32x4.add(low, least))) |
    (i32x4.bitmask(f32x4.ge(b, f32x4.add(high, least))) << 4);
}

/** Puts the rows of `near` into a query's sorted list where they belong; of equals the earlier row stays. */
function offer(
  near: i32,
  block: i32,
  d: i32,
  k: i32,
  x: usize,
  q: usize,
  distances: usize,
  rows: usize,
  half: usize,
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
    store<f32>(limit, <f32> (<f64> load<f32>(half) - load<f64>(last) / 2));
  }
}
