/** Chords: a chroma against templates, then the likeliest path of a hidden Markov model. */
import { InputError } from "../core/errors.ts";
import { argmax } from "../core/matrix.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import { NO_CHORD, QUALITIES } from "./chord_names.ts";
import { chromaStft, PITCH_CLASSES } from "./chroma.ts";
import { type Frames, framesOf, type Sound } from "./sound.ts";
import { stayOrLeave, viterbi } from "./viterbi.ts";

/** Settings of chord recognition. */
export interface ChordSettings {
  /** Qualities that are told apart, on each of the twelve roots. */
  readonly qualities: readonly string[];
  /** Probability that a chord goes on to the next frame; `null` decides frame by frame. */
  readonly stay: number | null;
  /** How much more probable the more similar chord is: probabilities go by e to this times the similarity. */
  readonly sharpness: number;
}

/** What is used where nothing else is said. */
export const CHORDS: ChordSettings = { qualities: ["maj", "min"], stay: .98, sharpness: 20 };

/** A chord from one time to another. */
export interface ChordSegment {
  /** In seconds. */
  readonly start: number;
  /** In seconds. */
  readonly end: number;
  /** As annotations write it: `A:min`; `N` where nothing sounds. */
  readonly label: string;
}

/** Cosine similarity of every frame of a chroma to every chord.
 *
 * @returns frames × [12 × qualities], named by chord
 * @throws {InputError} on a quality that is not known
 * @see Fujishima, T. (1999). Realtime chord recognition of musical sound.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { PITCH_CLASSES } from "./chroma.ts";
 * const data = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0); // C, E and G
 * const chroma = { rows: 1, shape: [12], names: PITCH_CLASSES, data, rate: 22050, hopLength: 512 };
 * const { names, data: similarity } = chordSimilarity(chroma);
 * assertEquals(names[similarity.indexOf(Math.max(...similarity))], "C:maj");
 * ```
 */
export function chordSimilarity(
  chroma: Frames,
  qualities: readonly string[] = CHORDS.qualities,
): Frames {
  const unknown = qualities.find((name) => !(name in QUALITIES));
  if (unknown !== undefined || qualities.length === 0 || chroma.names.length !== 12) {
    throw new InputError("chords to tell apart", {
      found: unknown ?? `${qualities.length} qualities, ${chroma.names.length} pitch classes`,
      expected: `some of ${Object.keys(QUALITIES).join(", ")}, on a chroma of 12`,
    });
  }
  const chords = qualities.flatMap((quality) =>
    PITCH_CLASSES.map((name, root) => ({
      label: `${name}:${quality}`,
      classes: QUALITIES[quality].map((semitone) => (root + semitone) % 12),
    }))
  );
  const data = new Float32Array(chroma.rows * chords.length);
  for (let r = 0; r < chroma.rows; r++) {
    const frame = chroma.data.subarray(12 * r, 12 * r + 12), length = Math.hypot(...frame);
    chords.forEach(({ classes }, k) => {
      let sum = 0;
      for (const c of classes) sum += frame[c];
      data[r * chords.length + k] = sum / (Math.sqrt(classes.length) * (length + 1e-9));
    });
  }
  return framesOf(data, chords.map(({ label }) => label), chroma);
}

/** The chord of each frame.
 *
 * @param input a sound (its chroma by short-time Fourier transform is taken), or a chroma
 * @returns a label a frame; `N` where nothing sounds
 * @see Sheh, A. & Ellis, D. (2003). Chord segmentation and recognition using EM-trained hidden Markov models.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const hz = [261.63, 329.63, 392]; // C, E and G
 * const wave = (i: number) => hz.reduce((sum, f) => sum + Math.sin(2 * Math.PI * f * i / 22050), 0) / 3;
 * const labels = recogniseChords({ samples: Float32Array.from({ length: 22050 }, (_, i) => wave(i)), rate: 22050 });
 * assertEquals(labels[20], "C:maj");
 * ```
 */
export function recogniseChords(
  input: Sound | Frames,
  settings: Partial<ChordSettings> = {},
): string[] {
  const all = withDefaults(CHORDS, settings), { qualities, stay, sharpness } = all;
  checkSettings(all, { stay: { above: 0, below: 1, or: [null] }, sharpness: { above: 0 } });
  const chroma = "samples" in input ? chromaStft(input) : input;
  const similarity = chordSimilarity(chroma, qualities), { data, names } = similarity;
  const silent = (r: number) => !chroma.data.subarray(12 * r, 12 * r + 12).some((x) => x > 0);
  const path = stay === null ? argmax(similarity) : viterbi({
    seen: Float64Array.from(data, (x) => sharpness * x), // logarithms, but for a constant of each frame
    transition: stayOrLeave(names.length, stay),
  });
  return Array.from(path, (state, r) => silent(r) ? NO_CHORD : names[state]);
}

/** Equal labels of neighbouring frames as segments of time.
 *
 * @param length seconds at which the last one ends, at the latest
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const segments = chordSegments(["N", "N", "C:maj"], { rate: 1000, hopLength: 500 }, 1.2);
 * assertEquals(segments, [{ start: 0, end: 1, label: "N" }, { start: 1, end: 1.2, label: "C:maj" }]);
 * ```
 */
export function chordSegments(
  labels: readonly string[],
  { rate, hopLength }: { readonly rate: number; readonly hopLength: number },
  length = Infinity,
): ChordSegment[] {
  const segments: ChordSegment[] = [];
  for (let from = 0; from < labels.length;) {
    let to = from + 1;
    while (to < labels.length && labels[to] === labels[from]) to++;
    const [start, end] = [from, to].map((frame) => Math.min(length, frame * hopLength / rate));
    if (end > start) segments.push({ start, end, label: labels[from] });
    from = to;
  }
  return segments;
}
