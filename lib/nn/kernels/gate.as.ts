// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Gates over towers (Arevalo et al. 2017): y = Σₜ sₜ ∘ xₜ, where the shares s are a softmax over the towers.
 *
 * The towers' columns stand side by side in the rows of x, `width` (a multiple of 4) each. A row of a and s has `each`
 * numbers for every tower but the last, whose number is 0: `width` of them, one per unit, or 1 for all. Strides
 * are in floats. */
import { exp4, sum4 } from "../../core/kernels/simd.as.ts";

/** From numbers a, which become shares s in place, to y. */
export function gate(
  n: i32,
  towers: i32,
  width: i32,
  each: i32,
  x: usize,
  xStride: i32,
  a: usize,
  aStride: i32,
  y: usize,
  yStride: i32,
): void {
  const bytes = <usize> width << 2, step = <usize> each << 2, last = <usize> (towers - 1);
  for (let i = 0; i < n; i++) {
    for (let j: usize = 0; j < step; j += 16) softmaxOfTowers(a + j, last, step);
    for (let j: usize = 0; j < bytes; j += 16) {
      let sum = f32x4.splat(0), rest = f32x4.splat(1);
      for (let t: usize = 0; t < last; t++) {
        const s = share(a, t, j, step);
        rest = f32x4.sub(rest, s);
        sum = f32x4.relaxed_madd(s, v128.load(x + t * bytes + j), sum);
      }
      v128.store(y + j, f32x4.relaxed_madd(rest, v128.load(x + last * bytes + j), sum));
    }
    x += <usize> xStride << 2;
    a += <usize> aStride << 2;
    y += <usize> yStride << 2;
  }
}

/** a ← softmax over the towers of four units, or of one where a tower has but one number. */
function softmaxOfTowers(a: usize, last: usize, step: usize): void {
  let high = f32x4.splat(0);
  for (let t: usize = 0; t < last; t++) high = f32x4.max(high, share(a, t, 0, step));
  let sum = shrunk(f32x4.neg(high));
  for (let t: usize = 0; t < last; t++) {
    const e = shrunk(f32x4.sub(share(a, t, 0, step), high));
    sum = f32x4.add(sum, e);
    put(a, t, step, e);
  }
  const inverse = f32x4.div(f32x4.splat(1), sum);
  for (let t: usize = 0; t < last; t++) put(a, t, step, f32x4.mul(share(a, t, 0, step), inverse));
}

/** eˣ, but nothing so small that it becomes denormal. */
function shrunk(x: v128): v128 {
  return exp4(f32x4.max(x, f32x4.splat(-60)));
}

/** Four units' numbers of tower t, `step` bytes from tower to tower: the same one four times where there is but one. */
function share(a: usize, t: usize, j: usize, step: usize): v128 {
  return step == 4 ? v128.load32_splat(a + (t << 2)) : v128.load(a + t * step + j);
}

function put(a: usize, t: usize, step: usize, value: v128): void {
  if (step == 4) store<f32>(a + (t << 2), f32x4.extract_lane(value, 0));
  else v128.store(a + t * step, value);
}

/** From g = ∂L/∂y and the shares: ∂L/∂aₜ = sₜ (g xₜ − Σᵤ sᵤ g xᵤ), summed over the units that share a number. */
export function gateSlopes(
  n: i32,
  towers: i32,
  width: i32,
  each: i32,
  x: usize,
  xStride: i32,
  g: usize,
  gStride: i32,
  s: usize,
  sStride: i32,
  out: usize,
): void {
  const bytes = <usize> width << 2, step = <usize> each << 2, last = <usize> (towers - 1);
  const rowBytes = <usize> sStride << 2;
  for (let i = 0; i < n; i++) {
    if (step == 4) memory.fill(out, 0, last << 2);
    for (let j: usize = 0; j < bytes; j += 16) {
      const slope = v128.load(g + j);
      let mixed = f32x4.splat(0), rest = f32x4.splat(1);
      for (let t: usize = 0; t < last; t++) {
        const own = share(s, t, j, step);
        rest = f32x4.sub(rest, own);
        mixed = f32x4.relaxed_madd(own, v128.load(x + t * bytes + j), mixed);
      }
      mixed = f32x4.relaxed_madd(rest, v128.load(x + last * bytes + j), mixed);
      for (let t: usize = 0; t < last; t++) {
        const d = f32x4.mul(slope, f32x4.sub(v128.load(x + t * bytes + j), mixed));
        const da = f32x4.mul(share(s, t, j, step), d);
        if (step == 4) store<f32>(out + (t << 2), load<f32>(out + (t << 2)) + sum4(da));
        else v128.store(out + t * step + j, da);
      }
    }
    x += <usize> xStride << 2;
    g += <usize> gStride << 2;
    s += rowBytes;
    out += rowBytes;
  }
}

/** ∂L/∂xₜ += sₜ g. */
export function gateBackward(
  n: i32,
  towers: i32,
  width: i32,
  each: i32,
  g: usize,
  gStride: i32,
  s: usize,
  sStride: i32,
  dx: usize,
  dxStride: i32,
): void {
  const bytes = <usize> width << 2, step = <usize> each << 2, last = <usize> (towers - 1);
  for (let i = 0; i < n; i++) {
    for (let j: usize = 0; j < bytes; j += 16) {
      const slope = v128.load(g + j);
      let rest = f32x4.splat(1);
      for (let t: usize = 0; t <= last; t++) {
        const own = t == last ? rest : share(s, t, j, step), at = dx + t * bytes + j;
        rest = f32x4.sub(rest, own);
        v128.store(at, f32x4.relaxed_madd(own, slope, v128.load(at)));
      }
    }
    g += <usize> gStride << 2;
    s += <usize> sStride << 2;
    dx += <usize> dxStride << 2;
  }
}
