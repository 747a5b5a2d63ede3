/** Axes in another order, without turning what was turned a moment ago back again. */
import type { Graph } from "./graph.ts";
import type { Built, GraphBuilder } from "./layer.ts";
import type { Value } from "./value.ts";

/** What a value was transposed from, and how. */
interface Origin {
  readonly from: Value;
  readonly perm: readonly number[];
}

const origins = new WeakMap<Value, Origin>();

const inverse = (perm: readonly number[]): number[] => perm.map((_, axis) => perm.indexOf(axis));

/** `x` with its axes in another order. Where `x` itself was made so from a value that has this order, it is that value:
 * a layer that works in an order of its own hands its result on in the usual one, and the next layer of its kind takes
 * it from before that step. Nobody reads the turned copy then, so that it is left out of the graph. */
export function turned(g: Graph, x: Value, perm: readonly number[]): Value {
  if (perm.every((axis, i) => axis === i)) return x;
  const origin = origins.get(x);
  if (origin && `${inverse(origin.perm)}` === `${perm}`) return origin.from;
  const shape = perm.map((axis) => x.shape[axis]);
  // axes of length 1 may go anywhere without anything being moved
  const moving = (order: readonly number[]) => order.filter((axis) => x.shape[axis] > 1).join();
  const isFree = moving(perm) === moving(perm.map((_, axis) => axis));
  const y = isFree ? copied(g.reshape(x, shape), x) : g.transpose(x, perm);
  origins.set(y, { from: x, perm });
  return y;
}

/** Whether `turned(g, x, perm)` costs nothing, for that is the order in which the layer below has worked. */
export function isMadeIn(x: Value, perm: readonly number[]): boolean {
  const origin = origins.get(x);
  return origin !== undefined && `${inverse(origin.perm)}` === `${perm}`;
}

/** An object of its own, for the origin is told of the object. */
const copied = (y: Value, x: Value): Value => y === x ? { ...x } : y;

/** The order in which a layer below has worked, for what is done element by element in any order. */
export function elementwise(build: GraphBuilder): GraphBuilder {
  return (layer, c, inputs) => {
    const origin = inputs.length === 1 ? origins.get(inputs[0]) : undefined;
    if (!origin) return build(layer, c, inputs);
    const built = build(layer, c, [origin.from]);
    return typeof built === "string" ? built : inOrder(c.g, built, origin.perm);
  };
}

/** A layer that works on `turned(x, inverse(perm))`, in the usual order of its neighbours. */
export function inOrder(g: Graph, { y, back }: Built, perm: readonly number[]): Built {
  return {
    y: turned(g, y, perm),
    back(dy) {
      const dx = back(turned(g, dy, inverse(perm)));
      return dx.map((d) => d && turned(g, d, perm));
    },
  };
}

/** Steps, features, examples: the order in which recurrent layers work. From examples, steps, features. */
export const STEPS_FIRST: readonly number[] = [1, 2, 0];

/** Examples, channels, places: the order in which convolutions work. From examples, places, channels. */
export const channelsFirst = (rank: number): number[] => [
  0,
  rank - 1,
  ...Array.from({ length: rank - 2 }, (_, i) => i + 1),
];

/** The way back from an order. */
export const backFrom = inverse;
