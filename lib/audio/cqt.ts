/** Constant-Q transform: a spectrogram whose bins are notes, so that a shift in pitch is a shift in rows. */
import { InputError } from "../core/errors.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import { RealFft } from "./fft.ts";
import { type Filter, type FilterBank, filterBank, filterOf } from "./filters.ts";
import { halved } from "./resample.ts";
import { type Frames, framesOf, numbered, type Sound } from "./sound.ts";
import { eachFrame, frameCount } from "./stft.ts";
import { hann } from "./window.ts";
import { estimateTuning } from "./tuning.ts";

/** Settings of a constant-Q transform. */
export interface CqtSettings {
  /** Samples from one frame to the next. */
  readonly hopLength: number;
  /** The lowest bin, in Hz: C1. */
  readonly fmin: number;
  /** How many bins. */
  readonly nBins: number;
  /** How many of them an octave has. */
  readonly binsPerOctave: number;
  /** Deviation from A = 440 Hz as a share of a bin; `null` estimates it. */
  readonly tuning: number | null;
  /** Which share of a filter's spectrum, its weakest bins, is left out. */
  readonly sparsity: number;
}

/** C1, in Hz. */
export const C1 = 440 * 2 ** ((24 - 69) / 12);

/** What is used where nothing else is said: librosa's. */
export const CQT: CqtSettings = {
  hopLength: 512,
  fmin: C1,
  nBins: 84,
  binsPerOctave: 12,
  tuning: 0,
  sparsity: .01,
};

/** The bandwidth of Hann's window in bins of a spectrum. */
const HANN_BANDWIDTH = 1.50018310546875;

/** Magnitudes of a constant-Q transform. Every octave is the one above at half the rate, under the same filters.
 *
 * @returns frames × [nBins]
 * @throws {InputError} when the highest bins reach beyond half the sample rate
 * @see Schörkhuber, C. & Klapuri, A. (2010). Constant-Q transform toolbox for music processing.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 440 * i / 22050));
 * const { data, names } = cqt({ samples, rate: 22050 });
 * const frame = data.subarray(20 * 84, 21 * 84);
 * assertEquals(frame.indexOf(Math.max(...frame)), 45); // A4 stands 45 semitones above C1
 * ```
 */
export function cqt(sound: Sound, settings: Partial<CqtSettings> = {}): Frames {
  const all = withDefaults(CQT, settings), { nBins, binsPerOctave, hopLength, sparsity } = all;
  checkSettings(all, {
    nBins: { least: 2, whole: true },
    binsPerOctave: { least: 1, whole: true },
    hopLength: { least: 1, whole: true },
    sparsity: { least: 0, below: 1 },
  });
  const tuning = all.tuning ?? estimateTuning(sound, { binsPerOctave });
  const fmin = all.fmin * 2 ** (tuning / binsPerOctave);
  const ratio = 2 ** (2 / binsPerOctave), q = (ratio + 1) / (ratio - 1);
  const frequency = (bin: number) => fmin * 2 ** (bin / binsPerOctave);
  const highest = frequency(nBins - 1) * (1 + .5 * HANN_BANDWIDTH / q);
  if (highest > sound.rate / 2) {
    throw new InputError("bins of a constant-Q transform beyond half the sample rate", {
      found: `a filter up to ${highest.toFixed(0)} Hz at ${sound.rate} samples a second`,
      expected: "fewer bins, or a higher rate",
    });
  }
  const octaves = Math.ceil(nBins / binsPerOctave), perOctave = Math.min(binsPerOctave, nBins);
  let { samples, rate } = sound, hop = hopLength;
  // as often as neither the highest filter nor the lower octaves' hops suffer
  const early = Math.min(
    Math.max(0, Math.ceil(Math.log2(rate / 2 / highest)) - 2),
    Math.max(0, twos(hop) - octaves + 1),
  );
  for (let i = 0; i < early; i++) [samples, rate, hop] = [halved(samples), rate / 2, hop / 2];

  const rows = frameCount(samples.length, hop), data = new Float32Array(rows * nBins);
  let filters: ComplexFilters | undefined, madeFor = 0;
  let gain = Math.sqrt(2 ** early / (q * rate)); // as an orthonormal transform has it
  for (let octave = 0; octave < octaves; octave++) {
    const end = nBins - octave * perOctave, start = Math.max(0, end - perOctave);
    const frequencies = Float64Array.from({ length: end - start }, (_, i) => frequency(start + i));
    // At half the rate, an octave lower has the same filters.
    const shape = frequencies[frequencies.length - 1] / rate;
    if (filters?.count !== frequencies.length || Math.abs(shape / madeFor - 1) > 1e-9) {
      [filters, madeFor] = [filtersOf(frequencies, q, rate, sparsity), shape];
    }
    const scale = frequencies.map((hz) => gain * Math.sqrt(hz));
    respond(samples, hop, filters!, scale, { data, rows, columns: nBins, start });
    if (hop % 2 === 0) [samples, rate, hop, gain] = [halved(samples), rate / 2, hop / 2, gain * 2];
  }
  return framesOf(data, numbered("cqt", nBins), { rate: sound.rate, hopLength });
}

