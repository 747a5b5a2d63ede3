// @ts-nocheck: AssemblyScript; core/kernels/build.ts compiles it to polyphase.wasm
// A filter in polyphase form: outputs that lie between the inputs.

/** Σ weights · samples from `at` on; `taps` is a multiple of 8. */
function dot(taps: i32, weights: usize, at: usize): f32 {
  let a = f32x4.splat(0), b = a;
  const end = weights + (<usize> taps << 2);
  for (; weights < end; weights += 32, at += 32) {
    a = f32x4.relaxed_madd(v128.load(weights), v128.load(at), a);
    b = f32x4.relaxed_madd(v128.load(weights, 16), v128.load(at, 16), b);
  }
  a = f32x4.add(a, b);
  return (f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1)) +
    (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
}

/** `count` outputs. From one to the next the place in the input moves on by down / up samples; the first lies left / up
 * after the sample under the first filter's middle. `filters`: phases + 1 of `taps` weights; between two of them
 * is interpolated where there are fewer phases than `up`. */
export function polyphase(
  count: i32,
  up: i32,
  down: i32,
  left: i32,
  phases: i32,
  taps: i32,
  filters: usize,
  input: usize,
  output: usize,
): void {
  const size = <usize> taps << 2, whole = down / up, rest = down % up;
  const exact = phases == up, scale = <f64> phases / <f64> up;
  let at = input;
  for (let n = 0; n < count; n++) {
    let value: f32;
    if (exact) value = dot(taps, filters + <usize> left * size, at);
    else {
      const phase = <f64> left * scale, index = <i32> phase, share = <f32> (phase - <f64> index);
      const low = dot(taps, filters + <usize> index * size, at);
      value = low + share * (dot(taps, filters + <usize> (index + 1) * size, at) - low);
    }
    store<f32>(output + (<usize> n << 2), value);
    left += rest;
    at += <usize> whole << 2;
    if (left >= up) {
      left -= up;
      at += 4;
    }
  }
}
