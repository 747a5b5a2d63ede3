// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** C = A·B (+ bias) (then ReLU): the product of matrices that nearly all time goes into. */

/** C[m, n] = A[m, k] · B[k, n], n a multiple of 4. Element (i, p) of A stands `i·ai + p·ap` floats from `a`, so
 * a transposed A needs no copy; rows of B and C are `bs` and `cs` floats apart. `bias` is an address, or 0 for none.
 * A tile of C, 4 rows × 8 columns, stays in 8 of the 16 vector registers while p runs. */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  ai: i32,
  ap: i32,
  b: usize,
  bs: i32,
  c: usize,
  cs: i32,
  bias: usize,
  relu: i32,
): void {
  const zero = f32x4.splat(0);
  const row = <usize> ai << 2,
    step = <usize> ap << 2,
    bRow = <usize> bs << 2,
    cRow = <usize> cs << 2;
  let i = 0;
  for (; i + 4 <= m; i += 4) {
    let j: usize = 0;
    for (; j + 32 <= <usize> n << 2; j += 32) {
      let c00 = zero, c01 = zero;
      if (bias) {
        c00 = v128.load(bias + j);
        c01 = v128.load(bias + j, 16);
      }
      let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
      let pa = a + <usize> i * row, pb = b + j;
      const r2 = row + row, r3 = r2 + row;
      for (let p = 0; p < k; p++) {
        const b0 = v128.load(pb), b1 = v128.load(pb, 16);
        let s = v128.load32_splat(pa);
        c00 = f32x4.relaxed_madd(s, b0, c00);
        c01 = f32x4.relaxed_madd(s, b1, c01);
        s = v128.load32_splat(pa + row);
        c10 = f32x4.relaxed_madd(s, b0, c10);
        c11 = f32x4.relaxed_madd(s, b1, c11);
        s = v128.load32_splat(pa + r2);
        c20 = f32x4.relaxed_madd(s, b0, c20);
        c21 = f32x4.relaxed_madd(s, b1, c21);
        s = v128.load32_splat(pa + r3);
        c30 = f32x4.relaxed_madd(s, b0, c30);
        c31 = f32x4.relaxed_madd(s, b1, c31);
        pa += step;
        pb += bRow;
      }
      if (relu) {
        c00 = f32x4.max(c00, zero);
        c01 = f32x4.max(c01, zero);
        c10 = f32x4.max(c10, zero);
        c11 = f32x4.max(c11, zero);
        c20 = f32x4.max(c20, zero);
        c21 = f32x4.max(c21, zero);
        c30 = f32x4.max(c30, zero);
        c31 = f32x4.max(c31, zero);
      }
      const q = c + <usize> i * cRow + j;
      v128.store(q, c00);
      v128.store(q, c01, 16);
      v128.store(q + cRow, c10);
      v128.store(q + cRow, c11, 16);
      v128.store(q + 2 * cRow, c20);
      v128.store(q + 2 * cRow, c21, 16);
      v128.store(q + 3 * cRow, c30);
      v128.store(q + 3 * cRow, c31, 16);
    }
    for (; j < <usize> n << 2; j += 16) {
      for (let r = i; r < i + 4; r++) {
        quad(
          k,
          a + <usize> r * row,
          step,
          b + j,
          bRow,
          c + <usize> r * cRow + j,
          bias ? bias + j : 0,
          relu,
        );
      }
    }
  }
  for (; i < m; i++) {
    for (let j: usize = 0; j < <usize> n << 2; j += 16) {
      quad(
        k,
        a + <usize> i * row,
        step,
        b + j,
        bRow,
        c + <usize> i * cRow + j,
        bias ? bias + j : 0,
        relu,
      );
    }
  }
}

/** Four columns of one row: what is left over beside the tiles. */

function quad(
  k: i32,
  a: usize,
  step: usize,
  b: usize,
  bRow: usize,
  c: usize,
  bias: usize,
  relu: i32,
): void {
  let sum = bias ? v128.load(bias) : f32x4.splat(0);
  for (let p = 0; p < k; p++, a += step, b += bRow) {
    sum = f32x4.relaxed_madd(v128.load32_splat(a), v128.load(b), sum);
  }
  v128.store(c, relu ? f32x4.max(sum, f32x4.splat(0)) : sum);
}
