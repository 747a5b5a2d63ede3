// @ts-nocheck: AssemblyScript; build.ts compiles it to svm_smo.wasm
// The long loops of a support vector machine: kernel rows, and the two passes over all rows that every
// iteration of sequential minimal optimisation makes. Multiplications and additions stay apart (no
// relaxed multiply-add), so that results are the same on every machine.
//
// Rows lie in blocks of eight, column by column: value (row, j) at
// x + ((row / 8 * d + j) * 8 + row % 8) * 4. Every array is padded to a multiple of eight.

/** out[r] = exp(−gamma · ‖q − x[r]‖²) for every row. */
export function rbf(blocks: i32, d: i32, gamma: f32, x: usize, q: usize, out: usize): void {
  const end = q + (<usize> d << 2), scale = f32x4.splat(-gamma);
  for (let block = 0; block < blocks; block++) {
    let low = f32x4.splat(0), high = f32x4.splat(0);
    for (let p = q; p < end; p += 4) {
      const value = v128.load32_splat(p);
      const a = f32x4.sub(v128.load(x), value), b = f32x4.sub(v128.load(x, 16), value);
      low = f32x4.add(low, f32x4.mul(a, a));
      high = f32x4.add(high, f32x4.mul(b, b));
      x += 32;
    }
    v128.store(out, exp(f32x4.mul(low, scale)));
    v128.store(out, exp(f32x4.mul(high, scale)), 16);
    out += 32;
  }
}

/** out[r] = q · x[r] for every row. */
export function linear(blocks: i32, d: i32, x: usize, q: usize, out: usize): void {
  const end = q + (<usize> d << 2);
  for (let block = 0; block < blocks; block++) {
    let low = f32x4.splat(0), high = f32x4.splat(0);
    for (let p = q; p < end; p += 4) {
      const value = v128.load32_splat(p);
      low = f32x4.add(low, f32x4.mul(v128.load(x), value));
      high = f32x4.add(high, f32x4.mul(v128.load(x, 16), value));
      x += 32;
    }
    v128.store(out, low);
    v128.store(out, high, 16);
    out += 32;
  }
}

/** e^x for x ≤ 0, to about 10⁻⁷: 2ⁿ by the exponent's bits times 2^f, |f| ≤ ½, by its Taylor series. */
function exp(x: v128): v128 {
  const t = f32x4.mul(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(1.44269504));
  const n = f32x4.nearest(t), f = f32x4.sub(t, n);
  let p = f32x4.splat(0.00015403530);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.0013333558));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.0096181291));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.055504109));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.24022651));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.69314718));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** f[r] −= step · (ki[r] − kj[r]); then the row with the largest f + up, and the one with the smallest
 * f + low, whose values go to out[0] and out[1] and whose numbers to out[2] and out[3] (all float64).
 * flow[r] = f + low in float32, for `second`. */
