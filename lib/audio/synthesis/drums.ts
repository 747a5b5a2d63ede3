/** Drums: falling tones and noise. */
import type { Rng } from "../../core/rng.ts";

/** What a drum kit has. */
export type Drum =
  | "kick"
  | "snare"
  | "rim"
  | "clap"
  | "hat"
  | "open hat"
  | "ride"
  | "tom"
  | "crash";

/** One stroke. */
export interface Hit {
  /** What is struck. */
  readonly drum: Drum;
  /** When, in seconds. */
  readonly start: number;
  /** How strong, 1 for full. */
  readonly level: number;
}

/** A tone that falls from one frequency to another, and noise above a third; each with its time to fade by 60 dB. */
interface Shape {
  readonly from: number;
  readonly to: number;
  readonly tone: number;
  readonly toneSeconds: number;
  readonly noise: number;
  readonly noiseSeconds: number;
  /** 0 keeps all of the noise, 1 only what is high. */
  readonly high: number;
}

const shape = (
  [from, to, tone, toneSeconds]: readonly [number, number, number, number],
  [noise, noiseSeconds, high]: readonly [number, number, number],
): Shape => ({ from, to, tone, toneSeconds, noise, noiseSeconds, high });

const SHAPES: Record<Drum, Shape> = {
  "kick": shape([140, 48, 1, .3], [.1, .02, .5]),
  "snare": shape([240, 180, .5, .15], [.6, .22, .4]),
  "rim": shape([800, 780, .5, .05], [.3, .03, .8]),
  "clap": shape([0, 0, 0, .1], [.8, .18, .6]),
  "hat": shape([0, 0, 0, .1], [.4, .06, .95]),
  "open hat": shape([0, 0, 0, .1], [.4, .35, .95]),
  "ride": shape([3400, 3400, .05, .5], [.25, .5, .95]),
  "tom": shape([160, 95, .9, .35], [.1, .05, .5]),
  "crash": shape([0, 0, 0, .1], [.5, 1.6, .9]),
};

/** Samples of strokes.
 *
 * @param length how many samples
 * @param settings.pitch how much higher the kit is tuned, as a factor
 * @param rng draws the noise
 * @example
 * ```ts
 * import { Rng } from "../../core/rng.ts";
 * import { onsetTimes } from "../onset.ts";
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const samples = playDrums([{ drum: "snare", start: .5, level: 1 }], 22050, 22050, {}, new Rng(1));
 * assertAlmostEquals(onsetTimes({ samples, rate: 22050 })[0], .5, .05);
 * ```
 */
export function playDrums(
  hits: readonly Hit[],
  length: number,
  rate: number,
  { pitch = 1 }: { readonly pitch?: number },
  rng: Rng,
): Float32Array {
  const samples = new Float32Array(length), strokes = new Map<Drum, Float32Array>();
  for (const { drum, start, level } of hits) {
    let stroke = strokes.get(drum);
    if (!stroke) strokes.set(drum, stroke = strokeOf(SHAPES[drum], rate, pitch, rng.fork(drum)));
    const at = Math.max(0, Math.round(start * rate));
    const end = Math.min(stroke.length, length - at);
    for (let i = 0; i < end; i++) samples[at + i] += level * stroke[i];
  }
  return samples;
}

function strokeOf(shape: Shape, rate: number, pitch: number, rng: Rng): Float32Array {
  const { from, to, tone, toneSeconds, noise, noiseSeconds, high } = shape;
  const seconds = Math.max(tone && toneSeconds, noiseSeconds);
  const fade = (length: number) => 10 ** (-3 / (length * rate));
  let phase = 0, last = 0, toneLevel = tone, noiseLevel = noise;
  const toneFade = fade(toneSeconds), noiseFade = fade(noiseSeconds);
  return Float32Array.from({ length: Math.ceil(seconds * rate) }, (_, i) => {
    const hz = pitch * (to + (from - to) * Math.exp(-i / (.03 * rate)));
    phase += 2 * Math.PI * hz / rate;
    const white = rng.uniform() * 2 - 1, value = white - high * last;
    last = white;
    const result = toneLevel * Math.sin(phase) + noiseLevel * value;
    toneLevel *= toneFade;
    noiseLevel *= noiseFade;
    return result;
  });
}
