/** Chords one after the other, played by code, and the truth about them. */
import { type ChordSegment, parseChord, playNotes, type Sound } from "../../audio/mod.ts";
import { InputError } from "../../core/errors.ts";
import { chordScore } from "../../evaluation/hearing/chords.ts";
import { chordsOf, type HeardHarmony } from "./harmony.ts";

const RATE = 22050;

/** A progression, played. */
export interface Progression {
  /** As it is played. */
  readonly sound: Sound;
  /** What is true of it. */
  readonly chords: readonly ChordSegment[];
}

/** How right the chords of a progression are. */
export interface HeardProgression extends Pick<HeardHarmony, "frames" | "model"> {
  /** The true ones. */
  readonly chords: string;
  /** What plays them. */
  readonly instrument: string;
}

/** Chords played one after the other: a bass on the root and the notes above it.
 *
 * @param names as annotations write them, `A:min`, with a space between
 * @param options.each seconds of a chord
 * @throws {InputError} when a name is no chord's, or there is no such instrument
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { chords } = playProgression("C:maj G:maj A:min F:maj", { instrument: "organ", each: .5 });
 * assertEquals(chords[2], { start: 1, end: 1.5, label: "A:min" });
 * ```
 */
export function playProgression(
  names: string,
  { instrument = "piano", each = 1 }: {
    readonly instrument?: string;
    readonly each?: number;
  } = {},
): Progression {
  const labels = names.split(/\s+/).filter((name) => name !== "");
  if (labels.length === 0) throw new InputError("a progression without chords");
  const chords = labels.map((label, i) => ({ start: i * each, end: (i + 1) * each, label }));
  const notes = chords.flatMap(({ start, label }) => {
    const { root, semitones } = parseChord(label), note = { start, seconds: .97 * each };
    const above = semitones.flatMap((on, semitone) => on ? [semitone] : []);
    return [
      { ...note, midi: 36 + root, level: .25 },
      ...above.map((semitone) => ({ ...note, midi: 48 + (root + semitone) % 12, level: .2 })),
    ];
  });
  const length = Math.round(labels.length * each * RATE);
  return { sound: { samples: playNotes(notes, instrument, length, RATE), rate: RATE }, chords };
}

/** Four progressions: of pop, around the circle of fifths, by semitones, with chords of like notes side by side. */
const FOUR = [
  { chords: "C:maj G:maj A:min F:maj C:maj G:maj F:maj G:maj", instrument: "piano", each: 1 },
  { chords: "A:min D:min G:maj C:maj F:maj D:min E:maj A:min", instrument: "organ", each: .8 },
  { chords: "D:maj D#:maj E:min F:min F#:maj G:min", instrument: "acoustic guitar", each: .6 },
  { chords: "C:maj E:min G:maj E:min A:min C:maj", instrument: "clean guitar", each: 1 },
] as const;

/** How right chords are where nothing else sounds: a row for each of four progressions.
 *
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * assert(hearProgressions().every(({ model }) => model >= .98));
 * ```
 */
export function hearProgressions(): HeardProgression[] {
  return FOUR.map(({ chords, instrument, each }) => {
    const { sound, chords: truth } = playProgression(chords, { instrument, each });
    return {
      ...{ chords, instrument },
      frames: chordScore(truth, chordsOf(sound, null)),
      model: chordScore(truth, chordsOf(sound)),
    };
  });
}
