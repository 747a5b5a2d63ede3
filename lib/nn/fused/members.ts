/** The shared layers of an ensemble: y = ((x ∘ r) W) ∘ s + b, where r, s and b are the member's own. */
import { padded } from "../arena.ts";
import type { Builder } from "./layer.ts";

/** Every member gets the same row. */
export const members: Builder = (layer, place) => {
  const { arena: { kernels }, input } = place;
  if (input.gradient && input.groups > 1) return "an ensemble within an ensemble";
  const count = layer.getConfig().members as number;
  // a flattened embedding may have other row lengths than the members' own weights
  const output = place.value(input.width, count), width = padded(input.width);
  const from = input.stride, to = output.stride;
  return {
    layer: layer.name,
    output,
    forward(examples) {
      kernels.repeat(examples, count, width, input.at, from, output.at, to);
    },
    backward(examples) {
      const g = output.gradient;
      if (input.gradient) {
        kernels.sumOfMembers(examples, count, width, g, to, 1, input.gradient, from);
      }
    },
  };
};

export const memberDense: Builder = (layer, place) => {
  const { arena: { kernels }, arena, parameters, input } = place;
  const units = layer.getConfig().units as number, count = input.groups;
  const of = (name: string) => parameters.of(layer, name);
  const kernel = of("kernel"), r = of("input_scale"), s = of("output_scale"), b = of("bias");
  const scaled = place.value(input.width, count); // x ∘ r
  const product = place.value(units, count); // (x ∘ r) W; its gradient is the output's
  const output = { ...place.value(units, count), gradient: product.gradient };
  const k = input.stride, wide = padded(input.width); // of the inputs
  const n = output.stride, narrow = padded(units); // of the outputs
  const transposed = arena.allocate(k * n);
  // the scalings of the inputs learn from the inputs' gradient, also where nobody below needs it
  const dx = input.gradient || place.value(input.width, count).gradient;
  return {
    layer: layer.name,
    output,
    forward(examples) {
      const rows = padded(examples * count), bias = b.at;
      kernels.memberScale(examples, count, k, input.at, r.at, 0, scaled.at);
      kernels.gemm(rows, narrow, input.width, scaled.at, k, 1, kernel.at, n, product.at, n, 0, 0);
      kernels.memberScale(examples, count, n, product.at, s.at, bias, output.at);
    },
    backward(examples) {
      const rows = examples * count, g = product.gradient;
      kernels.memberScaleBackward(
        examples,
        count,
        n,
        product.at,
        g,
        s.at,
        s.gradient,
        b.gradient,
      );
      kernels.gemm(wide, narrow, rows, scaled.at, 1, k, g, n, kernel.gradient, n, 0, 0);
      kernels.transpose(input.width, narrow, kernel.at, n, transposed, k);
      kernels.gemm(padded(rows), wide, units, g, n, 1, transposed, k, dx, k, 0, 0);
      kernels.memberScaleBackward(examples, count, k, input.at, dx, r.at, r.gradient, 0);
    },
  };
};
