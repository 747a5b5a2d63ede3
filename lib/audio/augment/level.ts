/** Changes of the samples themselves: in time, level, noise, dynamics and quality. */
import { checkSetting, checkSettings } from "../../core/settings.ts";
import type { Rng } from "../../core/rng.ts";
import { resample } from "../resample.ts";
import type { Sound } from "../sound.ts";

/** A sound moved in time: what leaves at one end comes in at the other.
 *
 * @param by seconds, later where positive
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals([...shift({ samples: Float32Array.of(1, 2, 3, 4), rate: 1000 }, .001).samples], [4, 1, 2, 3]);
 * ```
 */
export function shift({ samples, rate }: Sound, by: number): Sound {
  const n = samples.length, offset = ((Math.round(by * rate) % n) + n) % n;
  const moved = new Float32Array(n);
  moved.set(samples.subarray(0, n - offset), offset);
  moved.set(samples.subarray(n - offset));
  return { samples: moved, rate };
}

/** A sound made louder, or softer.
 * @param decibels 6 is about twice as much
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * assertAlmostEquals(gain({ samples: Float32Array.of(.5), rate: 8000 }, -20).samples[0], .05, 1e-6);
 * ```
 */
export function gain({ samples, rate }: Sound, decibels: number): Sound {
  const factor = 10 ** (decibels / 20);
  return { samples: samples.map((x) => x * factor), rate };
}

/** The mean square of samples. */
export function meanSquare(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i] * samples[i];
  return sum / Math.max(1, samples.length);
}

/** A sound in noise. Silence stays silent.
 *
 * @param snr how many dB the sound is above the noise
 * @param colour white is alike at all frequencies, pink falls by 3 dB an octave
 * @see Kellet, P. (1999). Filter to make pink noise from white.
 * @example
 * ```ts
 * import { Rng } from "../../core/rng.ts";
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 8000 }, (_, i) => Math.sin(i)), rate: 8000 };
 * const { samples } = addNoise(tone, 20, new Rng(1));
 * const noise = samples.map((x, i) => x - tone.samples[i]);
 * assertAlmostEquals(10 * Math.log10(meanSquare(tone.samples) / meanSquare(noise)), 20, 1e-3);
 * ```
 */
export function addNoise(
  { samples, rate }: Sound,
  snr: number,
  rng: Rng,
  colour: "white" | "pink" = "white",
): Sound {
  checkSetting("the colour of noise", colour, ["white", "pink"]);
  let a = 0, b = 0, c = 0;
  const noise = samples.map(() => {
    const white = rng.normal();
    if (colour === "white") return white;
    a = .99765 * a + white * .099046;
    b = .963 * b + white * .2965164;
    c = .57 * c + white * 1.0526913;
    return a + b + c + white * .1848;
  });
  const factor = Math.sqrt(meanSquare(samples) / 10 ** (snr / 10) / (meanSquare(noise) || 1));
  return { samples: samples.map((x, i) => x + factor * noise[i]), rate };
}

/** Settings of a compressor. */
export interface CompressorSettings {
  /** From which level on, in dB below the full scale. */
  readonly threshold?: number;
  /** How many dB above it become one. */
  readonly ratio?: number;
  /** Seconds until it reacts. */
  readonly attack?: number;
  /** Seconds until it lets go. */
  readonly release?: number;
}

/** A sound whose loud places are softer, brought back to the level that it had.
 *
 * @see Giannoulis, D., Massberg, M. & Reiss, J. (2012). Digital dynamic range compressor design.
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 8000 }, (_, i) => (i < 4000 ? 1 : .1) * Math.sin(i));
 * const { samples: even } = compress({ samples, rate: 8000 }, { threshold: -30, ratio: 8 });
 * const level = (part: Float32Array) => Math.sqrt(meanSquare(part));
 * assert(level(even.subarray(2000, 4000)) / level(even.subarray(6000)) < 4); // was 10
 * ```
 */
export function compress(
  { samples, rate }: Sound,
  { threshold = -24, ratio = 4, attack = .005, release = .1 }: CompressorSettings = {},
): Sound {
  checkSettings({ ratio, attack, release }, {
    ratio: { least: 1 },
    attack: { above: 0 },
    release: { above: 0 },
  });
  const rise = Math.exp(-1 / (attack * rate)), fall = Math.exp(-1 / (release * rate));
  let reduction = 0; // in dB, smoothed
  const pressed = samples.map((x) => {
    const over = Math.max(0, 20 * Math.log10(Math.abs(x) + 1e-9) - threshold) * (1 - 1 / ratio);
    const slow = over > reduction ? rise : fall;
    reduction = slow * reduction + (1 - slow) * over;
    return x * 10 ** (-reduction / 20);
  });
  const back = Math.sqrt(meanSquare(samples) / (meanSquare(pressed) || 1));
  return { samples: pressed.map((x) => x * back), rate };
}

/** A sound as a poor recording keeps it: without what lies above half a lower rate, in few steps of level.
 *
 * @param settings.rate samples a second that are kept; the sound comes back at its own
 * @param settings.bits of a sample: 2 to this many levels
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 8000 }, (_, i) => .9 * Math.sin(i)), rate: 8000 };
 * assertEquals(new Set(degrade(tone, { rate: 8000, bits: 2 }).samples).size, 4);
 * ```
 */
export function degrade(
  sound: Sound,
  { rate = 8000, bits = 8 }: { readonly rate?: number; readonly bits?: number } = {},
): Sound {
  checkSetting("the setting bits", bits, { least: 1, most: 24, whole: true });
  const poor = resample(sound, Math.min(rate, sound.rate)), steps = 2 ** (bits - 1);
  const rounded = poor.samples.map((x) =>
    (Math.max(-steps, Math.min(steps - 1, Math.floor(x * steps))) + .5) / steps
  );
  const { samples } = resample({ ...poor, samples: rounded }, sound.rate);
  const whole = new Float32Array(sound.samples.length); // a rounded length comes back longer or shorter
  whole.set(samples.subarray(0, whole.length));
  return { samples: whole, rate: sound.rate };
}
