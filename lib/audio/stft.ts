/** Short-time Fourier transform and back, and spectrograms: how strong each frequency is at each moment. */
import { checkSetting, withDefaults } from "../core/settings.ts";
import { type Tensor, tensor } from "../core/tensor.ts";
import { RealFft } from "./fft.ts";
import { type Frames, numbered, type Sound } from "./sound.ts";
import { hann } from "./window.ts";

/** Settings of a short-time Fourier transform. */
export interface StftSettings {
  /** Samples in a frame, a power of two. */
  readonly nFft: number;
  /** Samples from one frame to the next. */
  readonly hopLength: number;
}

/** What is used where nothing else is said: librosa's. */
export const STFT: StftSettings = { nFft: 2048, hopLength: 512 };

/** A sound's complex spectrum: frames × [nFft / 2 + 1, 2], real and imaginary parts. */
export interface ComplexSpectrogram extends Tensor, StftSettings {
  /** Samples a second. */
  readonly rate: number;
}

/** Magnitudes or powers: frames × [nFft / 2 + 1]. */
export interface Spectrogram extends Frames, StftSettings {
  /** 1: magnitudes; 2: their squares. */
  readonly power: 1 | 2;
}

/** Checks settings and fills in what is not said. */
function settled(settings: Partial<StftSettings>): StftSettings {
  const all = withDefaults(STFT, settings);
  checkSetting("the setting hopLength", all.hopLength, { least: 1, whole: true });
  return all;
}

/** Calls `use` with the spectrum of every frame: windowed, its middle at sample hopLength × frame, zeros beyond the
 * sound's ends.
 * @param window nFft factors; ones without it
 * @returns how many frames there are */
export function eachFrame(
  samples: Float32Array,
  { nFft, hopLength }: StftSettings,
  window: ArrayLike<number> | undefined,
  use: (spectrum: Float32Array, frame: number) => void,
): number {
  const fft = RealFft.of(nFft), values = fft.values, spectrum = fft.spectrum;
  const frames = frameCount(samples.length, hopLength);
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * hopLength - nFft / 2;
    const from = Math.max(0, -start), to = Math.min(nFft, samples.length - start);
    if (from > 0) values.fill(0, 0, from);
    if (to < nFft) values.fill(0, Math.max(to, 0));
    if (window) { for (let i = from; i < to; i++) values[i] = samples[start + i] * window[i]; }
    else if (to > from) values.set(samples.subarray(start + from, start + to), from);
    fft.forward();
    use(spectrum, frame);
  }
  return frames;
}

/** How many frames a sound of so many samples has. */
export const frameCount = (samples: number, hopLength: number): number =>
  1 + Math.floor(samples / hopLength);

/** Short-time Fourier transform under Hann's window; frame t stands around sample t × hopLength, with zeros beyond
 * the ends.
 *
 * @returns frames × [nFft / 2 + 1, 2]
 * @throws {InputError} when nFft is not a power of two
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 4096 }, (_, i) => Math.cos(i * Math.PI / 4)), rate: 8000 };
 * assertEquals(stft(tone, { nFft: 256, hopLength: 64 }).shape, [129, 2]);
 * ```
 */
export function stft(sound: Sound, settings: Partial<StftSettings> = {}): ComplexSpectrogram {
  const all = settled(settings), { nFft, hopLength } = all, bins = nFft / 2 + 1;
  const data = new Float32Array(2 * bins * frameCount(sound.samples.length, hopLength));
  const rows = eachFrame(sound.samples, all, hann(nFft), (spectrum, frame) => {
    const at = 2 * bins * frame;
    data[at] = spectrum[0];
    data[at + 2 * bins - 2] = spectrum[1];
    data.set(spectrum.subarray(2), at + 2);
  });
  const table = tensor(rows, [bins, 2], ["real", "imaginary"], data);
  return { ...table, ...all, rate: sound.rate };
}

