/** Measures of the samples themselves, frame by frame: loudness and zero crossings. */
import { checkSettings } from "../core/settings.ts";
import { type Frames, framesOf, type Sound } from "./sound.ts";
import { frameCount } from "./stft.ts";

/** Frames of samples. */
export interface FrameSettings {
  /** Samples in a frame. */
  readonly frameLength?: number;
  /** Samples from one frame to the next. */
  readonly hopLength?: number;
}

/** Means over each frame of a value for every sample from `first` on in the frame; beyond the ends it is 0. */
function frameMeans(
  name: string,
  sound: Sound,
  { frameLength = 2048, hopLength = 512 }: FrameSettings,
  first: number,
  value: (samples: Float32Array, i: number) => number,
): Frames {
  checkSettings({ frameLength, hopLength }, {
    frameLength: { least: 2, whole: true },
    hopLength: { least: 1, whole: true },
  });
  const { samples } = sound, half = Math.floor(frameLength / 2);
  const sums = new Float64Array(samples.length + 1);
  for (let i = 0; i < samples.length; i++) sums[i + 1] = sums[i] + value(samples, i);
  const inside = (i: number) => sums[Math.min(Math.max(i, 0), samples.length)];
  const rows = frameCount(samples.length + 2 * half - frameLength, hopLength);
  const data = Float32Array.from({ length: rows }, (_, frame) => {
    const start = frame * hopLength - half;
    return (inside(start + frameLength) - inside(start + first)) / frameLength;
  });
  return framesOf(data, [name], { ...sound, hopLength });
}

/** Root mean square of each frame: how loud it is.
 *
 * @returns frames × [1]
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8));
 * assertAlmostEquals(rms({ samples, rate: 22050 }).data[20], Math.SQRT1_2, .01);
 * ```
 */
export function rms(sound: Sound, settings: FrameSettings = {}): Frames {
  const power = frameMeans("rms", sound, settings, 0, (samples, i) => samples[i] * samples[i]);
  return { ...power, data: power.data.map((x) => Math.sqrt(Math.max(0, x))) };
}

/** Share of a frame's samples at which the sign changes: low for deep tones, high for noise.
 *
 * @returns frames × [1]
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 441 * i / 22050));
 * assertAlmostEquals(zeroCrossingRate({ samples, rate: 22050 }).data[20], 2 * 441 / 22050, .001);
 * ```
 */
export function zeroCrossingRate(sound: Sound, settings: FrameSettings = {}): Frames {
  const negative = (x: number) => x < -1e-10;
  return frameMeans(
    "zero crossings",
    sound,
    settings,
    1,
    (samples, i) => i > 0 && negative(samples[i]) !== negative(samples[i - 1]) ? 1 : 0,
  );
}
