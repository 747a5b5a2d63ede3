/** Beats by a hidden Markov model whose states are places within a beat, for every tempo. */
import { checkSettings, withDefaults } from "../core/settings.ts";
import { median } from "../core/statistics.ts";
import type { Beats } from "./beats.ts";
import { onsetStrength } from "./onset.ts";
import { type Frames, frameTimes, type Sound } from "./sound.ts";

/** Settings of the model. */
export interface BeatHmmSettings {
  /** The slowest tempo, in beats a minute. */
  readonly minBpm: number;
  /** The fastest tempo, in beats a minute. */
  readonly maxBpm: number;
  /** How unlikely changes of tempo are, from one beat to the next. */
  readonly tempoTightness: number;
  /** A beat is heard in the first of so many parts of its length. */
  readonly parts: number;
}

/** What is used where nothing else is said. */
export const BEAT_HMM: BeatHmmSettings = {
  minBpm: 55,
  maxBpm: 215,
  tempoTightness: 100,
  parts: 12,
};

/** Beats whose tempo may change: the likeliest path through states of tempo and phase. Within a beat the phase moves on
 * by a frame; at its end the tempo may change.
 *
 * @param input a sound, or its onset envelope
 * @see Krebs, F., Böck, S. & Widmer, G. (2015). An efficient state-space model for joint tempo and meter tracking.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 220500 }, (_, i) => i % 11025 < 500 ? Math.sin(i / 8) : 0);
 * const { times } = beatTrackHmm({ samples, rate: 22050 });
 * assertAlmostEquals(times[5] - times[4], .5, .05);
 * ```
 */
export function beatTrackHmm(
  input: Sound | Frames,
  settings: Partial<BeatHmmSettings> = {},
): Beats {
  const all = withDefaults(BEAT_HMM, settings), { minBpm, maxBpm, tempoTightness, parts } = all;
  checkSettings(all, {
    minBpm: { above: 0, below: maxBpm },
    tempoTightness: { above: 0 },
    parts: { least: 2 },
  });
  const envelope = "samples" in input ? onsetStrength(input) : input;
  const strength = activation(envelope.data), frames = strength.length;
  if (!strength.some((x) => x > 0)) {
    return { tempo: 0, frames: new Int32Array(0), times: new Float64Array(0) };
  }
  const framesPerMinute = 60 * envelope.rate / envelope.hopLength;
  const shortest = Math.max(2, Math.round(framesPerMinute / maxBpm));
  const longest = Math.max(shortest + 1, Math.round(framesPerMinute / minBpm));
  const tempi = longest - shortest + 1, first = new Int32Array(tempi + 1);
  for (let k = 0; k < tempi; k++) first[k + 1] = first[k] + shortest + k;
  const change = changes(shortest, tempi, tempoTightness);
  const states = first[tempi], start = new Int32Array(frames * tempi);
  let score = new Float64Array(states), next = new Float64Array(states);
  for (let t = 0; t < frames; t++) {
    const beat = Math.log(strength[t]), none = Math.log((1 - strength[t]) / (parts - 1));
    for (let k = 0; k < tempi; k++) {
      const length = shortest + k, at = first[k];
      if (t > 0) {
        // a beat begins: after the last phase of any tempo
        let most = -Infinity;
        for (let j = 0; j < tempi; j++) {
          const value = score[first[j + 1] - 1] + change[j * tempi + k];
          if (value > most) [most, start[t * tempi + k]] = [value, j];
        }
        next[at] = most;
        for (let phase = 1; phase < length; phase++) next[at + phase] = score[at + phase - 1];
      }
      for (let phase = 0; phase < length; phase++) {
        next[at + phase] += phase < length / parts ? beat : none;
      }
    }
    [score, next] = [next, score];
  }
  const beats = backwards(score, start, first, frames);
  const gaps = beats.slice(1).map((frame, i) => frame - beats[i]);
  const tempo = gaps.length ? framesPerMinute / median(gaps) : 0;
  return { tempo, frames: beats, times: frameTimes(envelope, beats) };
}

/** How probable a beat is at each frame: strong for its neighbourhood. */
function activation(envelope: Float32Array): Float64Array {
  const around = 200; // frames before and after: some seconds
  return Float64Array.from(envelope, (x, t) => {
    let most = 0;
    for (let i = Math.max(0, t - around); i < Math.min(envelope.length, t + around); i++) {
      if (envelope[i] > most) most = envelope[i];
    }
    return most > 0 ? Math.min(.95, Math.max(.005, x / most)) : 0;
  });
}

/** Logarithms of the probabilities that a beat of one length (row) is followed by one of another (column). */
function changes(shortest: number, tempi: number, tightness: number): Float64Array {
  const logs = new Float64Array(tempi * tempi);
  for (let j = 0; j < tempi; j++) {
    let sum = 0;
    for (let k = 0; k < tempi; k++) {
      const weight = Math.exp(-tightness * Math.abs((shortest + k) / (shortest + j) - 1));
      logs[j * tempi + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < tempi; k++) logs[j * tempi + k] = Math.log(logs[j * tempi + k] / sum);
  }
  return logs;
}

/** The frames at which the likeliest path begins a beat. */
function backwards(
  score: Float64Array,
  start: Int32Array,
  first: Int32Array,
  frames: number,
): Int32Array {
  const tempi = first.length - 1, best = score.indexOf(score.reduce((a, b) => Math.max(a, b)));
  let k = first.findLastIndex((at) => at <= best), t = frames - 1 - (best - first[k]);
  const beats: number[] = [];
  for (; t > 0; t -= first[k + 1] - first[k]) {
    beats.push(t);
    k = start[t * tempi + k];
  }
  if (t === 0) beats.push(0);
  return Int32Array.from(beats.reverse());
}
