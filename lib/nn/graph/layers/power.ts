/** Squares of real and imaginary parts, added. */
import type { GraphBuilder } from "../layer.ts";

export const power: GraphBuilder = (_, { g }, [x]) => {
  const axis = x.shape.length - 1, half = x.shape[axis] / 2;
  const [real, imaginary] = g.split(g.mul(x, x), [half, half], axis);
  return {
    y: g.add(real, imaginary),
    back: (dy) => [g.mul(g.mul(x, g.concat([dy, dy], axis)), 2)],
  };
};
