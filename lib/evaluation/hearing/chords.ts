/** Chords found against chords that are true, as coarsely or as finely as one asks. */
import { parseChord, QUALITIES } from "../../audio/chord_names.ts";
import type { ChordSegment } from "../../audio/chords.ts";
import { InputError } from "../../core/errors.ts";

/** How finely chords are compared: their roots; roots and thirds; triads; triads where the true chord is major, minor or
 * none (others are left out); all notes where the true chord is one of these or their sevenths. */
export type ChordComparison = "root" | "thirds" | "triads" | "majmin" | "sevenths";

/** Semitones that are compared, and the qualities to which a comparison is limited. */
const RULES: Record<ChordComparison, { readonly notes: number[]; readonly only?: string[] }> = {
  root: { notes: [] },
  thirds: { notes: [3] },
  triads: { notes: [0, 1, 2, 3, 4, 5, 6, 7] },
  majmin: { notes: [0, 1, 2, 3, 4, 5, 6, 7], only: ["maj", "min"] },
  sevenths: {
    notes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    only: ["maj", "min", "maj7", "7", "min7"],
  },
};

/** Whether two chords agree: 1 or 0, or undefined where the true chord is left out of the comparison.
 *
 * @throws {InputError} when a name is no chord's
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(compareChords("G:7", "G:maj", "majmin"), 1);
 * assertEquals(compareChords("G:7", "G:maj", "sevenths"), 0);
 * assertEquals(compareChords("B:dim", "B:min", "majmin"), undefined);
 * ```
 */
export function compareChords(
  reference: string,
  found: string,
  comparison: ChordComparison,
): 0 | 1 | undefined {
  const truth = parseChord(reference), answer = parseChord(found);
  const { notes, only } = RULES[comparison];
  const isQuality = (name: string) =>
    notes.every((i) => truth.semitones[i] === Number(QUALITIES[name].includes(i)));
  if (only && truth.root >= 0 && !only.some(isQuality)) return undefined;
  const agree = truth.root === answer.root &&
    notes.every((i) => truth.semitones[i] === answer.semitones[i]);
  return agree ? 1 : 0;
}

/** Which share of the time chords agree, of the time whose true chords are compared; gaps in the answer count as no
 * chord.
 *
 * @throws {InputError} when nothing can be compared, or segments do not ascend
 * @see Pauwels, J. & Peeters, G. (2013). Evaluating automatically estimated chord sequences.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const truth = [{ start: 0, end: 4, label: "C:maj" }];
 * assertEquals(chordScore(truth, [{ start: 0, end: 3, label: "C:maj" }], "majmin"), .75);
 * ```
 */
export function chordScore(
  reference: readonly ChordSegment[],
  found: readonly ChordSegment[],
  comparison: ChordComparison = "majmin",
): number {
  for (const segments of [reference, found]) {
    segments.forEach(({ start, end }, i) => {
      if (!(start < end && (i === 0 || start >= segments[i - 1].end - 1e-9))) {
        throw new InputError("segments of chords, ascending", {
          found: `${start} – ${end}`,
          row: i + 1,
        });
      }
    });
  }
  let agreed = 0, compared = 0;
  for (const truth of reference) {
    const within = found.filter(({ start, end }) => end > truth.start && start < truth.end);
    let left = truth.end - truth.start;
    const add = (label: string, seconds: number) => {
      const agrees = compareChords(truth.label, label, comparison);
      if (agrees === undefined) return;
      agreed += agrees * seconds;
      compared += seconds;
    };
    for (const { start, end, label } of within) {
      const seconds = Math.min(end, truth.end) - Math.max(start, truth.start);
      add(label, seconds);
      left -= seconds;
    }
    if (left > 0) add("N", left);
  }
  if (compared === 0) throw new InputError("no chord that can be compared", { found: comparison });
  return agreed / compared;
}
