/** Pictures of a sound as strips of a timeline, with what their rows stand for. */
import {
  amplitudeToDb,
  C1,
  cqt,
  fftFrequencies,
  type Frames,
  MEL,
  melFilters,
  melFrequencies,
  melSpectrogram,
  powerToDb,
  type Sound,
  spectrogram,
  STFT,
  type StftSettings,
  tempogram,
} from "../../audio/mod.ts";
import type { Line, TimeTrack } from "../../show/mod.ts";

/** A strip that is a picture. */
export type PictureTrack = Extract<TimeTrack, { readonly picture: unknown }>;

/** Decibels of a short-time Fourier transform, over Hz.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { tone } from "./sounds.ts";
 * assertEquals(spectrogramTrack("A", tone(440), { nFft: 512 }).hz!.length, 257);
 * ```
 */
export function spectrogramTrack(
  heading: string,
  sound: Sound,
  settings: Partial<StftSettings> = {},
): PictureTrack {
  const { nFft } = { ...STFT, ...settings }, hz = fftFrequencies({ rate: sound.rate, nFft });
  return { heading, picture: amplitudeToDb(spectrogram(sound, settings)), hz, unit: "dB" };
}

/** Decibels of mel bands, over the middles of the bands.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { tone } from "./sounds.ts";
 * assertEquals(melTrack("A", tone(440), 40).hz!.length, 40);
 * ```
 */
export function melTrack(heading: string, sound: Sound, nMels = 128): PictureTrack {
  const hz = melFrequencies(nMels, 0, sound.rate / 2).subarray(1, nMels + 1);
  return { heading, picture: powerToDb(melSpectrogram(sound, { nMels })), hz, unit: "dB" };
}

/** Decibels of a constant-Q transform, a row a semitone from C1 up.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * import { tone } from "./sounds.ts";
 * assertAlmostEquals(cqtTrack("A", tone(440)).hz![45], 440, 1e-9);
 * ```
 */
export function cqtTrack(heading: string, sound: Sound): PictureTrack {
  const picture = amplitudeToDb(cqt(sound));
  return { heading, picture, hz: picture.names.map((_, k) => C1 * 2 ** (k / 12)), unit: "dB" };
}

/** How regular onsets are, over beats a minute: the slowest at the bottom.
 *
 * @param envelope onset strength
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { onsetStrength } from "../../audio/mod.ts";
 * import { clickTrack } from "./sounds.ts";
 * const { picture, rows } = tempogramTrack("A", onsetStrength(clickTrack(120, 6).sound));
 * assertEquals([picture.names.length, rows!.length], [200, 200]);
 * ```
 */
export function tempogramTrack(heading: string, envelope: Frames): PictureTrack {
  const lags = tempogram(envelope), width = lags.names.length, steps = 200;
  const bpmOf = (row: number) => 40 * 2 ** (row * 2.5 / (steps - 1)); // 40 to 226
  const bpm = Array.from({ length: steps }, (_, row) => bpmOf(row));
  const data = new Float32Array(lags.rows * steps);
  for (let t = 0; t < lags.rows; t++) {
    bpm.forEach((own, row) => {
      const lag = 60 * envelope.rate / (envelope.hopLength * own), low = Math.floor(lag);
      const at = (k: number) => lags.data[t * width + Math.min(width - 1, k)];
      data[t * steps + row] = at(low) + (lag - low) * (at(low + 1) - at(low));
    });
  }
  const names = bpm.map((own) => own.toFixed(0));
  const picture = { ...lags, data, names, shape: [steps] };
  const shown = [40, 60, 80, 100, 120, 160, 200];
  const rows = bpm.map((own, row) =>
    shown.find((round) => own >= round && (bpm[row - 1] ?? 0) < round)?.toString() ?? ""
  );
  return { heading, picture, rows, unit: "regularity" };
}

/** Triangular filters of a mel spectrogram, as lines over Hz.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(melFilterLines(12).length, 12);
 * ```
 */
export function melFilterLines(nMels: number, rate = 22050): Line[] {
  const all = { ...MEL, rate, nMels }, hz = fftFrequencies(all);
  return melFilters(all).map(({ start, weights }, k) => ({
    name: `band ${k + 1}`,
    x: Array.from(weights, (_, i) => hz[start + i]),
    y: weights,
  }));
}
