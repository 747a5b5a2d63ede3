/** SpecAugment: stretches of time and bands of frequency hidden from a spectrogram. */
import { checkSetting } from "../../core/settings.ts";
import { mean } from "../../core/statistics.ts";
import type { Rng } from "../../core/rng.ts";
import type { Frames } from "../sound.ts";

/** How much is hidden. */
export interface MaskSettings {
  /** How many stretches of time. */
  readonly times?: number;
  /** The most frames of a stretch. */
  readonly frames?: number;
  /** How many bands. */
  readonly bands?: number;
  /** The most columns of a band. */
  readonly columns?: number;
}

/** Frames of which stretches of time, and neighbouring columns, are replaced by the mean of all values.
 *
 * @param rng draws where they begin and how long they are, from 0 to the most
 * @see Park, D. S. et al. (2019). SpecAugment: a simple data augmentation method for automatic speech recognition.
 * @example
 * ```ts
 * import { Rng } from "../../core/rng.ts";
 * import { assert } from "../../../tests/assert.ts";
 * const data = Float32Array.from({ length: 400 }, (_, i) => i);
 * const frames = { rows: 20, shape: [20], names: Array(20).fill("mel"), data, rate: 22050, hopLength: 512 };
 * const { data: hidden } = maskFrames(frames, { frames: 5, columns: 5 }, new Rng(1));
 * assert(hidden.some((x) => x === 199.5) && hidden.some((x) => x === 7));
 * ```
 */
export function maskFrames<T extends Frames>(
  input: T,
  { times = 2, frames = 20, bands = 2, columns = 16 }: MaskSettings,
  rng: Rng,
): T {
  for (const [name, value] of Object.entries({ times, frames, bands, columns })) {
    checkSetting(`the setting ${name}`, value, { least: 0, whole: true });
  }
  const width = input.names.length, data = input.data.slice();
  const hidden = mean(data);
  const stretch = (most: number, of: number) => {
    const length = rng.int(Math.min(most, of) + 1), start = rng.int(of - length + 1);
    return [start, start + length];
  };
  for (let k = 0; k < times; k++) {
    const [from, to] = stretch(frames, input.rows);
    data.fill(hidden, from * width, to * width);
  }
  for (let k = 0; k < bands; k++) {
    const [from, to] = stretch(columns, width);
    for (let r = 0; r < input.rows; r++) data.fill(hidden, r * width + from, r * width + to);
  }
  return { ...input, data };
}
