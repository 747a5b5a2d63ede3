/** Random masks from a counter: a function of (seed of the step, call, row, column), so that no history plays a part. */
import type { Graph } from "./graph.ts";
import { sizeOf, type Value } from "./value.ts";

/** `scale` with the probability 1 − p, else 0.
 *
 * An odd hash of every row times one of every column, mixed by u (2u + 1) as in RC6 (Rivest et al. 1998), all modulo
 * 2³²: hashes are few, and every element costs three integer products and sums alone, which ONNX Runtime does fast
 * (shifts and xors it does slowly).
 *
 * @param seed an int32 scalar, another one at every step
 * @param call other draws for every call of a step */
export function kept(
  g: Graph,
  seed: Value,
  call: number,
  shape: readonly number[],
  p: Value,
  scale: Value,
): Value {
  const width = shape.at(-1)!, rows = sizeOf(shape) / width;
  const row = odd(g, hash(g, counted(g, rows, seed, 0x3504f333), 2 * call));
  const column = odd(g, hash(g, counted(g, width, seed, 0x27d4eb2f), 2 * call + 1));
  // compared as signed integers: P(mixed > threshold) = 1 − p
  const threshold = g.cast(g.mul(g.sub(p, 0.5), 4294967040), "int32");
  const [mask] = g.byRow(
    [g.reshape(row, [...shape.slice(0, -1), 1])],
    (g, [row]) => {
      const u = g.mul(row, column), mixed = g.mul(u, odd(g, u));
      return [g.mul(g.cast(g.greater(mixed, threshold), "float32"), scale)];
    },
    sizeOf(shape),
  );
  return mask;
}

const odd = (g: Graph, x: Value): Value => g.add(g.add(x, x), 1);

const counted = (g: Graph, n: number, seed: Value, stride: number): Value =>
  g.add(g.constant(Array.from({ length: n }, (_, i) => i), "int32"), g.mul(seed, stride));

/** Two rounds of a product and x ^= x >> 16. */
function hash(g: Graph, x: Value, call: number): Value {
  const mixers = [0x7feb352d, 0x846ca68b | 0], shift = g.constant(16, "uint32");
  let v = g.mul(g.add(x, Math.imul(call, 0x9e3779b1)), mixers[0]);
  for (const mixer of mixers.toReversed()) {
    const unsigned = g.cast(v, "uint32");
    const shifted = g.op("BitShift", [unsigned, shift], v.shape, { direction: "RIGHT" }, "uint32");
    v = g.mul(g.op("BitwiseXor", [v, g.cast(shifted, "int32")], v.shape, {}, "int32"), mixer);
  }
  return v;
}
