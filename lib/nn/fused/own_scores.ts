/** Every tag's own score, passed through, and what a network adds to it: y = c + a ∘ x + b. */
import type { Builder } from "./layer.ts";

export const ownScores: Builder = (layer, place) => {
  const { arena, parameters, inputs: [correction, own] } = place;
  if (own.gradient) return "own scores that are learnt themselves";
  if (!correction.gradient) return "own scores beside a correction that does not learn";
  const a = parameters.of(layer, "scale"), b = parameters.of(layer, "bias");
  const { stride } = correction, output = place.value(correction.width, 1);
  return {
    layer: layer.name,
    output,
    forward(examples) {
      const n = examples * stride, table = (at: number) => arena.floats(at, n);
      const y = table(output.at), c = table(correction.at), x = table(own.at);
      const scale = arena.floats(a.at, stride), shift = arena.floats(b.at, stride);
      for (let from = 0; from < n; from += stride) {
        for (let j = 0; j < stride; j++) {
          y[from + j] = c[from + j] + scale[j] * x[from + j] + shift[j];
        }
      }
    },
    backward(examples) {
      const n = examples * stride, dy = arena.floats(output.gradient, n);
      arena.floats(correction.gradient, n).set(dy);
      const x = arena.floats(own.at, n), dScale = arena.floats(a.gradient, stride).fill(0);
      const dShift = arena.floats(b.gradient, stride).fill(0);
      for (let from = 0; from < n; from += stride) {
        for (let j = 0; j < stride; j++) {
          dScale[j] += dy[from + j] * x[from + j];
          dShift[j] += dy[from + j];
        }
      }
    },
  };
};
