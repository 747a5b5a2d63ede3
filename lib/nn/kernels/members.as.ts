// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** What the members of an ensemble do on their own beside the product that they share (BatchEnsemble, Wen et al.
 * 2020). Rows stand example by example, within it member by member; `width` counts padding. */

/** Every row `members` times; rows of x are `stride` floats apart, rows of the answer `outStride`. */
export function repeat(
  n: i32,
  members: i32,
  width: i32,
  x: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  const bytes = <usize> width << 2, from = <usize> stride << 2, to = <usize> outStride << 2;
  for (let i = 0; i < n; i++, x += from) {
    for (let m = 0; m < members; m++, out += to) {
      for (let j: usize = 0; j < bytes; j += 16) v128.store(out + j, v128.load(x + j));
    }
  }
}

/** out[i] = factor × the sum of the members' rows, `stride` floats apart; rows of the answer `outStride`. */
export function sumOfMembers(
  n: i32,
  members: i32,
  width: i32,
  x: usize,
  stride: i32,
  factor: f32,
  out: usize,
  outStride: i32,
): void {
  const bytes = <usize> width << 2, from = <usize> stride << 2, to = <usize> outStride << 2;
  const share = f32x4.splat(factor);
  for (let i = 0; i < n; i++, out += to) {
    for (let j: usize = 0; j < bytes; j += 16) {
      let s = f32x4.splat(0), p = x + <usize> (i * members) * from + j;
      for (let m = 0; m < members; m++, p += from) s = f32x4.add(s, v128.load(p));
      v128.store(out + j, f32x4.mul(s, share));
    }
  }
}

/** y = x ∘ factor of the row's member (+ its shift, where `shift` is not 0). */
export function memberScale(
  n: i32,
  members: i32,
  width: i32,
  x: usize,
  factor: usize,
  shift: usize,
  y: usize,
): void {
  const all = <usize> (members * width) << 2;
  for (let i = 0; i < n; i++, x += all, y += all) {
    if (shift) {
      for (let j: usize = 0; j < all; j += 16) {
        const scaled = f32x4.mul(v128.load(x + j), v128.load(factor + j));
        v128.store(y + j, f32x4.add(scaled, v128.load(shift + j)));
      }
    } else {
      for (let j: usize = 0; j < all; j += 16) {
        v128.store(y + j, f32x4.mul(v128.load(x + j), v128.load(factor + j)));
      }
    }
  }
}

/** From g = ∂L/∂y: ∂L/∂factor = Σ g ∘ x, ∂L/∂shift = Σ g (where `shiftGradient` is not 0), and
 * g ← ∂L/∂x = g ∘ factor. */
export function memberScaleBackward(
  n: i32,
  members: i32,
  width: i32,
  x: usize,
  g: usize,
  factor: usize,
  factorGradient: usize,
  shiftGradient: usize,
): void {
  const all = <usize> (members * width) << 2;
  memory.fill(factorGradient, 0, all);
  if (shiftGradient) memory.fill(shiftGradient, 0, all);
  for (let i = 0; i < n; i++, x += all, g += all) {
    for (let j: usize = 0; j < all; j += 16) {
      const v = v128.load(g + j), f = factorGradient + j;
      v128.store(f, f32x4.relaxed_madd(v, v128.load(x + j), v128.load(f)));
      if (shiftGradient) {
        const s = shiftGradient + j;
        v128.store(s, f32x4.add(v, v128.load(s)));
      }
      v128.store(g + j, f32x4.mul(v, v128.load(factor + j)));
    }
  }
}
