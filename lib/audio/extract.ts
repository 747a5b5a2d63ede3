/** Features of many files, on all cores; what was done is kept, so that a run goes on where it was ended. */
import { join } from "node:path";
import { writeAtomically } from "../core/atomic.ts";
import { InputError } from "../core/errors.ts";
import { cores } from "../core/pool.ts";
import { checkSetting } from "../core/settings.ts";
import { type Tensor, tensor } from "../core/tensor.ts";
import { computeOn } from "./collection/compute.ts";
import { keyOf } from "../core/store.ts";
import type { FeatureTask } from "./extract_worker.ts";
import { ALL_COLUMNS } from "./feature_columns.ts";
import { FEATURES_174 } from "./features174.ts";

/** Which features: the 174, or everything that is measured. */
export type FeatureSet = "174" | "all";

const NAMES: Readonly<Record<FeatureSet, readonly string[]>> = {
  "174": FEATURES_174,
  all: ALL_COLUMNS,
};

/** A file that has no features, and why. */
export interface Failure {
  /** The file as it was named. */
  readonly file: string;
  /** What is wrong with it. */
  readonly why: string;
}

/** Features of files. */
export interface Extracted {
  /** Files that have features, in the order in which they were named. */
  readonly files: readonly string[];
  /** A row for each of them. */
  readonly features: Tensor;
  /** Files that have none. */
  readonly failures: readonly Failure[];
  /** How many of the rows were kept from an earlier run. */
  readonly kept: number;
}

/** How features of files are made. */
export interface ExtractOptions {
  /** The 174 where nothing is said. */
  readonly set?: FeatureSet;
  /** A folder in which each file's features are kept; without it, nothing is. */
  readonly cache?: string;
  /** How many files are worked on at once. */
  readonly workers?: number;
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number, file: string) => void;
}

/** Changes when the same file would get other numbers. */
const VERSION = 1;

/** Features of files of sound, at 22,050 samples a second: `features174`, or `describeSound`. A file that cannot be used is named and left out.
 *
 * @throws {InputError} when no file can be used, or the cache cannot be written to
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { encodeWav } from "./decode/wav.ts";
 * const file = await Deno.makeTempFile({ suffix: ".wav" });
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8));
 * await Deno.writeFile(file, encodeWav({ samples, rate: 22050 }));
 * const { features, failures } = await extractFeatures([file, "missing.wav"], { workers: 1 });
 * assertEquals([features.rows, failures.length], [1, 1]);
 * await Deno.remove(file);
 * ```
 */
export async function extractFeatures(
  files: readonly string[],
  { set = "174", cache, workers = cores(), onProgress }: ExtractOptions = {},
): Promise<Extracted> {
  if (files.length === 0) throw new InputError("no file to hear", { expected: "at least one" });
  checkSetting("the setting set", set, Object.keys(NAMES));
  const names = NAMES[set], places = new Array<string>(files.length);
  let kept = 0;
  const answers = await computeOn<FeatureTask, Float32Array>(
    new URL("./extract_worker.ts", import.meta.url),
    files.map((file) => ({ file, set })),
    {
      workers,
      onDone: (done, i) => onProgress?.(done, files.length, files[i]),
      async known(i) {
        if (cache === undefined) return undefined;
        places[i] = join(cache, `${await nameOf(files[i], set)}.json`);
        const row = await readKept(places[i], names.length);
        if (row) kept++;
        return row;
      },
      async keep(i, row) {
        if (cache !== undefined) await writeAtomically(places[i], JSON.stringify([...row]));
      },
    },
  );
  const rows = answers.filter((answer) => answer instanceof Float32Array);
  const heard = files.filter((_, i) => answers[i] instanceof Float32Array);
  const failures = files.flatMap((file, i): Failure[] => {
    const answer = answers[i];
    return answer instanceof InputError ? [{ file, why: answer.message }] : [];
  });
  if (heard.length === 0) {
    throw new InputError("none of the files can be heard", { found: failures[0].why });
  }
  const data = new Float32Array(heard.length * names.length);
  rows.forEach((row, r) => data.set(row, r * row.length));
  const features = tensor(heard.length, [names.length], names, data);
  return { files: heard, features, failures, kept };
}

/** The same as long as nobody changes a file or this code's version. */
async function nameOf(file: string, set: FeatureSet): Promise<string> {
  const { size, mtime } = await Deno.stat(file).catch(() => ({ size: -1, mtime: null }));
  return keyOf([VERSION, set, file, size, mtime?.getTime() ?? 0]);
}

/** Kept features, where they are whole. */
async function readKept(place: string, count: number): Promise<Float32Array | undefined> {
  try {
    const values: unknown = JSON.parse(await Deno.readTextFile(place));
    const whole = Array.isArray(values) && values.length === count &&
      values.every(Number.isFinite);
    return whole ? Float32Array.from(values) : undefined;
  } catch {
    return undefined;
  }
}
