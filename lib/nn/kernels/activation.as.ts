// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** The activations and their derivatives, elementwise. */
import { give, shared, spread, word } from "./parallel.as.ts";
import { erf4, exp4, tanh4 } from "../../core/kernels/simd.as.ts";

const SELU_SCALE: f32 = 1.0507009873554805, SELU_ALPHA: f32 = 1.6732632423543772;

/** kind 0 relu, 1 gelu, 2 tanh, 3 selu (Klambauer et al. 2017): y = f(x). */
export function activate(kind: i32, n: i32, x: usize, y: usize): void {
  const zero = f32x4.splat(0), end = <usize> n << 2;
  if (kind == 0) {
    for (let i: usize = 0; i < end; i += 16) v128.store(y + i, f32x4.max(v128.load(x + i), zero));
  } else if (kind == 1) { // x Φ(x) = x/2 (1 + erf(x/√2))
    for (let i: usize = 0; i < end; i += 16) {
      const v = v128.load(x + i), half = f32x4.mul(v, f32x4.splat(0.5));
      const e = erf4(f32x4.mul(v, f32x4.splat(0.7071067811865476)));
      v128.store(y + i, f32x4.relaxed_madd(half, e, half));
    }
  } else if (kind == 2) {
    for (let i: usize = 0; i < end; i += 16) v128.store(y + i, tanh4(v128.load(x + i)));
  } else {
    const scale = f32x4.splat(SELU_SCALE), low = f32x4.splat(SELU_SCALE * SELU_ALPHA);
    for (let i: usize = 0; i < end; i += 16) {
      const v = v128.load(x + i);
      const negative = f32x4.mul(low, f32x4.sub(exp4(f32x4.min(v, zero)), f32x4.splat(1)));
      v128.store(y + i, v128.bitselect(f32x4.mul(scale, v), negative, f32x4.gt(v, zero)));
    }
  }
}

/** g ← g · f′, where `v` holds the outputs y of relu, tanh and selu, and the inputs x of gelu. */
export function activateBackward(kind: i32, n: i32, v: usize, g: usize): void {
  give(0, kind);
  give(1, v);
  give(2, g);
  if (shared(<f32> n * 8)) spread(slopes, n, 16);
  else slopes(0, n);
}

function slopes(first: i32, last: i32): void {
  const kind = word(0), begin = <usize> first << 2, end = <usize> last << 2;
  const v = <usize> word(1), g = <usize> word(2), zero = f32x4.splat(0), one = f32x4.splat(1);
  if (kind == 0) {
    for (let i = begin; i < end; i += 16) {
      v128.store(g + i, v128.and(v128.load(g + i), f32x4.gt(v128.load(v + i), zero)));
    }
  } else if (kind == 1) { // Φ(x) + x φ(x)
    for (let i = begin; i < end; i += 16) {
      const x = v128.load(v + i), half = f32x4.splat(0.5);
      const cdf = f32x4.relaxed_madd(
        half,
        erf4(f32x4.mul(x, f32x4.splat(0.7071067811865476))),
        half,
      );
      const pdf = f32x4.mul(
        f32x4.splat(0.3989422804014327),
        exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5))),
      );
      v128.store(g + i, f32x4.mul(v128.load(g + i), f32x4.relaxed_madd(x, pdf, cdf)));
    }
  } else if (kind == 2) { // 1 − y²
    for (let i = begin; i < end; i += 16) {
      const y = v128.load(v + i);
      v128.store(g + i, f32x4.mul(v128.load(g + i), f32x4.sub(one, f32x4.mul(y, y))));
    }
  } else { // λ where x > 0, else y + λα
    const scale = f32x4.splat(SELU_SCALE), low = f32x4.splat(SELU_SCALE * SELU_ALPHA);
    for (let i = begin; i < end; i += 16) {
      const y = v128.load(v + i);
      const slope = v128.bitselect(scale, f32x4.add(y, low), f32x4.gt(y, zero));
      v128.store(g + i, f32x4.mul(v128.load(g + i), slope));
    }
  }
}
