// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Random numbers by position: what stands at (seed, row) does not depend on what was drawn before. */

import { give, giveReal, real, shared, spread, word } from "./parallel.as.ts";

/** MurmurHash3's 32-bit finaliser. */

function mix(h: u32): u32 {
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** Four xorshift streams for one row; never the zero state. */

function streams(seed: u32, row: i32): v128 {
  const s = mix(seed ^ mix(<u32> row * 0x9e3779b9 + 1));
  return v128.or(
    i32x4(mix(s ^ 0x243f6a88), mix(s ^ 0x85a308d3), mix(s ^ 0x13198a2e), mix(s ^ 0x03707344)),
    i32x4.splat(1),
  );
}

/** xorshift32 (Marsaglia 2003), four at once. */

function next(s: v128): v128 {
  s = v128.xor(s, i32x4.shl(s, 13));
  s = v128.xor(s, i32x4.shr_u(s, 17));
  return v128.xor(s, i32x4.shl(s, 5));
}

/** x ← x / (1 − rate) with probability 1 − rate, else 0. The same seed draws the same mask again, so that the
 * backward pass needs none stored. */
export function dropout(n: i32, width: i32, x: usize, rate: f32, seed: u32): void {
  give(0, width);
  give(1, x);
  giveReal(2, rate);
  give(3, seed);
  if (shared(<f32> n * <f32> width * 6)) spread(dropRows, n, 1);
  else dropRows(0, n);
}

function dropRows(first: i32, last: i32): void {
  const x = <usize> word(1), step = <usize> word(0) << 2, rate = real(2), seed = <u32> word(3);
  const keep = f32x4.splat(1 / (1 - rate));
  // a random int32 is kept when it is above this threshold
  const threshold = i32x4.splat(<i32> (<f64> rate * 4294967296.0 - 2147483648.0));
  for (let i = first; i < last; i++) {
    let s = streams(seed, i);
    for (let p = x + <usize> i * step, end = p + step; p < end; p += 16) {
      s = next(s);
      v128.store(p, v128.and(f32x4.mul(v128.load(p), keep), i32x4.ge_s(s, threshold)));
    }
  }
}

/** x ← x + deviation · z, z standard normal (Box & Muller 1958), over the first `columns` of each row. */
export function addNoise(
  n: i32,
  columns: i32,
  width: i32,
  x: usize,
  deviation: f32,
  seed: u32,
): void {
  for (let i = 0; i < n; i++) {
    let s = streams(seed, i);
    for (let j = 0; j < columns; j++) {
      s = next(s);
      const u: f64 = (<f64> <u32> i32x4.extract_lane(s, 0) + 0.5) / 4294967296.0;
      const v: f64 = <f64> <u32> i32x4.extract_lane(s, 1) / 4294967296.0;
      const z = Math.sqrt(-2 * Math.log(u)) * Math.cos(6.283185307179586 * v);
      const p = x + ((<usize> i * width + j) << 2);
      store<f32>(p, load<f32>(p) + deviation * <f32> z);
    }
  }
}
