/** What is heard in clips whose truth is known, and how right that is. */
import {
  beatTrack,
  beatTrackHmm,
  chordSegments,
  chromaCqt,
  chromaStft,
  type Clip,
  estimateKey,
  onsetStrength,
  onsetTimes,
  recogniseChords,
  type Sound,
} from "../../audio/mod.ts";
import { parseChord } from "../../audio/mod.ts";
import { chordScore } from "../../evaluation/hearing/chords.ts";
import { continuity } from "../../evaluation/hearing/continuity.ts";
import { beatScore, onsetScore } from "../../evaluation/hearing/events.ts";
import { progress } from "../../show/progress.ts";

/** How right chords are, and what else is heard of a clip's harmony. */
export interface HeardHarmony {
  readonly style: string;
  /** Share of the time, decided frame by frame, and by the hidden Markov model; triads that are major or minor. */
  readonly frames: number;
  readonly model: number;
  /** The same by the model on a chroma from a constant-Q transform. */
  readonly modelCqt: number;
  /** Of the model, with the roots alone right. */
  readonly roots: number;
  /** What the key heard is of the true one. */
  readonly key: KeyRelation;
}

/** How a key is related to another. */
export type KeyRelation = "same" | "fifth away" | "relative" | "parallel" | "other";

/** How right onsets and beats are in a clip. */
export interface HeardRhythm {
  readonly style: string;
  readonly bpm: number;
  /** Beats a minute as heard. */
  readonly tempo: number;
  /** F-measure of onsets, ± 50 ms. */
  readonly onsets: number;
  /** F-measure of beats, ± 70 ms, by dynamic programming and by the hidden Markov model. */
  readonly beats: number;
  readonly beatsHmm: number;
  /** Of the model: share of beats that stay right at the true level, and at any level. */
  readonly cmlT: number;
  readonly amlT: number;
}

/** How a heard key is related to the true one: in the circle of fifths, or by its mode.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(["C:maj", "G:maj", "A:min", "C:min", "D:min"].map((key) => keyRelation("C:maj", key)), [
 *   "same", "fifth away", "relative", "parallel", "other",
 * ]);
 * ```
 */
export function keyRelation(truth: string, heard: string): KeyRelation {
  const [a, b] = [truth, heard].map((key) => ({ ...parseChord(key), minor: key.endsWith("min") }));
  const apart = (b.root - a.root + 12) % 12;
  if (a.minor === b.minor) {
    return apart === 0 ? "same" : apart === 7 || apart === 5 ? "fifth away" : "other";
  }
  return apart === 0 ? "parallel" : apart === (a.minor ? 3 : 9) ? "relative" : "other";
}

/** Chords of a sound as segments.
 *
 * @param stay of the hidden Markov model; null decides frame by frame
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { tone } from "./sounds.ts";
 * assertEquals(chordsOf(tone([261.63, 329.63, 392]))[0].label, "C:maj");
 * ```
 */
export function chordsOf(sound: Sound, stay: number | null = .98) {
  const chroma = chromaStft(sound);
  return chordSegments(
    recogniseChords(chroma, { stay }),
    chroma,
    sound.samples.length / sound.rate,
  );
}

/** Harmony of clips, as heard and as it is: a row a clip.
 *
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { makeClips } from "../../audio/mod.ts";
 * const [blues] = hearHarmony(makeClips({ perStyle: 1, seconds: 4 }).slice(0, 1));
 * assert(blues.model >= 0 && blues.model <= 1);
 * ```
 */
export function hearHarmony(clips: readonly Clip[]): HeardHarmony[] {
  return withBar("harmony", clips, (clip) => {
    const sound = clip.sound(), chroma = chromaStft(sound), cqt = chromaCqt(sound);
    const found = (stay: number | null, by = chroma) =>
      chordSegments(recogniseChords(by, { stay }), by, clip.seconds);
    const model = found(.98);
    return {
      style: clip.style,
      frames: chordScore(clip.chords, found(null)),
      model: chordScore(clip.chords, model),
      modelCqt: chordScore(clip.chords, found(.98, cqt)),
      roots: chordScore(clip.chords, model, "root"),
      key: keyRelation(clip.key, estimateKey(chroma)[0].name),
    };
  });
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
  return withBar("rhythm", clips, (clip) => {
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

function withBar<Row>(what: string, clips: readonly Clip[], row: (clip: Clip) => Row): Row[] {
  if (clips.length < 8) return clips.map(row);
  const bar = progress(what, clips.length);
  const rows = clips.map((clip, i) => {
    const made = row(clip);
    bar.update(i + 1);
    return made;
  });
  void bar.end();
  return rows;
}
