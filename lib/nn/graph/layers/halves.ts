/** Both halves of every example, as examples of their own. */
import type { GraphBuilder } from "../layer.ts";

export const halves: GraphBuilder = (_, { g }, [x]) => {
  const [rows, steps, ...rest] = x.shape, half = Math.floor(steps / 2);
  const isOdd = steps > 2 * half, even = isOdd ? g.slice(x, 1, 0, 2 * half) : x;
  return {
    y: g.reshape(even, [2 * rows, half, ...rest]),
    back(dy) {
      const d = g.reshape(dy, even.shape), rest = x.shape.slice(2).map(() => 0);
      const pads = g.ints([0, 0, ...rest, 0, 1, ...rest]);
      return [isOdd ? g.op("Pad", [d, pads], x.shape) : d];
    },
  };
};
