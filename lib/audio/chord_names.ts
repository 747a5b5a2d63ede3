/** Names of chords, as annotations write them: `C:maj`, `F#:min7/b3`, `N` for no chord.
 * @see Harte, C. et al. (2005). Symbolic representation of musical chords: a proposed syntax for text annotations. */
import { InputError } from "../core/errors.ts";

/** Semitones above the root of each quality. */
export const QUALITIES: Readonly<Record<string, readonly number[]>> = {
  maj: [0, 4, 7],
  min: [0, 3, 7],
  aug: [0, 4, 8],
  dim: [0, 3, 6],
  sus4: [0, 5, 7],
  sus2: [0, 2, 7],
  "7": [0, 4, 7, 10],
  maj7: [0, 4, 7, 11],
  min7: [0, 3, 7, 10],
  minmaj7: [0, 3, 7, 11],
  maj6: [0, 4, 7, 9],
  min6: [0, 3, 7, 9],
  dim7: [0, 3, 6, 9],
  hdim7: [0, 3, 6, 10],
  "9": [0, 4, 7, 10],
  maj9: [0, 4, 7, 11],
  min9: [0, 3, 7, 10],
  "11": [0, 4, 7, 10],
  min11: [0, 3, 7, 10],
  "13": [0, 4, 7, 10],
  maj13: [0, 4, 7, 11],
  min13: [0, 3, 7, 10],
  "1": [0],
  "5": [0, 7],
};

/** No chord at all. */
export const NO_CHORD = "N";

/** What a chord's name means. */
export interface Chord {
  /** Pitch class of the root, 0 for C; −1 for no chord. */
  readonly root: number;
  /** Twelve ones and zeros: the semitones above the root that sound. */
  readonly semitones: readonly number[];
}

const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const DEGREES = [0, 2, 4, 5, 7, 9, 11];

/** Letter or degree with its sharps and flats, in semitones from 0 to 11. */
function semitone(base: number, accidentals: string): number {
  let shift = 0;
  for (const mark of accidentals) shift += mark === "#" ? 1 : -1;
  return ((base + shift) % 12 + 12) % 12;
}
const degree = (text: string) => {
  const [, accidentals, number] = text.match(/^([#b]*)(\d+)$/) ?? [];
  return number ? semitone(DEGREES[(Number(number) - 1) % 7], accidentals) : undefined;
};

/** Reads a chord's name.
 *
 * @throws {InputError} when it is none
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(parseChord("Bb:min7"), { root: 10, semitones: [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0] });
 * ```
 */
export function parseChord(name: string): Chord {
  const semitones = new Array<number>(12).fill(0);
  if (name === NO_CHORD) return { root: -1, semitones };
  const parts = name.match(/^([A-G])([#b]*)(?::([a-z0-9]*))?(?:\(([^)]*)\))?(?:\/(.+))?$/);
  const quality = parts?.[3] || (parts?.[4] ? undefined : "maj");
  const intervals = quality === undefined ? [0] : QUALITIES[quality];
  const added = parts?.[4]?.split(",").map((text) => text.trim()) ?? [];
  const bass = degree(parts?.[5] ?? "1");
  const known = added.every((text) => degree(text.replace("*", "")) !== undefined);
  if (!parts || !intervals || bass === undefined || !known) {
    throw new InputError("not a chord's name", {
      found: name,
      expected: `a root, a colon and one of ${Object.keys(QUALITIES).join(", ")}; or N`,
    });
  }
  for (const interval of intervals) semitones[interval] = 1;
  for (const text of added) { // an asterisk takes a degree away
    if (Number(text.match(/\d+/)![0]) > 7) continue; // beyond the octave
    semitones[degree(text.replace("*", ""))!] = text.startsWith("*") ? 0 : 1;
  }
  semitones[bass] = 1;
  return { root: semitone(LETTERS[parts[1]], parts[2]), semitones };
}
