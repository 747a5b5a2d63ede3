/** Recurrent cells along a sequence; nn/layers/recurrent.ts says what each computes.
 *
 * Inside, examples are the last axis: a step's product is Rᵀ h, gates × examples. So the weights are the first operand,
 * which ONNX Runtime reads as they are, while it packs the second one anew for every product. */
import type { Recurrent } from "../../layers/recurrent.ts";
import type { Graph } from "../graph.ts";
import type { Context, GraphBuilder } from "../layer.ts";
import { backFrom, STEPS_FIRST, turned } from "../layout.ts";
import type { Value } from "../value.ts";
import { CELLS } from "./cells.ts";
import { singleStepLstm } from "./single_step.ts";

export const recurrent: GraphBuilder = (layer, c, [x, mask]) => {
  const { g } = c, own = layer as Recurrent, { sequences, units } = own;
  if (x.shape[1] === 1 && own.cell === "lstm" && !mask && !own.bidirectional) {
    return singleStepLstm(c, own, x);
  }
  const order = sequences ? STEPS_FIRST : [1, 0], axis = sequences ? 1 : 0;
  const rows = turned(g, x, STEPS_FIRST), [steps, , examples] = rows.shape;
  const keep = mask && g.reshape(g.transpose(mask, [1, 0]), [steps, 1, examples]);
  const ways = own.directions.map((direction) => along(c, own, direction, rows, keep));
  const y = ways.length > 1 ? g.concat(ways.map(({ y }) => y), axis) : ways[0].y;
  return {
    y: turned(g, y, backFrom(order)),
    back(dy) {
      const d = turned(g, dy, order);
      const parts = ways.length > 1 ? g.split(d, ways.map(() => units), axis) : [d];
      const dx = ways.map(({ back }, i) => back(parts[i])).reduce((a, b) => g.add(a, b));
      return [turned(g, dx, backFrom(STEPS_FIRST))];
    },
  };
};

/** One cell along the sequence, from the start, or from the end.
 * @param x steps × features × examples
 * @param keep 0 where the states stay: steps × 1 × examples
 * @returns steps × units × examples, or the last state */
function along(
  c: Context,
  layer: Recurrent,
  direction: string,
  x: Value,
  keep: Value | undefined,
): { y: Value; back(dy: Value): Value } {
  const { g } = c, { units, sequences } = layer, cell = CELLS[layer.cell];
  const [steps, features, examples] = x.shape, fromEnd = direction !== "";
  const parameter = (name: string) => c.parameter(layer, direction + name);
  const w = parameter("kernel"), r = parameter("recurrent_kernel"), b = parameter("bias");
  const second = layer.cell === "gru" ? parameter("recurrent_bias") : undefined;
  const inside = (v: Value) => reordered(g, v, units, cell.order);
  // a feature that is always 1 takes the bias along
  const wide = g.concat([x, g.filled([steps, 1, examples], 1)], 1);
  const [gates] = b.shape, kernel = g.concat([w, g.reshape(b, [1, gates])], 0);
  const xw = g.matmul(g.transpose(inside(kernel), [1, 0]), wide);
  const bias = second && g.reshape(second, [units, 1]);
  const sizes = cell.products.map((gates) => gates * units);
  // the first step reads a state of zeros: where there is no other, one row of them does, and R is not read at all
  const isOne = steps === 1,
    turnedR = isOne ? g.filled([gates, 1]) : g.transpose(inside(r), [1, 0]);
  const weights = { recurrent: parted(g, turnedR, sizes), bias };
  const zero = g.filled([isOne ? 1 : units, examples]);
  const start = new Array<Value>(cell.states).fill(zero);
  const { last, each } = g.scan(start, keep ? [xw, keep] : [xw], (g, states, [xw, keep]) => {
    const { next, kept } = cell.step(g, weights, states, xw);
    const moved = keep
      ? next.map((now, i) => g.add(states[i], g.mul(keep, g.sub(now, states[i]))))
      : next;
    return { next: moved, each: [moved[0], ...kept] };
  }, fromEnd);
  const [all, ...kept] = each;
  return {
    y: sequences ? all : last[0],
    back(dy) {
      const rows = [...kept, ...keep ? [keep] : [], ...sequences ? [dy] : []];
      const first = sequences ? start : [dy, ...start.slice(1)], back = inside(r);
      let blocks = 0;
      const made = g.scan(first, rows, (g, d, rows) => {
        const known = rows.slice(0, kept.length), [m] = keep ? rows.slice(kept.length) : [];
        const whole = sequences ? [g.add(d[0], rows.at(-1)!), ...d.slice(1)] : d;
        const through = m ? whole.map((v) => g.mul(m, v)) : whole;
        const { dx, dh, past } = cell.back(g, known, through);
        const product = g.gemm(back, dh.length > 1 ? g.concat(dh, 0) : dh[0], past[0]);
        const next = [product, ...past.slice(1) as Value[]];
        blocks = dx.length;
        return {
          next: m ? next.map((v, i) => g.add(v, g.sub(whole[i], through[i]))) : next,
          each: dx === dh ? dx : [...dx, dh.at(-1)!], // they differ in the last block alone
        };
      }, !fromEnd);
      const dx = made.each.slice(0, blocks), dh = [...dx.slice(0, -1), made.each.at(-1)!];
      const before = shifted(g, all, fromEnd);
      const outside = (v: Value) => reordered(g, v, units, inverse(cell.order));
      const dKernel = outside(summed(g, wide, dx));
      const [dW, db] = g.split(dKernel, [features, 1], 0);
      c.gradient(w, dW);
      c.gradient(b, g.reshape(db, b.shape));
      if (!isOne) c.gradient(r, outside(summed(g, before, dh)));
      if (second) c.gradient(second, g.sum(dh.at(-1)!, [0, 2]));
      return g.matmul(inside(w), dx.length > 1 ? g.concat(dx, 1) : dx[0]);
    },
  };
}

const parted = (g: Graph, v: Value, sizes: readonly number[]) =>
  sizes.length > 1 ? g.split(v, sizes, 0) : [v];

/** The blocks of `units` columns in another order. */
function reordered(g: Graph, v: Value, units: number, order: readonly number[]): Value {
  if (order.every((place, i) => place === i)) return v;
  const parts = g.split(v, order.map(() => units), 1);
  return g.concat(order.map((place) => parts[place]), 1);
}

const inverse = (order: readonly number[]) => order.map((_, i) => order.indexOf(i));

/** h before each step: zeros, then all but the last, in the order in which the cell reads. */
function shifted(g: Graph, all: Value, fromEnd: boolean): Value {
  const [steps, units, examples] = all.shape, zero = g.filled([1, units, examples]);
  return fromEnd
    ? g.concat([g.slice(all, 0, 1, steps), zero], 0)
    : g.concat([zero, g.slice(all, 0, 0, steps - 1)], 0);
}

/** Σ over steps and examples of a bᵀ, b's blocks side by side. */
function summed(g: Graph, a: Value, blocks: readonly Value[]): Value {
  const flat = (v: Value) =>
    g.reshape(g.transpose(v, [1, 0, 2]), [v.shape[1], v.shape[0] * v.shape[2]]);
  const left = flat(a), parts = blocks.map((b) => g.product(left, flat(b), { transB: 1 }));
  return parts.length > 1 ? g.concat(parts, 1) : parts[0];
}
