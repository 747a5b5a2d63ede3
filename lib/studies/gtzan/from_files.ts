/** Measured from files: that it agrees with what stands in tables. */
import { join } from "node:path";
import { ALL_COLUMNS, COLUMNS_174, encodeWav, extractFeatures } from "../../audio/mod.ts";
import { standardDeviation } from "../../core/statistics.ts";
import type { Dataset } from "../../data/mod.ts";
import { pearson } from "../../evaluation/statistics/correlation.ts";
import { familyOf } from "./look.ts";
import type { Session } from "./session.ts";

/** Writes some tracks as WAV files and measures them from there, as `deno task features` does.
 *
 * @returns for each its tempo and first MFCC from the file, and how far the 174 are from those of the track: the largest
 * difference, in standard deviations of the column over all tracks. Nothing where there is no sound.
 * @example
 * ```ts ignore
 * table(await featuresOfFiles(study, [0, 1, 2]));
 * ```
 */
export async function featuresOfFiles(
  { sounds, measured, out, train }: Session,
  rows: readonly number[],
): Promise<Readonly<Record<string, string | number>>[]> {
  if (!sounds || !measured) return [];
  const folder = join(out, "files"), all = await measured();
  await Deno.mkdir(folder, { recursive: true });
  const files = await Promise.all(rows.map(async (row) => {
    const path = join(folder, `${train.texts("genre")[row]}.${row}.wav`);
    await Deno.writeFile(path, encodeWav(await sounds.hear(row)));
    return path;
  }));
  const { features: { data } } = await extractFeatures(files), d = COLUMNS_174.length;
  return rows.map((row, i) => {
    const value = (name: string) => data[i * d + COLUMNS_174.indexOf(name)];
    const off = COLUMNS_174.map((name) => {
      const column = all.numbers(name);
      return Math.abs(value(name) - column[row]) / (standardDeviation(column) || 1);
    });
    const largest = Math.max(...off);
    return {
      ...{ track: train.texts("file")[row], genre: train.texts("genre")[row] },
      ...{ tempo: value("tempo"), mfcc_1: value("mfcc_1"), "largest deviation": largest },
      "of column": COLUMNS_174[off.indexOf(largest)],
    };
  });
}

/** How the tables agree with our own measuring of the same files: the least correlation over tracks of each family of
 * columns.
 *
 * @returns a bar for each family; nothing where tables or sounds are missing
 * @example
 * ```ts ignore
 * bars(await agreement(study), { title: "Agreement", unit: "correlation" });
 * ```
 */
export async function agreement(
  { train, measured }: Session,
): Promise<{ name: string; value: number }[]> {
  if (!measured || !train.has("mfcc_1")) return [];
  const own = await measured(), columns = ALL_COLUMNS.filter((name) => train.has(name));
  if (columns.every((name) => same(train, own, name))) return []; // no table: these are the measured ones
  const families = Map.groupBy(columns, familyOf);
  return [...families].map(([name, members]) => ({
    name,
    value: Math.min(
      ...members.map((column) => pearson(train.numbers(column), own.numbers(column))),
    ),
  }));
}

const same = (a: Dataset, b: Dataset, name: string): boolean => {
  const other = b.numbers(name);
  return a.numbers(name).every((value, i) => value === other[i]);
};
