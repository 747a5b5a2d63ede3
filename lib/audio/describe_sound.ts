/** Everything that we measure of a track, in one row: the features of two published tables, and more. */
import { mean, standardDeviation } from "../core/statistics.ts";
import { powerToDb } from "./decibels.ts";
import { delta } from "./delta.ts";
import { PERIODS, WIDE_BANDS } from "./feature_columns.ts";
import { measure } from "./features174.ts";
import { onsetStrength } from "./onset.ts";
import { type Frames, meanOverTime, type Sound } from "./sound.ts";
import {
  spectralBandwidth,
  spectralCentroid,
  spectralFlatness,
  spectralRolloff,
} from "./spectral.ts";
import { rms, zeroCrossingRate } from "./waveform.ts";

/** The 174 features; means and variances of 28 quantities, with librosa's defaults as well; and what tells styles apart
 * where artists differ: mel bands in decibels, deviations over time, changes from frame to frame, the pulse (how alike
 * the onset envelope is to itself a period later).
 *
 * @returns a number for each of {@linkcode ALL_COLUMNS}
 * @throws {InputError} as `features174`, or when there are fewer than nine frames (.2 seconds)
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { ALL_COLUMNS } from "./feature_columns.ts";
 * const tone = { samples: Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8)), rate: 22050 };
 * assertEquals(describeSound(tone).length, ALL_COLUMNS.length);
 * ```
 */
export function describeSound(sound: Sound): Float64Array {
  const { features, frames, magnitudes, decibels, harmonic } = measure(sound);
  const { mfcc, chroma, contrast, tonnetz, mel } = frames, { samples } = sound;
  // what is not harmonic is percussive: without margins the two parts add up to the whole
  const percussive = samples.map((x, i) => x - harmonic.samples[i]);
  const loudness = rms(sound), wide = powerToDb(fourByFour(mel)), onsets = onsetStrength(decibels);
  const flatness = powerToDb(spectralFlatness(magnitudes));
  const lasting = momentsOf(harmonic.samples), struck = momentsOf(percussive);
  return Float64Array.from([
    ...features,
    ...momentsOf(chroma.data),
    ...momentsOf(loudness.data),
    ...momentsOf(spectralCentroid(magnitudes).data),
    ...momentsOf(spectralBandwidth(magnitudes).data),
    ...momentsOf(spectralRolloff(magnitudes).data),
    ...momentsOf(zeroCrossingRate(sound).data),
    ...lasting,
    ...struck,
    ...interleaved(meanOverTime(mfcc), variances(mfcc)),
    ...meanOverTime(wide),
    ...deviations(wide),
    ...[chroma, contrast, tonnetz, delta(mfcc)].flatMap((measured) => [...deviations(measured)]),
    ...spread(flatness.data),
    ...spread(powerToDb({ ...loudness, data: loudness.data.map((x) => x * x) }).data),
    ...spread(onsets.data),
    10 * Math.log10((lasting[1] + 1e-10) / (struck[1] + 1e-10)),
    ...pulse(onsets),
  ]);
}

const spread = (values: ArrayLike<number>) => [mean(values), standardDeviation(values, 0)];

/** Mean and variance (n in the denominator) of all values. */
function momentsOf(values: ArrayLike<number>): readonly [mean: number, variance: number] {
  const middle = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - middle) ** 2;
  return [middle, squares / values.length];
}

/** The variance of every column over time. */
function variances(frames: Frames): Float64Array {
  const means = meanOverTime(frames), squares = new Float64Array(means.length);
  for (let i = 0; i < frames.data.length; i++) {
    squares[i % means.length] += (frames.data[i] - means[i % means.length]) ** 2;
  }
  return squares.map((sum) => sum / frames.rows);
}

const deviations = (frames: Frames): Float64Array => variances(frames).map(Math.sqrt);

const interleaved = (a: Float64Array, b: Float64Array): number[] =>
  [...a].flatMap((value, i) => [value, b[i]]);

/** Neighbouring bands added up, four at a time. */
function fourByFour(mel: Frames): Frames {
  const each = mel.names.length / WIDE_BANDS, data = new Float32Array(mel.rows * WIDE_BANDS);
  for (let i = 0; i < mel.data.length; i++) data[Math.floor(i / each)] += mel.data[i];
  return { ...mel, data, shape: [WIDE_BANDS], names: mel.names.slice(0, WIDE_BANDS) };
}

/** How alike the onset envelope is to itself some frames later, as a correlation, for periods of 40 to 320 beats a minute
 * in equal ratios: the largest within a period's reach; 0 where the sound is too short. */
function pulse({ data, rate, hopLength }: Frames): number[] {
  const middle = mean(data), x = Float64Array.from(data, (value) => value - middle);
  const all = standardDeviation(x) ** 2 * (x.length - 1);
  const correlation = (lag: number) => {
    let sum = 0;
    for (let i = 0; i + lag < x.length; i++) sum += x[i] * x[i + lag];
    return all > 0 ? sum / all : 0;
  };
  const frames = (k: number) => 60 / (40 * 8 ** (k / PERIODS)) * rate / hopLength;
  return Array.from({ length: PERIODS }, (_, k) => {
    const from = Math.max(1, Math.round(frames(k + 1))), to = Math.round(frames(k));
    const lags = Array.from({ length: Math.max(1, to - from) }, (_, i) => from + i);
    return Math.max(...lags.map(correlation));
  });
}
