/** Onsets: where something new begins to sound. */
import { checkSetting, withDefaults } from "../core/settings.ts";
import { median as medianOf } from "../core/statistics.ts";
import { powerToDb } from "./decibels.ts";
import { MEL, melSpectrogram } from "./mel.ts";
import { type Frames, framesOf, frameTimes, type Sound } from "./sound.ts";

/** Settings of an onset envelope. */
export interface OnsetSettings {
  /** Samples in a frame. */
  readonly nFft: number;
  /** Samples from one frame to the next. */
  readonly hopLength: number;
  /** How a frame's bands are made one number. */
  readonly aggregate: "mean" | "median";
}

/** What is used where nothing else is said: librosa's. */
export const ONSET: OnsetSettings = { nFft: 2048, hopLength: 512, aggregate: "mean" };

/** Onset envelope (spectral flux): by how many dB the bands of a mel spectrogram rise from frame to frame, in the mean
 * or the median over the bands.
 *
 * @param input a sound, or its mel spectrogram in decibels
 * @returns frames × [1]
 * @see Böck, S. & Widmer, G. (2013). Maximum filter vibrato suppression for onset detection.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => i < 11264 ? 0 : Math.sin(i / 8)); // begins at frame 22
 * const { data } = onsetStrength({ samples, rate: 22050 });
 * assertAlmostEquals(data.indexOf(Math.max(...data)), 22, 1);
 * ```
 */
export function onsetStrength(
  input: Sound | Frames,
  settings: Partial<OnsetSettings> = {},
): Frames {
  const { nFft, hopLength, aggregate } = withDefaults(ONSET, settings);
  checkSetting("the setting aggregate", aggregate, ["mean", "median"]);
  const bands = "samples" in input
    ? powerToDb(melSpectrogram(input, { ...MEL, nFft, hopLength }))
    : input;
  const { data, rows, names } = bands, columns = names.length;
  // a frame hears half its length ahead: the envelope is moved back by so many frames
  const shift = Math.floor(nFft / (2 * bands.hopLength));
  const envelope = new Float32Array(rows), rises = new Float64Array(columns);
  for (let r = 1; r + shift < rows; r++) {
    let sum = 0;
    for (let c = 0; c < columns; c++) {
      const rise = Math.fround(data[r * columns + c] - data[(r - 1) * columns + c]);
      rises[c] = rise > 0 ? rise : 0;
      sum += rises[c];
    }
    envelope[r + shift] = aggregate === "mean" ? sum / columns : middle(rises);
  }
  return framesOf(envelope, ["onset strength"], bands);
}

/** The median; most of a frame's bands do not rise, which saves the sorting. */
function middle(rises: Float64Array): number {
  let zeros = 0;
  for (let c = 0; c < rises.length; c++) if (rises[c] === 0) zeros++;
  return zeros > rises.length / 2 ? 0 : medianOf(rises);
}

/** Settings of peak picking, in frames. */
export interface PeakSettings {
  /** A peak is the largest of so many frames before it … */
  readonly preMax: number;
  /** … and fewer than so many after it. */
  readonly postMax: number;
  /** It exceeds the mean of so many frames before it … */
  readonly preAvg: number;
  /** … and fewer than so many after it … */
  readonly postAvg: number;
  /** … by so much. */
  readonly delta: number;
  /** So many frames after a peak are passed over. */
  readonly wait: number;
}

/** The peaks of a curve.
 *
 * @returns their places, ascending
 * @see Böck, S., Krebs, F. & Schedl, M. (2012). Evaluating the online capabilities of onset detection methods.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const peak = { preMax: 1, postMax: 2, preAvg: 2, postAvg: 3, delta: .1, wait: 1 };
 * assertEquals([...peakPick([0, 0, 1, 0, 0, .05, 0], peak)], [2]);
 * ```
 */
export function peakPick(curve: ArrayLike<number>, settings: PeakSettings): Int32Array {
  const { preMax, postMax, preAvg, postAvg, delta, wait } = settings;
  for (const [name, value] of Object.entries(settings)) {
    checkSetting(`the setting ${name}`, value, { least: 0 });
  }
  const peaks: number[] = [], n = curve.length;
  for (let i = 0; i < n; i++) {
    let most = -Infinity, sum = 0;
    for (let k = Math.max(0, i - preMax); k < Math.min(n, i + postMax); k++) {
      if (curve[k] > most) most = curve[k];
    }
    if (curve[i] < most) continue;
    const from = Math.max(0, i - preAvg), to = Math.min(n, i + postAvg);
    for (let k = from; k < to; k++) sum += curve[k];
    if (curve[i] < sum / (to - from) + delta) continue;
    peaks.push(i);
    i += wait;
  }
  return Int32Array.from(peaks);
}

/** Frames at which something begins.
 *
 * @param input a sound, or its onset envelope
 * @param settings of peak picking; librosa's, for the envelope scaled from 0 to 1, where not given
 * @returns frames, ascending; {@linkcode frameTimes} tells their times
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => i < 11264 ? 0 : Math.sin(i / 8)); // begins at frame 22
 * assertAlmostEquals(onsetDetect({ samples, rate: 22050 })[0], 22, 1);
 * ```
 */
export function onsetDetect(
  input: Sound | Frames,
  settings: Partial<PeakSettings> = {},
): Int32Array {
  const envelope = "samples" in input ? onsetStrength(input) : input;
  const { data, rate, hopLength } = envelope;
  let least = Infinity, most = -Infinity;
  for (const x of data) {
    if (x < least) least = x;
    if (x > most) most = x;
  }
  if (!(most > least)) return new Int32Array(0);
  const frames = (seconds: number) => Math.floor(seconds * rate / hopLength);
  const usual: PeakSettings = {
    ...{ preMax: frames(.03), postMax: 1, preAvg: frames(.1), postAvg: frames(.1) + 1 },
    ...{ delta: .07, wait: frames(.03) },
  };
  const scaled = data.map((x) => (x - least) / (most - least));
  return peakPick(scaled, withDefaults(usual, settings));
}

/** Times in seconds at which something begins.
 *
 * @param input a sound, or its onset envelope
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => i < 11264 ? 0 : Math.sin(i / 8));
 * assertAlmostEquals(onsetTimes({ samples, rate: 22050 })[0], 11264 / 22050, .03);
 * ```
 */
export function onsetTimes(
  input: Sound | Frames,
  settings: Partial<PeakSettings> = {},
): Float64Array {
  const envelope = "samples" in input ? onsetStrength(input) : input;
  return frameTimes(envelope, onsetDetect(envelope, settings));
}
