/** Chords and keys heard in clips, and how right they are. */
import {
  CHORDS,
  type ChordSegment,
  chordSegments,
  chromaCqt,
  chromaStft,
  type Clip,
  estimateKey,
  type Frames,
  parseChord,
  recogniseChords,
  seconds,
  type Sound,
  STFT,
} from "../../audio/mod.ts";
import { mean } from "../../core/statistics.ts";
import { chordScore } from "../../evaluation/hearing/chords.ts";
import type { Line } from "../../show/figures/lines.ts";
import { forEachClip } from "./each.ts";

/** How right chords are, and what else is heard of a clip's harmony. */
export interface HeardHarmony {
  /** Whose clip it is. */
  readonly style: string;
  /** Share of the time that is right, decided frame by frame; triads that are major or minor. */
  readonly frames: number;
  /** The same by the hidden Markov model. */
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
 * @param chroma from which chords are told
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { tone } from "./sounds.ts";
 * assertEquals(chordsOf(tone([261.63, 329.63, 392]))[0].label, "C:maj");
 * ```
 */
export function chordsOf(
  sound: Sound,
  stay: number | null = CHORDS.stay,
  chroma: (sound: Sound) => Frames = chromaStft,
): ChordSegment[] {
  return segmentsOf(chroma(sound), stay, seconds(sound));
}

const segmentsOf = (chroma: Frames, stay: number | null, length: number): ChordSegment[] =>
  chordSegments(recogniseChords(chroma, { stay }), chroma, length);

/** How right chords are by how long they are expected to last: a line for each chroma.
 *
 * @param lengths seconds that a chord is expected to last, more than a frame (.023): the model's probability that it goes
 * on to the next frame is 1 − frame / length
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { makeClips } from "../../audio/mod.ts";
 * const [stft] = stayCurves(makeClips({ perStyle: 1, seconds: 2 }).slice(0, 1), [.1, 1]);
 * assertEquals(stft.x.length, 2);
 * ```
 */
export function stayCurves(clips: readonly Clip[], lengths: readonly number[]): Line[] {
  const kinds = { "STFT": chromaStft, "constant Q": chromaCqt };
  const frame = STFT.hopLength / 22050, stays = lengths.map((length) => 1 - frame / length);
  const scores = forEachClip("chords", clips, ({ sound, chords, seconds }) => {
    const own = sound();
    return Object.values(kinds).map((measure) => {
      const chroma = measure(own);
      return stays.map((stay) => chordScore(chords, segmentsOf(chroma, stay, seconds)));
    });
  });
  return Object.keys(kinds).map((name, kind) => ({
    name: `chroma by ${name}`,
    x: lengths,
    y: stays.map((_, i) => mean(scores.map((own) => own[kind][i]))),
  }));
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
  return forEachClip("harmony", clips, (clip) => {
    const sound = clip.sound(), chroma = chromaStft(sound), cqt = chromaCqt(sound);
    const { stay } = CHORDS, model = segmentsOf(chroma, stay, clip.seconds);
    return {
      style: clip.style,
      frames: chordScore(clip.chords, segmentsOf(chroma, null, clip.seconds)),
      model: chordScore(clip.chords, model),
      modelCqt: chordScore(clip.chords, segmentsOf(cqt, stay, clip.seconds)),
      roots: chordScore(clip.chords, model, "root"),
      key: keyRelation(clip.key, estimateKey(chroma)[0].name),
    };
  });
}
