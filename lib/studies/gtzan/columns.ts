/** The published columns of features, by table. */

const numbered = (name: string, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `${name}_${i + 1}`);

/** Means over time of 174 quantities that librosa hears in a track, in the published order. */
export const MEANS: readonly string[] = [
  "tempo",
  ...numbered("mfcc", 20),
  ...numbered("chroma", 12),
  ...numbered("spectral_contrast", 7),
  ...numbered("tonnetz", 6),
  ...numbered("mel_spectrogram", 128),
];

const withVariance = (names: readonly string[]): string[] =>
  names.flatMap((name) => [`${name}_mean`, `${name}_var`]);

/** Means and variances of 28 quantities and the tempo, 57 in all: the table that stands with the files. Its tempo has
 * the name of the other table's, so it is called `beats_per_minute` here. */
export const MOMENTS: readonly string[] = [
  ...withVariance([
    "chroma_stft",
    "rms",
    "spectral_centroid",
    "spectral_bandwidth",
    "rolloff",
    "zero_crossing_rate",
    "harmony",
    "perceptr",
  ]),
  "beats_per_minute",
  ...withVariance(Array.from({ length: 20 }, (_, i) => `mfcc${i + 1}`)),
];

/** What the second table calls a column. */
export const sourceOfMoment = (name: string): string =>
  name === "beats_per_minute" ? "tempo" : name;

/** Columns that are powers: their logarithm is nearer to what is heard, and to a bell. */
export const isPower = (name: string): boolean => /^mel_spectrogram_\d+$|_var$/.test(name);
