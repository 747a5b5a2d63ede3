/** Features that change least from artist to artist: how sound moves, how bright it is, how much of it is noise. */
import { matrix } from "../../core/matrix.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Features } from "../../features/mod.ts";
import { decibel } from "./columns.ts";

const counted = (name: string, from: number, to: number, end = ""): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${name}${from + i}${end}`);
const logarithm = (value: number): number => Math.log(value + 1e-6);
const same = (value: number): number => value;

/** Columns, and what is read of each. Left out: loudness and keys, which producers and pieces choose; mel bands and the
 * means of timbre, by which a studio and its instruments are known. */
const ALL: readonly (readonly [name: string, read: (value: number) => number])[] = [
  ...[
    ...counted("spectral_contrast_", 1, 7, "_dev"),
    ...["flatness_db_mean", "flatness_db_dev", "rms_db_dev", "onset_mean", "onset_dev"],
    "harmonic_share_db",
  ].map((name) => [name, same] as const),
  ...counted("mfcc_delta_", 1, 20, "_dev").map((name) => [name, logarithm] as const),
  ...["spectral_centroid", "spectral_bandwidth", "rolloff", "zero_crossing_rate"]
    .flatMap((name) => [[`${name}_mean`, logarithm], [`${name}_var`, decibel]] as const),
];

/** Whether tracks have been measured so far: from sound, or in a table with all columns.
 *
 * @example
 * ```ts ignore
 * const source = isMeasured(train) ? steady() : heard({ log: true });
 * ```
 */
export const isMeasured = (data: Dataset): boolean => ALL.every(([name]) => data.has(name));

/** 41 features of all that `describeSound` measures, chosen by leaving out one artist after the other. Nothing is learnt
 * from rows.
 *
 * @throws {InputError} from `fit`, when the tracks have not been measured so far
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(steady().settings, { columns: 41 });
 * ```
 */
export function steady(): Features {
  const transform = (data: Dataset, rows: Int32Array) => {
    const out = matrix(rows.length, ALL.map(([name]) => name));
    ALL.forEach(([name, read], j) => {
      const values = data.numbers(name);
      rows.forEach((row, i) => out.data[i * ALL.length + j] = read(values[row]));
    });
    return out;
  };
  return {
    name: "steady",
    settings: { columns: ALL.length },
    fit: (data, rows) => ({ train: transform(data, rows), transform }),
  };
}
