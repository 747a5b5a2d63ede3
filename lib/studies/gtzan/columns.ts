/** The published columns of features, by table. */

import { COLUMNS_174, COLUMNS_57 } from "../../audio/mod.ts";

/** Means over time of 174 quantities that librosa hears in a track, in the published order. */
export const MEANS: readonly string[] = COLUMNS_174;

/** Means and variances of 28 quantities and the tempo, 57 in all: the table that stands with the files. Its tempo has
 * the name of the other table's, so it is called `beats_per_minute` here. */
export const MOMENTS: readonly string[] = COLUMNS_57.map((name) =>
  name === "tempo" ? "beats_per_minute" : name
);

/** What the second table calls a column. */
export const sourceOfMoment = (name: string): string =>
  name === "beats_per_minute" ? "tempo" : name;

/** Columns that are powers: their logarithm is nearer to what is heard, and to a bell.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(["mel_spectrogram_7", "rms_var", "tempo"].map(isPower), [true, true, false]);
 * ```
 */
export const isPower = (name: string): boolean => /^mel_spectrogram_\d+$|_var$/.test(name);

/** 10 log₁₀ of a power, no lower than −100. */
export const decibel = (power: number): number => 10 * Math.log10(Math.max(1e-10, power));