/** The sound of a spectrum, by overlapping and adding frames under Hann's window.
 *
 * @param length how many samples; what the frames cover without it
 * @see Griffin, D. & Lim, J. (1984). Signal estimation from modified short-time Fourier transform.
 * @example
 * ```ts
 * import { assertAllClose } from "../../tests/assert.ts";
 * const noise = { samples: Float32Array.from({ length: 3000 }, (_, i) => Math.sin(i * i)), rate: 8000 };
 * assertAllClose(istft(stft(noise), 3000).samples, noise.samples, { absolute: 1e-5 });
 * ```
 */
export function istft(spectrum: ComplexSpectrogram, length?: number): Sound {
  const { data, rows, nFft, hopLength, rate } = spectrum, bins = nFft / 2 + 1;
  const fft = RealFft.of(nFft), window = hann(nFft), half = nFft / 2;
  const samples = new Float32Array(length ?? hopLength * (rows - 1));
  const weights = new Float32Array(samples.length);
  const values = fft.values, bin = fft.spectrum;
  for (let frame = 0; frame < rows; frame++) {
    const at = 2 * bins * frame, start = frame * hopLength - half;
    bin[0] = data[at];
    bin[1] = data[at + 2 * bins - 2];
    bin.set(data.subarray(at + 2, at + 2 * bins - 2), 2);
    fft.backward();
    const from = Math.max(0, -start), to = Math.min(nFft, samples.length - start);
    for (let i = from; i < to; i++) {
      const w = window[i];
      samples[start + i] += values[i] * w;
      weights[start + i] += w * w;
    }
  }
  for (let i = 0; i < samples.length; i++) {
    samples[i] /= nFft * (weights[i] > 1.2e-38 ? weights[i] : 1);
  }
  return { samples, rate };
}

/** How strong each frequency is in each frame.
 *
 * @param input a sound, or its complex spectrum where that is known already
 * @returns frames × [nFft / 2 + 1] magnitudes, or powers
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 8000 }, (_, i) => Math.cos(i * Math.PI / 4)), rate: 8000 };
 * const { data, shape } = spectrogram(tone, { power: 2 });
 * const frame = data.subarray(8 * shape[0], 9 * shape[0]);
 * assertEquals(frame.indexOf(Math.max(...frame)), 256); // 1,000 of 4,000 Hz is a quarter of the way
 * ```
 */
export function spectrogram(
  input: Sound | ComplexSpectrogram,
  { power = 1, ...settings }: Partial<StftSettings> & { readonly power?: 1 | 2 } = {},
): Spectrogram {
  checkSetting("the setting power", power, [1, 2]);
  const all = "samples" in input ? settled(settings) : input;
  const { nFft, hopLength } = all, bins = nFft / 2 + 1, names = numbered("bin", bins, 0);
  let data: Float32Array;
  if ("samples" in input) {
    data = new Float32Array(bins * frameCount(input.samples.length, hopLength));
    eachFrame(input.samples, all, hann(nFft), (spectrum, frame) => {
      const at = bins * frame;
      data[at] = spectrum[0] * spectrum[0];
      data[at + bins - 1] = spectrum[1] * spectrum[1];
      for (let k = 1; k < bins - 1; k++) {
        const re = spectrum[2 * k], im = spectrum[2 * k + 1];
        data[at + k] = re * re + im * im;
      }
    });
  } else {
    data = new Float32Array(input.data.length / 2);
    for (let i = 0; i < data.length; i++) {
      const re = input.data[2 * i], im = input.data[2 * i + 1];
      data[i] = re * re + im * im;
    }
  }
  if (power === 1) { for (let i = 0; i < data.length; i++) data[i] = Math.sqrt(data[i]); }
  const table = tensor(data.length / bins, [bins], names, data);
  return { ...table, nFft, hopLength, rate: input.rate, power };
}

/** The spectrogram that a measure needs, of a sound or of another spectrogram. */
export function asSpectrogram(
  input: Sound | Spectrogram,
  power: 1 | 2,
  settings: Partial<StftSettings> = {},
): Spectrogram {
  if ("samples" in input) return spectrogram(input, { ...settings, power });
  if (input.power === power) return input;
  const data = new Float32Array(input.data.length);
  for (let i = 0; i < data.length; i++) {
    const x = input.data[i];
    data[i] = power === 2 ? x * x : Math.sqrt(x);
  }
  return { ...input, data, power };
}
