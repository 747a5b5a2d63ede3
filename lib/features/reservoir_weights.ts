/** The random weights of a reservoir, and what they are drawn by. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings, type Rule } from "../core/settings.ts";
import { spectralRadius as radiusOf } from "../core/spectral_radius.ts";

/** How a reservoir is drawn, and what is read of it. */
export interface ReservoirSettings {
  /** Numbers in its state. */
  units: number;
  /** Of the weights between units: below 1, what was heard long ago fades; 0: units are not connected. */
  spectralRadius: number;
  /** Share of a state that is new at each moment: 1 none is kept, towards 0 the state moves slowly. */
  leak: number;
  /** Standard deviation of what standardised, independent inputs add to a unit. */
  inputScaling: number;
  /** Share of the weights between units that are 0. */
  sparsity: number;
  /** Biases are drawn evenly from −bias to bias. */
  bias: number;
  /** Hear every column by its distance from the training rows' mean, in their standard deviations. */
  standardise: boolean;
  /** Moments at the start that are heard and not read. */
  washout: number;
  /** What stands for a sequence: the mean of the states that are read, or the last one. */
  pool: "mean" | "last";
}

/** Defaults of {@linkcode ReservoirSettings}. */
export const RESERVOIR_DEFAULTS: Readonly<ReservoirSettings> = Object.freeze({
  units: 200,
  spectralRadius: .9,
  leak: .3,
  inputScaling: 1,
  sparsity: .9,
  bias: .2,
  standardise: true,
  washout: 0,
  pool: "mean",
});

/** What makes sense. */
export const RESERVOIR_RULES: { readonly [Name in keyof ReservoirSettings]: Rule } = {
  units: { least: 1, most: 1e4, whole: true },
  spectralRadius: { least: 0, most: 10 },
  leak: { above: 0, most: 1 },
  inputScaling: { above: 0, most: 1e3 },
  sparsity: { least: 0, below: 1 },
  bias: { least: 0, most: 1e3 },
  standardise: [true, false],
  washout: { least: 0, most: 1e6, whole: true },
  pool: ["mean", "last"],
};

/** The random weights of a reservoir. */
export interface ReservoirWeights {
  readonly units: number;
  /** Columns of what it hears at a moment. */
  readonly inputs: number;
  /** Inputs × units. */
  readonly input: Float32Array;
  /** Units × units, from row to column; undefined where units are not connected. */
  readonly recurrent?: Float32Array;
  readonly bias: Float32Array;
}

/** Draws a reservoir: input weights evenly from ±inputScaling · √(3 / inputs), weights between units normal, most of
 * them 0, and scaled to the spectral radius.
 *
 * @param inputs columns of what it hears at a moment
 * @throws {InputError} on settings out of range, and where so few units are connected that no signal goes round
 * @see Jaeger, H. (2001). The "echo state" approach to analysing and training recurrent neural networks. Lukoševičius, M.
 * (2012). A practical guide to applying echo state networks.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { spectralRadius } from "../core/spectral_radius.ts";
 * const { recurrent } = drawReservoir(3, { ...RESERVOIR_DEFAULTS, units: 20, sparsity: .5 }, new Rng(1));
 * assertAlmostEquals(spectralRadius(recurrent!, 20, new Rng(2)), .9, 1e-5);
 * ```
 */
export function drawReservoir(
  inputs: number,
  settings: ReservoirSettings,
  rng: Rng,
): ReservoirWeights {
  checkSettings(settings, RESERVOIR_RULES);
  const { units, spectralRadius, inputScaling, sparsity, bias: most } = settings;
  const even = (count: number, most: number, rng: Rng) =>
    Float32Array.from({ length: count }, () => most * (2 * rng.uniform() - 1));
  const input = even(inputs * units, inputScaling * Math.sqrt(3 / inputs), rng.fork("inputs"));
  const bias = even(units, most, rng.fork("biases"));
  if (spectralRadius === 0) return { units, inputs, input, bias };
  const draw = rng.fork("recurrent");
  const recurrent = Float32Array.from(
    { length: units * units },
    () => draw.uniform() < sparsity ? 0 : draw.normal(),
  );
  const radius = radiusOf(recurrent, units, rng.fork("radius"));
  if (!(radius > 1e-6)) {
    throw new InputError("a reservoir in which no signal goes round", {
      found: `${units} units, sparsity ${sparsity}`,
      expected: "more units, a lower sparsity, or spectralRadius 0",
    });
  }
  for (let at = 0; at < recurrent.length; at++) recurrent[at] *= spectralRadius / radius;
  return { units, inputs, input, recurrent, bias };
}

/** The same reservoir, to which columns of these means and deviations sound like columns of 0 and 1; one that never
 * changes is not heard. */
export function hearing(
  weights: ReservoirWeights,
  { means, deviations }: Moments,
): ReservoirWeights {
  const { inputs, units } = weights, input = weights.input.slice();
  const bias = Float64Array.from(weights.bias);
  for (let k = 0; k < inputs; k++) {
    const scale = deviations[k] > 0 ? 1 / deviations[k] : 0;
    for (let j = 0; j < units; j++) {
      const weight = weights.input[k * units + j] * scale;
      input[k * units + j] = weight;
      bias[j] -= weight * means[k];
    }
  }
  return { ...weights, input, bias: Float32Array.from(bias) };
}

/** Mean and standard deviation of each column. */
export interface Moments {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

/** Those of rows × columns numbers, or rows × moments × columns. */
export function momentsOf(data: Float32Array, columns: number): Moments {
  const means = new Float64Array(columns), deviations = new Float64Array(columns);
  const count = data.length / columns;
  for (let at = 0; at < data.length; at += columns) {
    for (let j = 0; j < columns; j++) means[j] += data[at + j];
  }
  for (let j = 0; j < columns; j++) means[j] /= count;
  for (let at = 0; at < data.length; at += columns) {
    for (let j = 0; j < columns; j++) deviations[j] += (data[at + j] - means[j]) ** 2;
  }
  return { means, deviations: deviations.map((sum) => Math.sqrt(sum / count)) };
}
