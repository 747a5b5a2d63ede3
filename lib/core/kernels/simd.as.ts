// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Mathematics on four float32 at once, and the sums that go with it. All lengths count floats and are
 * multiples of 4; all addresses count bytes. */

/** The sum of the four lanes. */
export function sum4(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** The largest of the four lanes. */
export function max4(x: v128): f32 {
  return max<f32>(
    max<f32>(f32x4.extract_lane(x, 0), f32x4.extract_lane(x, 1)),
    max<f32>(f32x4.extract_lane(x, 2), f32x4.extract_lane(x, 3)),
  );
}

/** eˣ for x from −87 to 88 (clamped), relative error below 2e-7: 2ⁿ · 2ᶠ, the second by the Cephes polynomial of eʳ. */
export function exp4(x: v128): v128 {
  x = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  // r = x − n ln 2 in two pieces, so that no digits are lost
  let r = f32x4.relaxed_madd(n, f32x4.splat(-0.693359375), x);
  r = f32x4.relaxed_madd(n, f32x4.splat(2.12194440e-4), r);
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.relaxed_madd(p, r, f32x4.splat(1.3981999507e-3));
  p = f32x4.relaxed_madd(p, r, f32x4.splat(8.3334519073e-3));
  p = f32x4.relaxed_madd(p, r, f32x4.splat(4.1665795894e-2));
  p = f32x4.relaxed_madd(p, r, f32x4.splat(1.6666665459e-1));
  p = f32x4.relaxed_madd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.relaxed_madd(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** ln x for normal x > 0, relative error below 2e-7: exponent and mantissa apart, then the Cephes polynomial. */
export function log4(x: v128): v128 {
  const one = f32x4.splat(1), half = f32x4.splat(0.5);
  let e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(x, 23), i32x4.splat(126)));
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), half); // in [1/2, 1)
  const low = f32x4.lt(m, f32x4.splat(0.707106781186547524)); // then twice m, one power of 2 less
  e = f32x4.sub(e, v128.and(low, one));
  m = f32x4.sub(f32x4.add(m, v128.and(low, m)), one);
  const z = f32x4.mul(m, m);
  let p = f32x4.splat(7.0376836292e-2);
  p = f32x4.relaxed_madd(p, m, f32x4.splat(-1.1514610310e-1));
  p = f32x4.relaxed_madd(p, m, f32x4.splat(1.1676998740e-1));
  p = f32x4.relaxed_madd(p, m, f32x4.splat(-1.2420140846e-1));
  p = f32x4.relaxed_madd(p, m, f32x4.splat(1.4249322787e-1));
  p = f32x4.relaxed_madd(p, m, f32x4.splat(-1.6668057665e-1));
  p = f32x4.relaxed_madd(p, m, f32x4.splat(2.0000714765e-1));
  p = f32x4.relaxed_madd(p, m, f32x4.splat(-2.4999993993e-1));
  p = f32x4.relaxed_madd(p, m, f32x4.splat(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, m), z);
  y = f32x4.relaxed_madd(e, f32x4.splat(-2.12194440e-4), y);
  y = f32x4.relaxed_madd(z, f32x4.splat(-0.5), y);
  return f32x4.relaxed_madd(e, f32x4.splat(0.693359375), f32x4.add(m, y));
}

/** tanh x = sign(x) (1 − 2 / (e^{2|x|} + 1)), or x − x³/3 near 0 where that loses digits. */
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1), size = f32x4.abs(x), square = f32x4.mul(x, x);
  const e = exp4(f32x4.min(f32x4.add(size, size), f32x4.splat(40)));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  const signed = v128.or(far, v128.and(x, f32x4.splat(-0.0)));
  let p = f32x4.relaxed_madd(square, f32x4.splat(-0.05396825), f32x4.splat(0.13333333));
  p = f32x4.relaxed_madd(square, p, f32x4.splat(-0.33333333));
  const near = f32x4.relaxed_madd(f32x4.mul(square, x), p, x);
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.3)));
}

/** erf x, absolute error below 5e-7: Abramowitz & Stegun 7.1.26. */
export function erf4(x: v128): v128 {
  const one = f32x4.splat(1), size = f32x4.abs(x);
  const t = f32x4.div(one, f32x4.relaxed_madd(f32x4.splat(0.3275911), size, one));
  let p = f32x4.relaxed_madd(t, f32x4.splat(1.061405429), f32x4.splat(-1.453152027));
  p = f32x4.relaxed_madd(t, p, f32x4.splat(1.421413741));
  p = f32x4.relaxed_madd(t, p, f32x4.splat(-0.284496736));
  p = f32x4.relaxed_madd(t, p, f32x4.splat(0.254829592));
  const y = f32x4.sub(one, f32x4.mul(f32x4.mul(p, t), exp4(f32x4.neg(f32x4.mul(size, size)))));
  return v128.or(y, v128.and(x, f32x4.splat(-0.0)));
}

/** sin 2πx, for |x| below 2²²: whole turns and quarter turns are taken off, then Cephes' polynomials of sine
 * and cosine on [−π/4, π/4]. `quarter` 0 gives the sine, 1 the cosine. */
export function sinTurns4(x: v128, quarter: i32): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(4)));
  const r = f32x4.mul(
    f32x4.relaxed_madd(n, f32x4.splat(-0.25), x),
    f32x4.splat(6.283185307179586),
  );
  const z = f32x4.mul(r, r);
  let s = f32x4.relaxed_madd(z, f32x4.splat(-1.9515295891e-4), f32x4.splat(8.3321608736e-3));
  s = f32x4.relaxed_madd(z, s, f32x4.splat(-1.6666654611e-1));
  s = f32x4.relaxed_madd(f32x4.mul(z, s), r, r);
  let c = f32x4.relaxed_madd(
    z,
    f32x4.splat(2.443315711809948e-5),
    f32x4.splat(-1.388731625493765e-3),
  );
  c = f32x4.relaxed_madd(z, c, f32x4.splat(4.166664568298827e-2));
  c = f32x4.relaxed_madd(
    f32x4.mul(z, z),
    c,
    f32x4.relaxed_madd(z, f32x4.splat(-0.5), f32x4.splat(1)),
  );
  const k = i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(quarter));
  const odd = i32x4.eq(v128.and(k, i32x4.splat(1)), i32x4.splat(1));
  const sign = i32x4.shl(v128.and(k, i32x4.splat(2)), 30);
  return v128.xor(v128.bitselect(c, s, odd), sign);
}

/** All bits of the lanes j … j + 3 that are among the first `count`. */
export function within4(j: i32, count: i32): v128 {
  return i32x4.lt_s(i32x4.add(i32x4.splat(j), i32x4(0, 1, 2, 3)), i32x4.splat(count));
}

/** e^−|x|, from which σ(x) and log(1 + eˣ) come without overflow. Below e⁻⁶⁰ nothing is seen in float32. */
export function decay4(x: v128): v128 {
  return exp4(f32x4.max(f32x4.neg(f32x4.abs(x)), f32x4.splat(-60)));
}

/** σ(x) = 1 / (1 + e^−x), from e = e^−|x|. */
export function sigmoid4(x: v128, e: v128): v128 {
  const one = f32x4.splat(1), isNegative = f32x4.lt(x, f32x4.splat(0));
  return f32x4.div(v128.bitselect(e, one, isNegative), f32x4.add(one, e));
}
