/** y = x W + b. */
import { padded } from "../arena.ts";
import type { Builder } from "./layer.ts";
import { activationKind, activationStep } from "./activation.ts";

export const dense: Builder = (layer, place) => {
  const { arena: { kernels }, arena, parameters, input } = place;
  const config = layer.getConfig() as { units: number; activation: string; useBias: boolean };
  if (!config.useBias) return "a dense layer without bias";
  const kernel = parameters.of(layer, "kernel"), bias = parameters.of(layer, "bias");
  const output = place.value(config.units, input.groups);
  const k = input.width, s = input.stride, n = padded(config.units), ns = output.stride;
  const transposed = input.gradient ? arena.allocate(s * n) : 0;
  let relu = 0, silent = false;
  const step = {
    layer: layer.name,
    output,
    takeRelu: () => void (relu = 1),
    silenceBias: () => void (silent = true),
    forward(examples: number) {
      const rows = examples * input.groups;
      const m = padded(rows);
      kernels.gemm(m, n, k, input.at, s, 1, kernel.at, ns, output.at, ns, bias.at, relu);
    },
    backward(examples: number) {
      const rows = examples * input.groups, g = output.gradient;
      if (kernel.rate > 0) {
        kernels.gemm(padded(k), n, rows, input.at, 1, s, g, ns, kernel.gradient, ns, 0, 0);
        if (!silent) kernels.columnSums(rows, n, g, ns, bias.gradient);
      }
      if (!input.gradient) return;
      kernels.transpose(k, n, kernel.at, ns, transposed, s);
      const m = padded(rows), w = padded(k);
      kernels.gemm(m, w, config.units, g, ns, 1, transposed, s, input.gradient, s, 0, 0);
    },
  };
  if (config.activation === "linear") return step;
  const kind = activationKind(config.activation);
  if (kind === undefined) return `the activation ${config.activation}`;
  const after = activationStep(layer.name, kind, { ...place, input: output, previous: step });
  return {
    layer: layer.name,
    output: after.output,
    forward(examples, training) {
      step.forward(examples);
      after.forward(examples, training);
    },
    backward(examples) {
      after.backward(examples);
      step.backward(examples);
    },
  };
};
