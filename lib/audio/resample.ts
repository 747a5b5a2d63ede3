/** From one sample rate to another, by a windowed sinc (Kaiser) in polyphase form; in WebAssembly. */
import { InputError } from "../core/errors.ts";
import { startKernel } from "../core/kernels/load.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import type { Sound } from "./sound.ts";

/** How steep the filter against aliasing is. */
export interface ResampleSettings {
  /** Up to which share of the lower rate's half everything is kept. */
  readonly passband: number;
  /** From which share on all is gone; above 1, what lies beyond half the rate folds back between the two. */
  readonly stopband: number;
  /** How far down it is there, in dB. */
  readonly attenuation: number;
}

/** What is used where nothing else is said. */
export const RESAMPLE: ResampleSettings = { passband: .92, stopband: 1, attenuation: 110 };

interface Functions {
  readonly polyphase: (...numbers: number[]) => void;
}

/** The most samples that are read, and written, at once. */
const BLOCK = 65536;

/** More phases than these are interpolated between. */
const MOST_PHASES = 1024;

/** The same sound at another rate, as long as before and not shifted.
 *
 * @param rate samples a second, a whole number as the sound's own is
 * @throws {InputError} when a rate is no whole number
 * @see Smith, J. O. & Gossett, P. (1984). A flexible sampling-rate conversion method.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const at = (rate: number) => Float32Array.from({ length: rate }, (_, i) => Math.sin(2 * Math.PI * 440 * i / rate));
 * const { samples } = resample({ samples: at(44100), rate: 44100 }, 22050);
 * assertAlmostEquals(samples[10000], at(22050)[10000], 1e-4);
 * ```
 */
export function resample(
  sound: Sound,
  rate: number,
  settings: Partial<ResampleSettings> = {},
): Sound {
  const filter = withDefaults(RESAMPLE, settings);
  checkSettings(filter, {
    passband: { above: 0, below: filter.stopband },
    attenuation: { least: 21, most: 200 },
  });
  for (const found of [rate, sound.rate]) {
    if (!(Number.isInteger(found) && found >= 1)) {
      throw new InputError("a sample rate to convert", { found, expected: "a whole number" });
    }
  }
  if (rate === sound.rate) return sound;
  const samples = convert(sound.samples, sound.rate, rate, filter);
  return { samples, rate };
}

/** Every second sample, after a filter that keeps what lies below .8 of the new rate's half. Its cut lies at half the
 * old rate's half, which makes every second weight 0 and the rest a pair on both sides of the middle's one half. */
export function halved(samples: Float32Array): Float32Array {
  const pairs = 16, beta = 10, length = samples.length;
  const weights = Float64Array.from({ length: pairs }, (_, k) => {
    const t = 2 * k + 1, x = t / (2 * pairs);
    return .5 * sinc(t / 2) * bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);
  });
  const padded = new Float32Array(length + 4 * pairs),
    output = new Float32Array(Math.ceil(length / 2));
  padded.set(samples, 2 * pairs);
  for (let n = 0; n < output.length; n++) {
    const middle = 2 * n + 2 * pairs;
    let sum = .5 * padded[middle];
    for (let k = 0, t = 1; k < pairs; k++, t += 2) {
      sum += weights[k] * (padded[middle - t] + padded[middle + t]);
    }
    output[n] = sum;
  }
  return output;
}

function convert(
  input: Float32Array,
  from: number,
  to: number,
  { passband, stopband, attenuation }: ResampleSettings,
): Float32Array {
  const divisor = gcd(from, to), up = to / divisor, down = from / divisor;
  const lower = Math.min(1, to / from); // half the lower rate, as a share of half the input's
  const cutoff = lower * (passband + stopband) / 2, transition = lower * (stopband - passband);
  // Kaiser's estimates of length and shape
  const half = Math.ceil((attenuation - 7.95) / (2.285 * Math.PI * transition) / 2);
  const beta = .1102 * (attenuation - 8.7), phases = Math.min(up, MOST_PHASES);
  const taps = 8 * Math.ceil(2 * half / 8), block = Math.min(BLOCK, Math.ceil(BLOCK * up / down));
  const reach = Math.ceil(block * down / up) + taps + 1;
  const kernel = startKernel<Functions>(
    new URL("./kernels/polyphase.wasm", import.meta.url),
    4 * ((phases + 1) * taps + reach + block) + 256,
  );
  const filters = kernel.float32((phases + 1) * taps);
  for (let phase = 0; phase <= phases; phase++) {
    for (let k = 0; k < 2 * half; k++) {
      const t = k - half + 1 - phase / phases; // from the output's place to the input sample
      const x = t / half, window = x * x >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x));
      filters[phase * taps + k] = cutoff * sinc(cutoff * t) * window / bessel(beta);
    }
  }
  const part = kernel.float32(reach), answers = kernel.float32(block);
  const output = new Float32Array(Math.ceil(input.length * up / down));
  for (let n = 0; n < output.length; n += block) {
    const place = n * down, whole = Math.floor(place / up), first = whole - half + 1;
    const from = Math.max(0, first), count = Math.min(block, output.length - n);
    part.fill(0);
    part.set(input.subarray(from, Math.max(from, first + reach)), from - first);
    kernel.call.polyphase(
      ...[count, up, down, place - whole * up, phases, taps],
      ...[filters.byteOffset, part.byteOffset, answers.byteOffset],
    );
    output.set(answers.subarray(0, count), n);
  }
  return output;
}

const gcd = (a: number, b: number): number => b === 0 ? a : gcd(b, a % b);
const sinc = (x: number): number => x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);

/** The modified Bessel function of order 0, by its power series. */
function bessel(x: number): number {
  let term = 1, sum = 1;
  for (let k = 1; term > 1e-17 * sum; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}
