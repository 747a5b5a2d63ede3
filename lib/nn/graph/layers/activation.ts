/** y = f(x), element by element: linear, relu, tanh, sigmoid, gelu, selu, elu. */
import type { Graph } from "../graph.ts";
import type { Built, Context, GraphBuilder } from "../layer.ts";
import type { Value } from "../value.ts";

/** The function, and the gradient from `dy` by what is cheapest of x and y. */
interface Activation {
  y(g: Graph, x: Value): Value;
  dx(g: Graph, dy: Value, x: Value, y: Value): Value;
}

/** Of SELU (Klambauer et al. 2017). */
const ALPHA = 1.6732632423543772, SCALE = 1.0507009873554805;

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  linear: { y: (_, x) => x, dx: (_, dy) => dy },
  relu: {
    y: (g, x) => g.map("Relu", x),
    dx: (g, dy, _, y) => g.mul(dy, g.cast(g.greater(y, 0), "float32")),
  },
  tanh: {
    y: (g, x) => g.map("Tanh", x),
    dx: (g, dy, _, y) => g.mul(dy, g.sub(1, g.mul(y, y))),
  },
  sigmoid: {
    y: (g, x) => g.map("Sigmoid", x),
    dx: (g, dy, _, y) => g.mul(dy, g.mul(y, g.sub(1, y))),
  },
  /** x Φ(x), by the error function itself. */
  gelu: {
    y: (g, x) => g.byRow([x], (g, [x]) => [g.mul(x, normal(g, x))])[0],
    dx: (g, dy, x) =>
      g.byRow([dy, x], (g, [dy, x]) => {
        const density = g.mul(g.map("Exp", g.mul(g.mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return [g.mul(dy, g.add(normal(g, x), g.mul(x, density)))];
      })[0],
  },
  selu: {
    y: (g, x) => g.op("Selu", [x], x.shape, { alpha: { float: ALPHA }, gamma: { float: SCALE } }),
    // λ above 0, below it λ α eˣ = y + λ α
    dx: (g, dy, _, y) => g.mul(dy, g.where(g.greater(y, 0), SCALE, g.add(y, SCALE * ALPHA))),
  },
  elu: {
    y: (g, x) => g.op("Elu", [x], x.shape),
    dx: (g, dy, _, y) => g.mul(dy, g.where(g.greater(y, 0), 1, g.add(y, 1))),
  },
};

/** Φ, the normal distribution's cumulative function. */
const normal = (g: Graph, x: Value): Value =>
  g.mul(g.add(g.map("Erf", g.mul(x, Math.SQRT1_2)), 1), 0.5);

/** An activation by its name, on any value: what dense, convolutional and other layers end with. */
export function activated(name: string, { g }: Pick<Context, "g">, x: Value): Built | string {
  const f = ACTIVATIONS[name];
  if (!f) return `the activation ${name}`;
  const y = f.y(g, x);
  return { y, back: (dy) => [f.dx(g, dy, x, y)] };
}

export const activation: GraphBuilder = (layer, c, [x]) =>
  activated(layer.getConfig().activation as string, c, x);
