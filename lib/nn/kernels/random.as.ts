// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Random numbers by position: what stands at (seed, row) does not depend on what was drawn before. */

import { give, giveReal, real, shared, spread, word } from "./parallel.as.ts";
import { log4, sinTurns4 } from "../../core/kernels/simd.as.ts";

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

/** x ← x + deviation · z, z standard normal (Box & Muller 1958: both numbers of a pair), over the first `columns` of
 * each row. */
export function addNoise(
  n: i32,
  columns: i32,
  width: i32,
  x: usize,
  deviation: f32,
  seed: u32,
): void {
  const minusTwo = f32x4.splat(-2), scale = f32x4.splat(deviation);
  for (let i = 0; i < n; i++) {
    const row = x + ((<usize> i * width) << 2);
    let s = streams(seed, i);
    for (let j = 0; j < columns; j += 8) {
      s = next(s);
      const radius = f32x4.mul(scale, f32x4.sqrt(f32x4.mul(minusTwo, log4(between0and1(s)))));
      s = next(s);
      const turns = between0and1(s);
      addTo(row, j, columns, f32x4.mul(radius, sinTurns4(turns, 0)));
      if (j + 4 < columns) addTo(row, j + 4, columns, f32x4.mul(radius, sinTurns4(turns, 1)));
    }
  }
}

/** Four uniform numbers, never 0 or 1, from the upper 23 bits. */
function between0and1(s: v128): v128 {
  const whole = f32x4.convert_i32x4_s(i32x4.shr_u(s, 9));
  return f32x4.mul(f32x4.add(whole, f32x4.splat(0.5)), f32x4.splat(1.0 / 8388608.0));
}

/** Adds four numbers to columns j … j + 3, but to none from `columns` on. */
function addTo(row: usize, j: i32, columns: i32, z: v128): void {
  const inside = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(columns - j)),
    at = row + (<usize> j << 2);
  v128.store(at, f32x4.add(v128.load(at), v128.and(z, inside)));
}