export function update(
  n: i32,
  step: f64,
  ki: usize,
  kj: usize,
  f: usize,
  up: usize,
  low: usize,
  flow: usize,
  out: usize,
): void {
  const steps = f64x2.splat(step), two = i64x2.splat(2);
  let most = f64x2.splat(-Infinity), least = f64x2.splat(Infinity);
  let mostAt = i64x2.splat(0), leastAt = mostAt, at = i64x2(0, 1);
  for (let r = 0; r < n; r += 4) {
    const change = f32x4.sub(v128.load(ki), v128.load(kj));
    // rows r and r + 1
    let value = f64x2.sub(v128.load(f), f64x2.mul(steps, f64x2.promote_low_f32x4(change)));
    v128.store(f, value);
    const first = f64x2.add(value, v128.load(low));
    let better = f64x2.lt(first, least);
    least = v128.bitselect(first, least, better);
    leastAt = v128.bitselect(at, leastAt, better);
    value = f64x2.add(value, v128.load(up));
    better = f64x2.gt(value, most);
    most = v128.bitselect(value, most, better);
    mostAt = v128.bitselect(at, mostAt, better);
    at = i64x2.add(at, two);
    // rows r + 2 and r + 3
    const high = v128.shuffle<i32>(change, change, 2, 3, 2, 3);
    value = f64x2.sub(v128.load(f, 16), f64x2.mul(steps, f64x2.promote_low_f32x4(high)));
    v128.store(f, value, 16);
    const second = f64x2.add(value, v128.load(low, 16));
    better = f64x2.lt(second, least);
    least = v128.bitselect(second, least, better);
    leastAt = v128.bitselect(at, leastAt, better);
    value = f64x2.add(value, v128.load(up, 16));
    better = f64x2.gt(value, most);
    most = v128.bitselect(value, most, better);
    mostAt = v128.bitselect(at, mostAt, better);
    at = i64x2.add(at, two);
    v128.store(
      flow,
      v128.shuffle<i32>(
        f32x4.demote_f64x2_zero(first),
        f32x4.demote_f64x2_zero(second),
        0,
        1,
        4,
        5,
      ),
    );
    ki += 16;
    kj += 16;
    f += 32;
    up += 32;
    low += 32;
    flow += 16;
  }
  const m = f64x2.extract_lane(most, 1) > f64x2.extract_lane(most, 0);
  const l = f64x2.extract_lane(least, 1) < f64x2.extract_lane(least, 0);
  store<f64>(out, m ? f64x2.extract_lane(most, 1) : f64x2.extract_lane(most, 0));
  store<f64>(out + 8, l ? f64x2.extract_lane(least, 1) : f64x2.extract_lane(least, 0));
  store<f64>(
    out + 16,
    <f64> (m ? i64x2.extract_lane(mostAt, 1) : i64x2.extract_lane(mostAt, 0)),
  );
  store<f64>(
    out + 24,
    <f64> (l ? i64x2.extract_lane(leastAt, 1) : i64x2.extract_lane(leastAt, 0)),
  );
}

/** The row j that, moved together with row i, promises the largest gain (top − flow[j])² / curvature,
 * curvature = kii + diagonal[j] − 2·ki[j]; −1 when none gains. */
export function second(
  n: i32,
  top: f32,
  kii: f32,
  ki: usize,
  diagonal: usize,
  flow: usize,
): i32 {
  const tops = f32x4.splat(top), kiis = f32x4.splat(kii), four = i32x4.splat(4);
  const zero = f32x4.splat(0), least = f32x4.splat(1e-12);
  let most = zero, mostAt = i32x4.splat(-1), at = i32x4(0, 1, 2, 3);
  for (let r = 0; r < n; r += 4) {
    const k = v128.load(ki), gap = f32x4.max(f32x4.sub(tops, v128.load(flow)), zero);
    const curvature = f32x4.sub(f32x4.add(kiis, v128.load(diagonal)), f32x4.add(k, k));
    const gain = f32x4.div(f32x4.mul(gap, gap), f32x4.max(curvature, least));
    const better = f32x4.gt(gain, most);
    most = v128.bitselect(gain, most, better);
    mostAt = v128.bitselect(at, mostAt, better);
    at = i32x4.add(at, four);
    ki += 16;
    diagonal += 16;
    flow += 16;
  }
  let best: f32 = 0, row = -1;
  if (f32x4.extract_lane(most, 0) > best) {
    best = f32x4.extract_lane(most, 0);
    row = i32x4.extract_lane(mostAt, 0);
  }
  if (f32x4.extract_lane(most, 1) > best) {
    best = f32x4.extract_lane(most, 1);
    row = i32x4.extract_lane(mostAt, 1);
  }
  if (f32x4.extract_lane(most, 2) > best) {
    best = f32x4.extract_lane(most, 2);
    row = i32x4.extract_lane(mostAt, 2);
  }
  if (f32x4.extract_lane(most, 3) > best) row = i32x4.extract_lane(mostAt, 3);
  return row;
}

/** Σ k[r] · beta[r] over n rows, summed in float64. */
export function dot(n: i32, k: usize, beta: usize): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let r = 0; r < n; r += 4) {
    const product = f32x4.mul(v128.load(k), v128.load(beta));
    low = f64x2.add(low, f64x2.promote_low_f32x4(product));
    high = f64x2.add(
      high,
      f64x2.promote_low_f32x4(v128.shuffle<i32>(product, product, 2, 3, 2, 3)),
    );
    k += 16;
    beta += 16;
  }
  low = f64x2.add(low, high);
  return f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
}
