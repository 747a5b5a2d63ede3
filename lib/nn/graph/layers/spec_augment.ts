/** Stretches of time and bands of frequency hidden while training, drawn from the step's seed. */
import { masksOf, type SpecAugment } from "../../layers/spec_augment.ts";
import type { Context, GraphBuilder } from "../layer.ts";
import type { Value } from "../value.ts";

export const specAugment: GraphBuilder = (layer, c, [x]) => {
  const { g, training } = c, masks = training ? masksOf((layer as SpecAugment).masks, x.shape) : [];
  if (masks.length === 0) return { y: x, back: (dy) => [dy] };
  const keeps = masks.map(({ axis, width }) => {
    const examples = x.shape[0], length = x.shape[axis];
    const [size, place] = g.split(uniform(c, examples, 2), [1, 1], 1);
    const hidden = g.map("Floor", g.mul(size, width + 1));
    const from = g.map("Floor", g.mul(place, g.sub(length + 1, hidden)));
    const at = g.constant(Array.from({ length }, (_, i) => i), "float32", [1, length]);
    // hidden where from ≤ at < from + hidden
    const isBehind = g.cast(g.greater(at, g.sub(from, .5)), "float32");
    const isBeyond = g.cast(g.greater(at, g.sub(g.add(from, hidden), .5)), "float32");
    const keep = g.add(g.sub(1, isBehind), isBeyond);
    return g.reshape(keep, x.shape.map((n, i) => i === 0 || i === axis ? n : 1));
  });
  const hide = (v: Value) => keeps.reduce((v, keep) => g.mul(v, keep), v);
  return { y: hide(x), back: (dy) => [hide(dy)] };
};

/** Numbers below 1, examples × count, each equally likely: of 20 random bits. */
function uniform({ g, kept }: Context, examples: number, count: number): Value {
  const bits = 20, half = g.constant(.5);
  const drawn = kept([examples * count, bits], half, g.constant(1));
  const places = g.constant(Array.from({ length: bits }, (_, i) => .5 ** (i + 1)), "float32", [
    bits,
    1,
  ]);
  return g.reshape(g.matmul(drawn, places), [examples, count]);
}
