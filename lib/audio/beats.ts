/** Beats by dynamic programming: onsets that are strong and as far apart as the tempo says. */
import { checkSettings, withDefaults } from "../core/settings.ts";
import { median, standardDeviation } from "../core/statistics.ts";
import { onsetStrength } from "./onset.ts";
import { roundHalfEven } from "./round.ts";
import { type Frames, frameTimes, type Sound } from "./sound.ts";
import { tempo } from "./tempo.ts";

/** Settings of a beat tracker. */
export interface BeatSettings {
  /** The tempo that is likeliest before anything is heard, in beats a minute. */
  readonly startBpm: number;
  /** How strictly beats keep the tempo. */
  readonly tightness: number;
  /** Whether beats before the first and after the last strong onset are left out. */
  readonly trim: boolean;
  /** The tempo; `null` estimates it. */
  readonly bpm: number | null;
}

/** What is used where nothing else is said: librosa's. */
export const BEATS: BeatSettings = { startBpm: 120, tightness: 100, trim: true, bpm: null };

/** Beats of a sound. */
export interface Beats {
  /** In beats a minute; 0 where nothing begins. */
  readonly tempo: number;
  /** Frames at which beats fall. */
  readonly frames: Int32Array;
  /** Seconds at which beats fall. */
  readonly times: Float64Array;
}

/** Tempo and beats.
 *
 * @param input a sound (the median over its mel bands is its onset envelope), or an onset envelope
 * @see Ellis, D. (2007). Beat tracking by dynamic programming.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 220500 }, (_, i) => i % 11025 < 500 ? Math.sin(i / 8) : 0);
 * const { times } = beatTrack({ samples, rate: 22050 });
 * assertAlmostEquals(times[5] - times[4], .5, .05);
 * ```
 */
export function beatTrack(input: Sound | Frames, settings: Partial<BeatSettings> = {}): Beats {
  const all = withDefaults(BEATS, settings), { startBpm, tightness, trim, bpm: given } = all;
  checkSettings(all, { tightness: { above: 0 }, bpm: { above: 0, or: [null] } });
  const envelope = "samples" in input ? onsetStrength(input, { aggregate: "median" }) : input;
  const bpm = given ?? tempo(envelope, { startBpm });
  if (bpm === 0 || !envelope.data.some((x) => x !== 0)) {
    return { tempo: 0, frames: new Int32Array(0), times: new Float64Array(0) };
  }
  const period = Math.max(1, Math.round(60 * envelope.rate / (envelope.hopLength * bpm)));
  const score = localScore(envelope.data, period);
  const frames = trimmed(bestPath(score, period, tightness), score, trim);
  return { tempo: bpm, frames, times: frameTimes(envelope, frames) };
}

/** The envelope in units of its deviation, smoothed by a bell of a 32nd of a beat. */
function localScore(envelope: Float32Array, period: number): Float32Array {
  const deviation = standardDeviation(envelope, 1) || 1, n = envelope.length;
  const bell = Float64Array.from(
    { length: 2 * period + 1 },
    (_, k) => Math.exp(-.5 * ((k - period) * 32 / period) ** 2),
  );
  return Float32Array.from({ length: n }, (_, i) => {
    let sum = 0;
    // frame 0 is never reached, as in librosa
    for (let k = Math.max(0, i + period - n + 1); k < Math.min(i + period, bell.length); k++) {
      sum += bell[k] * envelope[i + period - k] / deviation;
    }
    return sum;
  });
}

/** The frames of the path with the largest sum of scores, less what its steps deviate from the period. */
function bestPath(score: Float32Array, period: number, tightness: number): number[] {
  const n = score.length, total = new Float32Array(n), back = new Int32Array(n);
  const threshold = .01 * score.reduce((a, b) => Math.max(a, b), -Infinity);
  const cost = Float64Array.from(
    { length: 2 * period + 1 },
    (_, step) => tightness * Math.log(step / period) ** 2,
  );
  let started = false;
  for (let i = 0; i < n; i++) {
    let best = -Infinity, from = -1;
    const first = Math.max(0, i - 2 * period);
    for (let at = i - roundHalfEven(period / 2); at >= first; at--) {
      const value = total[at] - cost[i - at];
      if (value > best) [best, from] = [value, at];
    }
    total[i] = from >= 0 ? score[i] + best : score[i];
    if (!started && score[i] < threshold) back[i] = -1;
    else [back[i], started] = [from, true];
  }
  const path: number[] = [];
  for (let i = lastBeat(total); i >= 0; i = back[i]) path.push(i);
  return path.reverse();
}

/** The last peak of the sums that reaches half of the peaks' median. */
function lastBeat(total: Float32Array): number {
  const n = total.length, peaks: number[] = [];
  for (let i = 1; i < n; i++) {
    if (total[i] > total[i - 1] && (i === n - 1 || total[i] >= total[i + 1])) peaks.push(i);
  }
  if (peaks.length === 0) return n - 1;
  const least = .5 * median(peaks.map((i) => total[i]));
  return peaks.findLast((i) => total[i] >= least) ?? n - 1;
}

/** Beats without those before the first and after the last frame whose score exceeds half of the beats' root mean
 * square (smoothed over three beats); without `trim`, exceeds 0. */
function trimmed(beats: number[], score: Float32Array, trim: boolean): Int32Array {
  let squares = 0;
  const at = (k: number) => score[beats[k]] ?? 0;
  for (let k = 0; k <= beats.length; k++) {
    squares += (.5 * at(k - 1) + at(k) + .5 * at(k + 1)) ** 2;
  }
  const threshold = trim ? .5 * Math.sqrt(squares / (beats.length + 2)) : 0;
  const first = score.findIndex((x) => x > threshold);
  const last = score.findLastIndex((x) => x > threshold);
  return Int32Array.from(beats.filter((i) => first >= 0 && i >= first && i <= last));
}
