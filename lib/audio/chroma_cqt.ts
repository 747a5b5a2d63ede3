/** Chroma from a constant-Q transform. */
import { InputError } from "../core/errors.ts";
import { withDefaults } from "../core/settings.ts";
import { normalised, PITCH_CLASSES } from "./chroma.ts";
import { C1, cqt } from "./cqt.ts";
import { type Frames, framesOf, type Sound } from "./sound.ts";

/** Settings of a chroma from a constant-Q transform. */
export interface ChromaCqtSettings {
  /** Samples from one frame to the next. */
  readonly hopLength: number;
  /** The lowest bin, in Hz. */
  readonly fmin: number;
  /** How many octaves are added up. */
  readonly nOctaves: number;
  /** Bins of an octave, a multiple of 12. */
  readonly binsPerOctave: number;
  /** Deviation from A = 440 Hz as a share of a bin; `null` estimates it. */
  readonly tuning: number | null;
}

/** What is used where nothing else is said: librosa's. */
export const CHROMA_CQT: ChromaCqtSettings = {
  hopLength: 512,
  fmin: C1,
  nOctaves: 7,
  binsPerOctave: 36,
  tuning: null,
};

/** Chroma of a constant-Q transform; each frame's strongest class is 1.
 *
 * @returns frames × [12], from C to B
 * @throws {InputError} when an octave's bins are no multiple of 12, or reach beyond half the sample rate
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(2 * Math.PI * 440 * i / 22050));
 * const { data, names } = chromaCqt({ samples, rate: 22050 });
 * assertEquals(names[data.subarray(12 * 20, 12 * 21).indexOf(1)], "A");
 * ```
 */
export function chromaCqt(sound: Sound, settings: Partial<ChromaCqtSettings> = {}): Frames {
  const { nOctaves, ...all } = withDefaults(CHROMA_CQT, settings), merged = all.binsPerOctave / 12;
  if (!Number.isInteger(merged)) {
    throw new InputError("the setting binsPerOctave", {
      found: all.binsPerOctave,
      expected: "a multiple of 12",
    });
  }
  const notes = cqt(sound, { ...all, nBins: nOctaves * all.binsPerOctave });
  const columns = notes.names.length, data = new Float32Array(notes.rows * 12);
  const lowest = Math.round(69 + 12 * Math.log2(all.fmin / 440));
  // the bins around a note, as many above as below, are that note's
  const classes = Int32Array.from(
    { length: columns },
    (_, bin) => (lowest + Math.floor((bin + Math.floor(merged / 2)) / merged)) % 12,
  );
  for (let r = 0; r < notes.rows; r++) {
    for (let bin = 0; bin < columns; bin++) {
      data[r * 12 + classes[bin]] += notes.data[r * columns + bin];
    }
  }
  return normalised(framesOf(data, PITCH_CLASSES, notes), "max");
}
