/** What the features of a track are called in tables: the names of two published tables of them, and names in their way
 * for what we measure besides. */

const counted = (name: string, n: number, end = ""): string[] =>
  Array.from({ length: n }, (_, i) => `${name}_${i + 1}${end}`);
const withVariance = (names: readonly string[]): string[] =>
  names.flatMap((name) => [`${name}_mean`, `${name}_var`]);

/** Tempo, and means over time of 173 quantities, as `features174` gives them. */
export const COLUMNS_174: readonly string[] = [
  "tempo",
  ...counted("mfcc", 20),
  ...counted("chroma", 12),
  ...counted("spectral_contrast", 7),
  ...counted("tonnetz", 6),
  ...counted("mel_spectrogram", 128),
];

/** Means and variances of eight quantities and of 20 MFCC, with the tempo between them. */
export const COLUMNS_57: readonly string[] = [
  ...withVariance([
    ...["chroma_stft", "rms", "spectral_centroid", "spectral_bandwidth", "rolloff"],
    ...["zero_crossing_rate", "harmony", "perceptr"],
  ]),
  "tempo",
  ...withVariance(Array.from({ length: 20 }, (_, i) => `mfcc${i + 1}`)),
];

/** How many mel bands are described in decibels: the 128, by fours. */
export const WIDE_BANDS = 32;

/** How many periods of the pulse are told apart, from 40 beats a minute to 320. */
export const PERIODS = 16;

/** What neither table holds: means and deviations in decibels, deviations over time, changes, the pulse. */
export const COLUMNS_MORE: readonly string[] = [
  ...counted("mel_db", WIDE_BANDS, "_mean"),
  ...counted("mel_db", WIDE_BANDS, "_dev"),
  ...counted("chroma", 12, "_dev"),
  ...counted("spectral_contrast", 7, "_dev"),
  ...counted("tonnetz", 6, "_dev"),
  ...counted("mfcc_delta", 20, "_dev"),
  ...["flatness_db_mean", "flatness_db_dev", "rms_db_mean", "rms_db_dev"],
  ...["onset_mean", "onset_dev", "harmonic_share_db"],
  ...counted("pulse", PERIODS),
];

/** All of them, each once: the order of `describeSound`. */
export const ALL_COLUMNS: readonly string[] = [
  ...COLUMNS_174,
  ...COLUMNS_57.filter((name) => name !== "tempo"),
  ...COLUMNS_MORE,
];
