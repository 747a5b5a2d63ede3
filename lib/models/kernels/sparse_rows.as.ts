// @ts-nocheck: AssemblyScript; lib/core/kernels/build.ts compiles it to sparse_rows.wasm
// A sparse row times a table of weights, and back: the two products that a visit to a row takes.
//
// The row's values are `values[p]` in columns `columns[p]` for p from `start` to `end`. Each column's weights are
// float32, `stride` bytes of them, a multiple of 32, so that they are read as whole vectors; padding is zero.

/** scores[c] = Σ values[p] · weights[columns[p], c] */
export function scoreRow(
  start: i32,
  end: i32,
  columns: usize,
  values: usize,
  weights: usize,
  stride: i32,
  scores: usize,
): void {
  const from = columns + (<usize> start << 2), to = columns + (<usize> end << 2);
  const across = values - columns;
  for (let at: usize = 0; at < <usize> stride; at += 32) {
    let low = f32x4.splat(0), high = low;
    for (let p = from; p < to; p += 4) {
      const value = v128.load32_splat(p + across);
      const w = weights + at + <usize> load<i32>(p) * stride;
      low = f32x4.relaxed_madd(value, v128.load(w), low);
      high = f32x4.relaxed_madd(value, v128.load(w, 16), high);
    }
    v128.store(scores + at, low);
    v128.store(scores + at, high, 16);
  }
}

/** weights[columns[p], c] += values[p] · change[c] */
export function addRow(
  start: i32,
  end: i32,
  columns: usize,
  values: usize,
  weights: usize,
  stride: i32,
  change: usize,
): void {
  const from = columns + (<usize> start << 2), to = columns + (<usize> end << 2);
  const across = values - columns;
  for (let p = from; p < to; p += 4) {
    const value = v128.load32_splat(p + across);
    const w = weights + <usize> load<i32>(p) * stride;
    for (let at: usize = 0; at < <usize> stride; at += 32) {
      const low = f32x4.relaxed_madd(value, v128.load(change + at), v128.load(w + at));
      const high = f32x4.relaxed_madd(value, v128.load(change + at, 16), v128.load(w + at, 16));
      v128.store(w + at, low);
      v128.store(w + at, high, 16);
    }
  }
}
