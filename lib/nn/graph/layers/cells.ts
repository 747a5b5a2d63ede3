/** One step of each recurrent cell and of its gradient; every value is numbers × examples. */
import type { Cell } from "../../layers/recurrent.ts";
import type { Graph } from "../graph.ts";
import type { Value } from "../value.ts";

/** A cell's weights, turned so that they come first in a product. */
export interface CellWeights {
  /** Rᵀ: gates × units, in the order of {@linkcode CellGraph.order}, cut into {@linkcode CellGraph.products}. */
  readonly recurrent: readonly Value[];
  /** A gru's second bias: units × 1. */
  readonly bias: Value | undefined;
}

/** How a cell is written. */
export interface CellGraph {
  /** The order in which its gates stand inside, as places in that of the weights. */
  readonly order: readonly number[];
  /** How many gates each product Rᵀ h of a step makes. */
  readonly products: readonly number[];
  /** States that go from step to step; the first is h. */
  readonly states: number;
  /** From the states before, and W x + b of this step. `kept` is what the gradient reads. */
  step(
    g: Graph,
    weights: CellWeights,
    states: readonly Value[],
    xw: Value,
  ): { next: readonly Value[]; kept: readonly Value[] };
  /** From the gradients of the states after to those of the products: `dx` of W x, `dh` of Rᵀ h, in blocks of gates; and
   * `past`, what reaches the states before without the product. */
  back(
    g: Graph,
    kept: readonly Value[],
    d: readonly Value[],
  ): { dx: readonly Value[]; dh: readonly Value[]; past: readonly (Value | undefined)[] };
}

/** s (1 − s) d: through a sigmoid that gave s. */
const throughSigmoid = (g: Graph, s: Value, d: Value) => g.mul(d, g.mul(s, g.sub(1, s)));
/** (1 − t²) d: through a tanh that gave t. */
const throughTanh = (g: Graph, t: Value, d: Value) => g.mul(d, g.sub(1, g.mul(t, t)));
const blocks = (g: Graph, x: Value, n: number) => g.split(x, new Array(x.shape[0] / n).fill(n), 0);

const rnn: CellGraph = {
  order: [0],
  products: [1],
  states: 1,
  step(g, { recurrent: [r] }, [h], xw) {
    const next = g.map("Tanh", g.gemm(r, h, xw));
    return { next: [next], kept: [next] };
  },
  back(g, [h], [dh]) {
    const dz = [throughTanh(g, h, dh)];
    return { dx: dz, dh: dz, past: [undefined] };
  },
};

const gru: CellGraph = {
  order: [0, 1, 2],
  products: [2, 1],
  states: 1,
  step(g, { recurrent: [both, last], bias }, [h], xw) {
    const n = xw.shape[0] / 3, [x, own] = g.split(xw, [2 * n, n], 0);
    const gates = g.map("Sigmoid", g.gemm(both, h, x)), [r, z] = blocks(g, gates, n);
    const inner = g.gemm(last, h, bias), k = g.map("Tanh", g.add(own, g.mul(r, inner)));
    return { next: [g.add(k, g.mul(z, g.sub(h, k)))], kept: [gates, k, inner, h] };
  },
  back(g, [gates, k, inner, h], [dh]) {
    const n = k.shape[0], [r, z] = blocks(g, gates, n);
    const kept = g.mul(dh, z), dk = throughTanh(g, k, g.sub(dh, kept)); // (1 − z) dh
    const d = g.concat([g.mul(dk, inner), g.mul(dh, g.sub(h, k))], 0);
    const both = throughSigmoid(g, gates, d);
    return { dx: [both, dk], dh: [both, g.mul(dk, r)], past: [kept] };
  },
};

const lstm: CellGraph = {
  order: [0, 1, 3, 2], // the three sigmoids side by side
  products: [4],
  states: 2,
  step(g, { recurrent: [r] }, [h, c], xw) {
    const n = xw.shape[0] / 4, [sigmoids, tanh] = g.split(g.gemm(r, h, xw), [3 * n, n], 0);
    const s = g.map("Sigmoid", sigmoids), k = g.map("Tanh", tanh), [i, f, o] = blocks(g, s, n);
    const next = g.add(g.mul(f, c), g.mul(i, k)), t = g.map("Tanh", next);
    return { next: [g.mul(o, t), next], kept: [s, k, t, c] };
  },
  back(g, [s, k, t, before], [dh, dc]) {
    const [i, f, o] = blocks(g, s, k.shape[0]);
    const d = g.add(dc, throughTanh(g, t, g.mul(dh, o)));
    const ds = throughSigmoid(g, s, g.concat([g.mul(d, k), g.mul(d, before), g.mul(dh, t)], 0));
    const dz = [g.concat([ds, throughTanh(g, k, g.mul(d, i))], 0)];
    return { dx: dz, dh: dz, past: [undefined, g.mul(d, f)] };
  },
};

export const CELLS: Readonly<Record<Cell, CellGraph>> = { rnn, gru, lstm };
