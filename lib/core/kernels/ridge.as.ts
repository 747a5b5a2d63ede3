// @ts-nocheck: AssemblyScript; lib/core/kernels/build.ts compiles it to ridge.wasm
// What ridge regression takes of a block of rows that stay in the cache: sums of products, and predictions. Tables are
// row-major, rows of a multiple of 8 float32. Sums are made in float32 within the block, which takes half the time, and
// in float64 over blocks.

/** out[i, j] += Σ a[row, i] · b[row, j] over the rows, for i < m and j < n, both multiples of 8; out is m × n float64.
 * @param upper 1 where only j from the tile of i on is wanted: a and b are the same table */
export function addProducts(
  rows: i32,
  m: i32,
  n: i32,
  a: usize,
  b: usize,
  out: usize,
  upper: i32,
): void {
  const stepA = <usize> m << 2, stepB = <usize> n << 2, step = <usize> n << 3;
  for (let j = 0; j < n; j += 8) {
    const end = upper ? j + 8 : m;
    for (let i = 0; i < end; i += 4) {
      let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, d0 = c0, d1 = c0, d2 = c0, d3 = c0;
      let p = a + (<usize> i << 2), q = b + (<usize> j << 2);
      for (let row = 0; row < rows; row++, p += stepA, q += stepB) {
        const low = v128.load(q), high = v128.load(q, 16);
        const x0 = v128.load32_splat(p), x1 = v128.load32_splat(p, 4);
        c0 = f32x4.relaxed_madd(x0, low, c0);
        d0 = f32x4.relaxed_madd(x0, high, d0);
        c1 = f32x4.relaxed_madd(x1, low, c1);
        d1 = f32x4.relaxed_madd(x1, high, d1);
        const x2 = v128.load32_splat(p, 8), x3 = v128.load32_splat(p, 12);
        c2 = f32x4.relaxed_madd(x2, low, c2);
        d2 = f32x4.relaxed_madd(x2, high, d2);
        c3 = f32x4.relaxed_madd(x3, low, c3);
        d3 = f32x4.relaxed_madd(x3, high, d3);
      }
      const at = out + <usize> i * step + (<usize> j << 3);
      add8(at, c0, d0);
      add8(at + step, c1, d1);
      add8(at + 2 * step, c2, d2);
      add8(at + 3 * step, c3, d3);
    }
  }
}

/** out[codes[row], i] += a[row, i] for i < m, a multiple of 8: sums of the rows of each class. */
export function addClasses(rows: i32, m: i32, a: usize, codes: usize, out: usize): void {
  for (let row = 0; row < rows; row++, a += <usize> m << 2) {
    addRow(m, a, out + <usize> load<i32>(codes + (<usize> row << 2)) * (<usize> m << 3));
  }
}

/** out[c, i] += a[row, i] where tags[row, c] is 1: sums of the rows with each tag. Tags are rows × count bytes; eight that
 * are 0 are passed over at once. */
export function addTags(rows: i32, count: i32, m: i32, a: usize, tags: usize, out: usize): void {
  for (let row = 0; row < rows; row++, a += <usize> m << 2, tags += <usize> count) {
    let c = 0;
    while (c < count) {
      if (c + 8 <= count && load<u64>(tags + <usize> c) == 0) {
        c += 8;
        continue;
      }
      const end = min<i32>(c + 8, count);
      for (; c < end; c++) {
        if (load<u8>(tags + <usize> c)) addRow(m, a, out + <usize> c * (<usize> m << 3));
      }
    }
  }
}

function addRow(m: i32, from: usize, to: usize): void {
  for (let i: usize = 0; i < <usize> m; i += 8) {
    add8(to + (i << 3), v128.load(from + (i << 2)), v128.load(from + (i << 2), 16));
  }
}

function add8(at: usize, low: v128, high: v128): void {
  add4(at, low);
  add4(at + 32, high);
}

function add4(at: usize, x: v128): void {
  const high = i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(x)));
  v128.store(at, f64x2.add(v128.load(at, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** out[row, c] = intercepts[c] + Σ x[row, i] · weights[i, c], in float64: weights may be large and cancel.
 * @param rows a multiple of 2; x has `m` columns
 * @param weights by panels of 4 outputs: all columns' weights of the first 4 outputs, then those of the next 4, …
 * @param n outputs, a multiple of 4; out is rows × n float64 */
export function predict(
  rows: i32,
  m: i32,
  n: i32,
  x: usize,
  weights: usize,
  intercepts: usize,
  out: usize,
): void {
  const width = <usize> m << 2, step = <usize> n << 3;
  for (let c = 0; c < n; c += 4) {
    const panel = weights + <usize> c * (<usize> m << 3), bias = intercepts + (<usize> c << 3);
    const low = v128.load(bias), high = v128.load(bias, 16);
    for (let r = 0; r < rows; r += 2) {
      let p = x + <usize> r * width, q = panel;
      let a0 = low, a1 = high, b0 = low, b1 = high;
      for (let i = 0; i < m; i++, p += 4, q += 32) {
        const w0 = v128.load(q), w1 = v128.load(q, 16);
        const x0 = f64x2.splat(load<f32>(p)), x1 = f64x2.splat(load<f32>(p + width));
        a0 = f64x2.relaxed_madd(x0, w0, a0);
        a1 = f64x2.relaxed_madd(x0, w1, a1);
        b0 = f64x2.relaxed_madd(x1, w0, b0);
        b1 = f64x2.relaxed_madd(x1, w1, b1);
      }
      const at = out + <usize> r * step + (<usize> c << 3);
      v128.store(at, a0);
      v128.store(at, a1, 16);
      v128.store(at + step, b0);
      v128.store(at + step, b1, 16);
    }
  }
}
