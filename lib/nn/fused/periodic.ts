/** sin and cos of 2πcx, per column, with learnt frequencies c. */
import type { Builder } from "./layer.ts";

export const periodic: Builder = (layer, place) => {
  const { arena: { kernels }, parameters, input } = place;
  const count = layer.getConfig().frequencies as number;
  if (input.gradient) return "an encoding that does not stand first";
  if (count % 4 > 0) return "a number of frequencies that is not a multiple of 4";
  const c = parameters.of(layer, "frequencies");
  const { width: columns, stride, at: x } = input,
    output = place.value(2 * count, columns, 2 * count);
  const z = output.at;
  return {
    layer: layer.name,
    output,
    forward(examples) {
      kernels.periodic(examples, columns, stride, count, x, c.at, z);
    },
    backward(examples) {
      const g = output.gradient;
      kernels.periodicBackward(examples, columns, stride, count, x, z, g, c.gradient);
    },
  };
};
