/** Small sounds to learn from: tones, sweeps, clicks, parts of others. */
import { istft, type Sound, stft } from "../../audio/mod.ts";
import { InputError } from "../../core/errors.ts";

const RATE = 22050;

/** Sines added up.
 *
 * @param hz one frequency, or several
 * @param seconds how long it lasts
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(tone(440, 2, 8000).samples.length, 16000);
 * ```
 */
export function tone(hz: number | readonly number[], seconds = 1, rate = RATE): Sound {
  const all = typeof hz === "number" ? [hz] : hz, steps = all.map((f) => 2 * Math.PI * f / rate);
  const samples = Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, i) => steps.reduce((sum, step) => sum + Math.sin(step * i), 0) * .5 / steps.length,
  );
  return { samples, rate };
}

/** A sine that rises evenly from one frequency to another.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(sweep(100, 4000, 2).samples.length, 44100);
 * ```
 */
export function sweep(from: number, to: number, seconds: number, rate = RATE): Sound {
  const samples = Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => {
    const t = i / rate;
    return .5 * Math.sin(2 * Math.PI * (from + (to - from) * t / (2 * seconds)) * t);
  });
  return { samples, rate };
}

/** Clicks of 1,000 Hz, every fourth one strong, and the times at which they are.
 *
 * @param bpm clicks a minute; two numbers for a tempo that changes evenly from the first to the second
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(clickTrack(120, 2).beats, [.5, 1, 1.5]);
 * ```
 */
export function clickTrack(
  bpm: number | readonly [number, number],
  seconds: number,
  rate = RATE,
): { readonly sound: Sound; readonly beats: readonly number[] } {
  const [from, to] = typeof bpm === "number" ? [bpm, bpm] : bpm, beats: number[] = [];
  for (let t = .5; t < seconds; t += 60 / (from + (to - from) * t / seconds)) beats.push(t);
  const samples = new Float32Array(Math.round(seconds * rate));
  beats.forEach((time, k) => {
    const start = Math.round(time * rate), level = k % 4 === 0 ? 1 : .5;
    for (let i = 0; i < .06 * rate && start + i < samples.length; i++) {
      samples[start + i] += level * Math.exp(-100 * i / rate) *
        Math.sin(2 * Math.PI * 1000 * i / rate);
    }
  });
  return { sound: { samples, rate }, beats };
}

/** A part of a sound, from and to some seconds.
 *
 * @throws {InputError} when nothing lies between
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(excerpt(tone(440, 2), 1.5, 9).samples.length, 11025);
 * ```
 */
export function excerpt({ samples, rate }: Sound, from: number, to: number): Sound {
  const part = samples.slice(Math.round(from * rate), Math.round(to * rate));
  if (part.length > 0) return { samples: part, rate };
  throw new InputError("an excerpt without samples", {
    found: `${from} to ${to} seconds`,
    expected: `a part of ${samples.length / rate} seconds`,
  });
}

/** Every n-th sample, and nothing done against what the lower rate cannot hold.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(everyNth(tone(440, 1, 9000), 3).rate, 3000);
 * ```
 */
export const everyNth = ({ samples, rate }: Sound, n: number): Sound => ({
  samples: samples.filter((_, i) => i % n === 0),
  rate: rate / n,
});

/** Two tones that last and two clicks, so near to each other that not every frame tells them apart: Hz and seconds. */
export const NEAR = { hz: [440, 480], clicks: [.5, .53] } as const;

/** A second of {@linkcode NEAR}, at 5,500 samples a second.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(tonesAndClicks().samples.length, 5500);
 * ```
 */
export function tonesAndClicks(): Sound {
  const { samples, rate } = tone(NEAR.hz, 1, 5500);
  for (const time of NEAR.clicks) samples[Math.round(time * rate)] += 4;
  return { samples, rate };
}

/** A sound from the magnitudes of its spectrogram alone: all phases are 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(withoutPhases(tone(440)).samples.length, 22050);
 * ```
 */
export function withoutPhases(sound: Sound): Sound {
  const spectrum = stft(sound), { data } = spectrum;
  for (let i = 0; i < data.length; i += 2) {
    data[i] = Math.hypot(data[i], data[i + 1]);
    data[i + 1] = 0;
  }
  return istft(spectrum, sound.samples.length);
}
