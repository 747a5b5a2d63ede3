/** y = f(x): relu, gelu, tanh, selu; in place but for gelu, whose derivative needs the input. */
import type { Builder, Place, Step } from "./layer.ts";

const KINDS = ["relu", "gelu", "tanh", "selu"];

/** The number by which the kernels know an activation, if they do. */
export const activationKind = (name: string): number | undefined => {
  const kind = KINDS.indexOf(name);
  return kind < 0 ? undefined : kind;
};

export function activationStep(layer: string, kind: number, place: Place): Step {
  const { arena: { kernels }, input, previous } = place;
  const output = KINDS[kind] === "gelu"
    ? { ...place.value(input.width, input.groups), gradient: input.gradient }
    : input;
  const done = KINDS[kind] === "relu" && previous?.takeRelu !== undefined;
  if (done) previous.takeRelu!();
  return {
    layer,
    output,
    forward(examples) {
      if (!done) {
        kernels.activate(kind, examples * input.groups * input.stride, input.at, output.at);
      }
    },
    backward(examples) {
      if (!input.gradient) return;
      kernels.activateBackward(
        kind,
        examples * input.groups * input.stride,
        input.at,
        input.gradient,
      );
    },
  };
}

export const activation: Builder = (layer, place) => {
  const name = layer.getConfig().activation as string, kind = activationKind(name);
  return kind === undefined ? `the activation ${name}` : activationStep(layer.name, kind, place);
};
