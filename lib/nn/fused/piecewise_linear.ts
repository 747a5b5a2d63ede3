/** Piecewise-linear encoding: nothing in it is learnt. */
import { binTables } from "../layers/piecewise_linear.ts";
import type { Builder } from "./layer.ts";

export const piecewiseLinear: Builder = (layer, place) => {
  const { arena: { kernels }, arena, input } = place;
  if (input.gradient) return "an encoding that does not stand first";
  const { bins, ...tables } = binTables(layer.getConfig().edges as number[][]);
  const at = [tables.slope, tables.offset, tables.low, tables.high].map((table) => {
    const address = arena.allocate(table.length);
    arena.floats(address, table.length).set(table);
    return address;
  });
  const { width: columns, stride, at: x } = input, output = place.value(bins, columns, bins);
  return {
    layer: layer.name,
    output,
    forward(examples) {
      kernels.piecewiseLinear(examples, columns, stride, bins, x, ...at, output.at);
    },
    backward() {},
  };
};
