/** The live network: dense layers over a window's numbers. Saved as plain numbers, so that a page needs no library. */
import { floats } from "../../../core/base64.ts";

/** A dense layer; all but the last are followed by ReLU, the last by softmax. */
export interface SavedLayer {
  readonly units: number;
  /** Inputs × units, in base64. */
  readonly kernel: string;
  readonly bias: string;
}

/** A saved network. */
export interface SavedNetwork {
  /** Of each input, by which it is brought to mean 0 and deviation 1: in base64. */
  readonly mean: string;
  readonly deviation: string;
  readonly layers: readonly SavedLayer[];
}

/** Opens a saved network: probabilities of the classes from a window's numbers. */
export function openNetwork(
  { mean: means, deviation: deviations, layers: saved }: SavedNetwork,
): (inputs: Float64Array) => Float64Array {
  const mean = floats(means), deviation = floats(deviations);
  const layers = saved.map(({ units, kernel, bias }) => ({
    ...{ units, kernel: floats(kernel), bias: floats(bias) },
  }));
  return (inputs) => {
    let values: Float64Array = inputs.map((x, j) => (x - mean[j]) / deviation[j]);
    layers.forEach(({ units, kernel, bias }, l) => {
      const next = Float64Array.from(bias);
      values.forEach((x, j) => {
        for (let u = 0; u < units; u++) next[u] += x * kernel[j * units + u];
      });
      values = l < layers.length - 1 ? next.map((x) => Math.max(0, x)) : softmax(next);
    });
    return values;
  };
}

function softmax(values: Float64Array): Float64Array {
  const most = Math.max(...values), powers = values.map((x) => Math.exp(x - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((x) => x / sum);
}
