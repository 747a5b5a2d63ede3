/** Onsets and beats heard in clips, and how right they are. */
import { beatTrack, beatTrackHmm, type Clip, onsetStrength, onsetTimes } from "../../audio/mod.ts";
import { continuity } from "../../evaluation/hearing/continuity.ts";
import { beatScore, onsetScore } from "../../evaluation/hearing/events.ts";
import { forEachClip } from "./each.ts";
import { clickTrack } from "./sounds.ts";

/** How right onsets and beats are in a clip. */
export interface HeardRhythm {
  /** Whose clip it is. */
  readonly style: string;
  /** Beats a minute. */
  readonly bpm: number;
  /** Beats a minute as heard. */
  readonly tempo: number;
  /** F-measure of onsets, ± 50 ms. */
  readonly onsets: number;
  /** F-measure of beats, ± 70 ms, by dynamic programming. */
  readonly beats: number;
  /** The same by the hidden Markov model. */
  readonly beatsHmm: number;
  /** Of the model: share of beats that are right and even at the true level. */
  readonly cmlT: number;
  /** The same at any level: twice or half the tempo, or off the beat. */
  readonly amlT: number;
}

/** How right onsets and beats are in a click track. */
export interface HeardClicks extends Pick<HeardRhythm, "tempo" | "onsets" | "beats" | "beatsHmm"> {
  /** Clicks a minute, in words. */
  readonly bpm: string;
}

/** Rhythm of clips, as heard and as it is: a row a clip.
 *
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { makeClips } from "../../audio/mod.ts";
 * const [disco] = hearRhythm(makeClips({ perStyle: 1, seconds: 4 }).slice(3, 4));
 * assert(disco.onsets > .3 && disco.amlT <= 1);
 * ```
 */
export function hearRhythm(clips: readonly Clip[]): HeardRhythm[] {
  return forEachClip("rhythm", clips, (clip) => {
    const sound = clip.sound(), onset = onsetStrength(sound);
    const { times, tempo } = beatTrack(sound), hmm = beatTrackHmm(onset);
    const { cmlT, amlT } = continuity(clip.beats, hmm.times);
    return {
      ...{ style: clip.style, bpm: clip.bpm, tempo },
      onsets: onsetScore(clip.onsets, onsetTimes(sound)).fMeasure,
      beats: beatScore(clip.beats, times).fMeasure,
      beatsHmm: beatScore(clip.beats, hmm.times).fMeasure,
      ...{ cmlT, amlT },
    };
  });
}

/** Onsets and beats in click tracks: a row for each tempo.
 *
 * @param tempi clicks a minute; two numbers for a tempo that changes
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(hearClicks([90])[0].onsets, 1);
 * ```
 */
export function hearClicks(
  tempi: readonly (number | readonly [number, number])[],
  length = 20,
): HeardClicks[] {
  return tempi.map((bpm) => {
    const { sound, beats } = clickTrack(bpm, length), { times, tempo } = beatTrack(sound);
    return {
      bpm: String(bpm).replace(",", " to "),
      tempo,
      onsets: onsetScore(beats, onsetTimes(sound)).fMeasure,
      beats: beatScore(beats, times).fMeasure,
      beatsHmm: beatScore(beats, beatTrackHmm(sound).times).fMeasure,
    };
  });
}