/** How often a whole number can be halved. */
const twos = (n: number): number => n % 2 === 0 ? 1 + twos(n / 2) : 0;

/** Filters over a spectrum's real and imaginary parts, which stand in turn: the real parts of what all filters answer,
 * then the imaginary parts. */
interface ComplexFilters {
  readonly nFft: number;
  readonly count: number;
  readonly bank: FilterBank;
}

/** Spectra of filters: q cycles of each frequency under Hann's window. */
function filtersOf(
  frequencies: Float64Array,
  q: number,
  rate: number,
  sparsity: number,
): ComplexFilters {
  const nFft = Math.max(32, 2 ** Math.ceil(Math.log2(q * rate / frequencies[0])));
  const fft = RealFft.of(nFft), values = fft.values, spectrum = fft.spectrum;
  const filters = Array.from(frequencies, (hz) => {
    const cycles = q * rate / hz, from = Math.floor(-cycles / 2), to = Math.floor(cycles / 2);
    const window = hann(to - from), sum = window.reduce((a, b) => a + b, 0);
    const left = Math.floor((nFft - (to - from)) / 2);
    // the transform of a + i b is that of a plus i times that of b
    const parts = [Math.cos, Math.sin].map((wave) => {
      values.fill(0);
      for (let i = from; i < to; i++) {
        values[left + i - from] = window[i - from] / sum * wave(2 * Math.PI * i * hz / rate);
      }
      fft.forward();
      spectrum[1] = 0; // what belongs to half the rate
      return spectrum.slice();
    });
    const scale = cycles / nFft;
    const weights = Float64Array.from({ length: nFft }, (_, k) => {
      const [a, b] = parts;
      return scale * (k % 2 ? a[k] + b[k - 1] : a[k] - b[k + 1]);
    });
    return strongest(weights, sparsity);
  });
  const both = [...filters.map(([re]) => re), ...filters.map(([, im]) => im)];
  return { nFft, count: filters.length, bank: filterBank(nFft, both) };
}

/** A filter a + b i without its weakest bins, which together have a share of its magnitudes. Of a bin x + y i it makes
 * a x − b y and b x + a y. */
function strongest(weights: Float64Array, share: number): readonly [Filter, Filter] {
  const magnitudes = Float64Array.from(
    { length: weights.length / 2 },
    (_, k) => Math.hypot(weights[2 * k], weights[2 * k + 1]),
  );
  const sorted = magnitudes.toSorted(), total = sorted.reduce((a, b) => a + b, 0);
  let below = 0, i = 0;
  while ((below += sorted[i] / total) < share) i++;
  const kept = weights.map((x, k) => magnitudes[k >> 1] >= sorted[i] ? x : 0);
  return [
    filterOf(kept.map((x, k) => k % 2 ? -x : x)),
    filterOf(kept.map((_, k) => kept[k ^ 1])),
  ];
}

/** Magnitudes of all filters at all frames, each times its scale, into columns of a table. */
function respond(
  samples: Float32Array,
  hopLength: number,
  { nFft, count, bank }: ComplexFilters,
  scale: Float64Array,
  into: { data: Float32Array; rows: number; columns: number; start: number },
): void {
  eachFrame(samples, { nFft, hopLength }, undefined, (spectrum, frame) => {
    if (frame >= into.rows) return;
    const row = frame % bank.rows;
    spectrum[1] = 0; // what belongs to half the rate
    bank.table.set(spectrum, row * nFft);
    if (row < bank.rows - 1 && frame < into.rows - 1) return;
    const answers = bank.apply();
    for (let r = 0; r <= row; r++) {
      const at = 2 * r * count, to = (frame - row + r) * into.columns + into.start;
      for (let f = 0; f < count; f++) {
        const re = answers[at + f], im = answers[at + count + f];
        into.data[to + f] = scale[f] * Math.sqrt(re * re + im * im);
      }
    }
  });
}
