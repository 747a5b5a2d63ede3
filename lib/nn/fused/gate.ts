/** Towers mixed by learnt shares: side by side first, then the product that says how much of each, then the mixture. */
import { concatenate } from "./concatenate.ts";
import { productStep } from "./dense.ts";
import type { Builder } from "./layer.ts";

export const gate: Builder = (layer, place) => {
  const { arena: { kernels }, inputs, parameters } = place, { width } = place.input;
  if (width % 4 > 0) return "a gate over towers of a width that is not a multiple of 4";
  const together = concatenate(layer, place);
  if (typeof together === "string") return together;
  const x = { ...together.output, learnt: undefined }, count = inputs.length;
  const kernel = parameters.of(layer, "kernel"), bias = parameters.of(layer, "bias");
  const opinion = productStep(layer.name, kernel, bias, { ...place, input: x });
  const shares = opinion.output, output = place.value(width, 1);
  const each = (layer.getConfig() as { gates: string }).gates === "unit" ? width : 1;
  return {
    layer: layer.name,
    output,
    forward(examples, training) {
      together.forward(examples, training);
      opinion.forward(examples, training);
      const sizes = [examples, count, width, each] as const;
      kernels.gate(...sizes, x.at, x.stride, shares.at, shares.stride, output.at, output.stride);
    },
    backward(examples) {
      const sizes = [examples, count, width, each] as const;
      const from = [output.gradient, output.stride, shares.at, shares.stride] as const;
      kernels.gateSlopes(...sizes, x.at, x.stride, ...from, shares.gradient);
      opinion.backward(examples);
      if (!x.gradient) return;
      kernels.gateBackward(...sizes, ...from, x.gradient, x.stride);
      together.backward(examples);
    },
  };
};
