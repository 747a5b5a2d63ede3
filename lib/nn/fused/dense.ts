/** y = x W + b. */
import { padded } from "../arena.ts";
import type { Parameter } from "../parameters.ts";
import { activationKind, activationStep } from "./activation.ts";
import type { Builder, Place, Step } from "./layer.ts";

/** The product alone, with these weights. */
export function productStep(
  layer: string,
  kernel: Parameter,
  bias: Parameter,
  { arena, arena: { kernels }, input, value }: Pick<Place, "arena" | "input" | "value">,
): Step {
  const units = kernel.columns, output = value(units, input.groups);
  const k = input.width, s = input.stride, n = padded(units), ns = output.stride;
  const learnt = input.gradient ? input.learnt ?? k : 0;
  const transposed = learnt ? arena.allocate(s * n) : 0;
  let relu = 0, silent = false;
  return {
    layer,
    output,
    takeRelu: () => void (relu = 1),
    silenceBias: () => void (silent = true),
    forward(examples: number) {
      const m = padded(examples * input.groups);
      kernels.gemm(m, n, k, input.at, s, 1, kernel.at, ns, output.at, ns, bias.at, relu);
    },
    backward(examples: number) {
      const rows = examples * input.groups, g = output.gradient;
      kernels.gemm(padded(k), n, rows, input.at, 1, s, g, ns, kernel.gradient, ns, 0, 0);
      if (!silent) kernels.columnSums(rows, n, g, ns, bias.gradient);
      if (!learnt) return;
      kernels.transpose(learnt, n, kernel.at, ns, transposed, s);
      const m = padded(rows), w = padded(learnt);
      kernels.gemm(m, w, units, g, ns, 1, transposed, s, input.gradient, s, 0, 0);
    },
  };
}

export const dense: Builder = (layer, place) => {
  const { parameters } = place;
  const config = layer.getConfig() as { activation: string; useBias: boolean };
  if (!config.useBias) return "a dense layer without bias";
  const kernel = parameters.of(layer, "kernel"), bias = parameters.of(layer, "bias");
  const step = productStep(layer.name, kernel, bias, place), output = step.output;
  if (config.activation === "linear") return step;
  const kind = activationKind(config.activation);
  if (kind === undefined) return `the activation ${config.activation}`;
  const after = activationStep(layer.name, kind, { ...place, input: output, previous: step });
  return {
    layer: layer.name,
    output: after.output,
    forward(examples, training) {
      step.forward(examples, training);
      after.forward(examples, training);
    },
    backward(examples) {
      after.backward(examples);
      step.backward(examples);
    },
  };
};
