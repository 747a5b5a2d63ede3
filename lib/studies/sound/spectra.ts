/** What spectra show and hide: the loudest frequency, leakage, what is told apart, what a shift in pitch does. */
import { RealFft } from "../../audio/fft.ts";
import {
  type Frames,
  hann,
  meanOverTime,
  type Sound,
  type Spectrogram,
  spectrogram,
} from "../../audio/mod.ts";
import { InputError } from "../../core/errors.ts";
import type { Line } from "../../show/figures/lines.ts";
import { NEAR, tonesAndClicks } from "./sounds.ts";

/** The frequency that is loudest, and how loud: its amplitude in dB, 0 for a sine from −1 to 1.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { tone } from "./sounds.ts";
 * assertAlmostEquals(loudest(tone(1000)).hz, 1000, 3);
 * ```
 */
export function loudest(sound: Sound): { readonly hz: number; readonly dB: number } {
  const length = 2 ** Math.floor(Math.log2(sound.samples.length)), { rate } = sound;
  const amplitudes = amplitudesOf(sound.samples.subarray(0, length), "hann");
  let k = 1;
  for (let i = 1; i < amplitudes.length - 1; i++) if (amplitudes[i] > amplitudes[k]) k = i;
  // the top of a parabola through the logarithms of three neighbours
  const [a, b, c] = [k - 1, k, k + 1].map((i) => Math.log(Math.max(1e-20, amplitudes[i] ?? 0)));
  const shift = a + c === 2 * b ? 0 : (a - c) / (2 * (a - 2 * b + c));
  return { hz: (k + shift) * rate / length, dB: 20 * Math.log10(Math.max(1e-10, amplitudes[k])) };
}

/** Amplitudes of a frame's sines: bin k is k periods a frame. */
function amplitudesOf(frame: Float32Array, window: "none" | "hann"): Float64Array {
  const n = frame.length, fft = RealFft.of(n), weights = window === "hann" ? hann(n) : undefined;
  const values = fft.values;
  for (let i = 0; i < n; i++) values[i] = frame[i] * (weights ? weights[i] : 1);
  fft.forward();
  const spectrum = fft.spectrum, scale = (weights ? 2 : 1) * 2 / n;
  const amplitudes = new Float64Array(n / 2 + 1);
  for (let k = 1; k < n / 2; k++) {
    amplitudes[k] = scale * Math.hypot(spectrum[2 * k], spectrum[2 * k + 1]);
  }
  return amplitudes;
}

/** The spectrum of one frame, with and without Hann's window, as lines in dB over Hz.
 *
 * @param length samples of the frame, a power of two
 * @param to the highest frequency
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { tone } from "./sounds.ts";
 * assertEquals(frameSpectra(tone(1000), "1,000 Hz", { length: 512, to: 2000 }).length, 2);
 * ```
 */
export function frameSpectra(
  { samples, rate }: Sound,
  name: string,
  { length, to }: { readonly length: number; readonly to: number },
): Line[] {
  if (samples.length < length) {
    throw new InputError("a sound shorter than a frame", {
      found: `${samples.length} samples`,
      expected: `${length}`,
    });
  }
  const bins = Math.min(length / 2, Math.floor(to * length / rate));
  return (["none", "hann"] as const).map((window) => {
    const amplitudes = amplitudesOf(samples.subarray(0, length), window);
    const at = Array.from({ length: bins - 1 }, (_, i) => i + 1);
    return {
      name: `${name}, ${window === "hann" ? "Hann's window" : "no window"}`,
      x: at.map((k) => k * rate / length),
      y: at.map((k) => 20 * Math.log10(Math.max(1e-5, amplitudes[k]))),
      dash: window === "hann" ? "solid" : "dot",
    };
  });
}

/** Samples between frames, fewer than lie between the clicks. */
const HOP = 16;

/** What frames of some length tell apart of `tonesAndClicks()`: the two tones, by how deep the dip between them is; the two
 * clicks, by how deep the loudness falls between them (dB; 0 is one lump).
 *
 * @param nFft samples of a frame
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * const { tones, clicks } = toldApart(1024);
 * assert(tones > 10 && clicks < 3);
 * ```
 */
export function toldApart(nFft: number): { readonly tones: number; readonly clicks: number } {
  const sound = tonesAndClicks(), { hz, clicks } = NEAR;
  const spectrum = spectrogram(sound, { nFft, hopLength: HOP }), bins = spectrum.names.length;
  const mean = meanOverTime(spectrum), loud = new Float64Array(spectrum.rows);
  const high = Math.ceil(1000 * nFft / sound.rate); // clicks reach above the tones
  for (let t = 0; t < spectrum.rows; t++) {
    for (let k = high; k < bins; k++) loud[t] += spectrum.data[t * bins + k] ** 2;
  }
  return {
    tones: dip(mean, hz.map((f) => f * nFft / sound.rate)),
    clicks: dip(loud.map(Math.sqrt), clicks.map((time) => time * sound.rate / HOP)),
  };
}

/** By how many dB a curve falls between two places, below the lower of its peaks there. */
function dip(curve: Float64Array, [from, to]: readonly number[]): number {
  const near = (at: number, reach: number) =>
    curve.subarray(Math.max(0, Math.round(at - reach)), Math.round(at + reach) + 1);
  const reach = Math.max(1, (to - from) / 4);
  const peak = Math.min(...[from, to].map((at) => Math.max(...near(at, reach))));
  const least = Math.min(...curve.subarray(Math.round(from), Math.round(to) + 1));
  return Math.max(0, 20 * Math.log10(peak / Math.max(least, 1e-9 * peak)));
}

/** By how many rows a picture must be moved up to be most like another of the same time, and how alike they are then: the
 * correlation of all values that both have.
 *
 * @param a frames, such as a constant-Q transform in dB
 * @param b frames of the same kind, of the same sound higher or lower
 * @throws {InputError} when they are not of the same kind
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const frames = (data: number[]) =>
 *   ({ rows: 1, shape: [6], names: [..."abcdef"], data: Float32Array.from(data), rate: 8000, hopLength: 1 });
 * const { rows } = rowShift(frames([0, 3, 1, 0, 0, 0]), frames([0, 0, 0, 3, 1, 0]), 3);
 * assertEquals(rows, 2);
 * ```
 */
export function rowShift(
  a: Frames | Spectrogram,
  b: Frames | Spectrogram,
  most = 24,
): { readonly rows: number; readonly alike: number } {
  const width = a.names.length, count = Math.min(a.rows, b.rows);
  if (width !== b.names.length) {
    throw new InputError("pictures of two kinds", {
      found: `${width} and ${b.names.length} values a frame`,
      expected: "as many in both",
    });
  }
  let best = { rows: 0, alike: -2 };
  for (let shift = -most; shift <= most; shift++) {
    const alike = correlationAt(a, b, shift, count);
    if (alike > best.alike) best = { rows: shift, alike };
  }
  return best;
}

function correlationAt(a: Frames, b: Frames, shift: number, count: number): number {
  const width = a.names.length, from = Math.max(0, -shift), to = Math.min(width, width - shift);
  let n = 0, sa = 0, sb = 0, ab = 0, aa = 0, bb = 0;
  for (let t = 0; t < count; t++) {
    for (let k = from; k < to; k++) {
      const x = a.data[t * width + k], y = b.data[t * width + k + shift];
      n++, sa += x, sb += y, ab += x * y, aa += x * x, bb += y * y;
    }
  }
  const spread = (aa - sa * sa / n) * (bb - sb * sb / n);
  return spread > 0 ? (ab - sa * sb / n) / Math.sqrt(spread) : 0;
}
