/** A dense layer per group, be it a feature's embedding or a member's head; or one that all groups share. */
import { padded } from "../arena.ts";
import { dense } from "./dense.ts";
import type { Builder } from "./layer.ts";

export const groupDense: Builder = (layer, place) => {
  const config = layer.getConfig() as { units: number; shared: boolean };
  if (config.shared) return dense(layer, place);
  const { arena: { kernels }, arena, parameters, input } = place;
  if (input.width % 4 > 0) return "a dense layer per group of a width that is not a multiple of 4";
  const kernel = parameters.of(layer, "kernel"), bias = parameters.of(layer, "bias");
  const output = place.value(config.units, input.groups);
  const groups = input.groups, k = input.width, n = padded(config.units);
  const s = input.stride, ns = output.stride;
  const from = groups * s, to = groups * ns; // floats from example to example
  const transposed = input.gradient ? arena.allocate(s * n) : 0;
  let relu = 0;
  return {
    layer: layer.name,
    output,
    takeRelu: () => void (relu = 1),
    forward(examples) {
      const m = padded(examples);
      for (let g = 0; g < groups; g++) {
        const x = input.at + 4 * g * s, y = output.at + 4 * g * ns;
        const w = kernel.at + 4 * g * k * ns, b = bias.at + 4 * g * ns;
        kernels.gemm(m, n, k, x, from, 1, w, ns, y, to, b, relu);
      }
    },
    backward(examples) {
      kernels.columnSums(examples, to, output.gradient, to, bias.gradient);
      const m = padded(examples);
      for (let g = 0; g < groups; g++) {
        const x = input.at + 4 * g * s, dy = output.gradient + 4 * g * ns;
        const w = 4 * g * k * ns, dx = input.gradient + 4 * g * s;
        kernels.gemm(k, n, examples, x, 1, from, dy, to, kernel.gradient + w, ns, 0, 0);
        if (!input.gradient) continue;
        kernels.transpose(k, n, kernel.at + w, ns, transposed, s);
        kernels.gemm(m, k, config.units, dy, to, 1, transposed, s, dx, from, 0, 0);
      }
    },
  };
};
