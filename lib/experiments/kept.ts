/** Predictions on disk: probabilities beside the record of the run that made them. */
import { dirname, join } from "node:path";
import { writeAtomically } from "../core/atomic.ts";
import { untilInterrupted } from "../core/interrupt.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { codesOf, isTags, kindOf, type Target, targetRows } from "../core/target.ts";
import type { Rng } from "../core/rng.ts";
import { takeTurn } from "../core/turn.ts";
import { allRows, type Dataset, taskOf } from "../data/mod.ts";
import type { Estimator } from "../models/estimator.ts";
import { checkProbabilities } from "../models/probabilities.ts";
import { makeRun, type Run, runId, type RunKey } from "./runs/record.ts";
import type { RunStore } from "./runs/runs.ts";
import { estimatorCode } from "./runs/code.ts";
import { otherCode, recorded } from "./runs/reuse.ts";

/** Where predictions are kept, and what all of them have in common. */
export interface PredictionCache {
  /** The folder of records. */
  readonly runs: RunStore;
  /** Compute again what is kept. */
  readonly fresh?: boolean;
  /** Told of every prediction that is kept, but made by other code, before it is made again; a warning by default. */
  readonly onOutdated?: (name: string) => void;
}

/** What making predictions came to. */
export interface Made {
  /** Rows × classes. */
  readonly probabilities: Matrix;
  /** By name; empty where there are no labels. */
  readonly scores: Readonly<Record<string, number>>;
  /** To fit and predict. */
  readonly seconds: number;
}

interface Kept {
  readonly run: Run;
  readonly probabilities: Matrix;
}

/** The predictions of a key: those kept, where this code made them; else `make`'s, which are
 * then kept, the record as `<id>.json` and the probabilities as `probabilities/<id>.f32` (rows × columns,
 * little-endian float32).
 *
 * @param columns of the probabilities
 * @param key the model's, its data's and its split's: another key, another prediction
 * @param make is called where nothing is kept
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { openRuns } from "./runs/runs.ts";
 * const size = { rows: 1, columns: ["pop", "rap"] }, data = { fingerprint: "f", rows: 9 };
 * const key = { part: "00", name: "doc", settings: {}, seed: 1, data, split: null };
 * const runs = openRuns(await Deno.makeTempDir());
 * let made = 0;
 * const make = () => Promise.resolve({ probabilities: matrix(1, size.columns), scores: {}, seconds: ++made });
 * for (const _ of [1, 2]) await cachedPrediction({ runs }, key, size, make);
 * assertEquals(made, 1);
 * ```
 */
export async function cachedPrediction(
  { runs, fresh = false, onOutdated = warn }: PredictionCache,
  key: RunKey,
  { rows, columns }: { rows: number; columns: readonly string[] },
  make: () => Promise<Made>,
): Promise<Kept> {
  const path = join(runs.folder, "probabilities", `${runId(key)}.f32`);
  const find = async (): Promise<{ kept?: Kept; isOutdated?: boolean }> => {
    if (fresh) return {};
    const { run, outdated: isOutdated } = await recorded(runs, key, estimatorCode());
    const bytes = run && await Deno.readFile(path).catch(() => undefined);
    if (!run || bytes?.length !== 4 * rows * columns.length) return { isOutdated };
    const probabilities = matrix(rows, columns, new Float32Array(bytes.buffer));
    return { kept: { run, probabilities } };
  };
  const known = await find();
  if (known.kept) return known.kept;
  if (known.isOutdated) onOutdated(key.name);
  await using _turn = await turnAt(`${path}.lock`); // of two notebooks that ask at once one computes it
  const meanwhile = await find();
  if (meanwhile.kept) return meanwhile.kept;
  const { probabilities, scores, seconds } = await make();
  const { buffer, byteOffset, byteLength } = probabilities.data;
  await writeAtomically(path, new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
  const run = makeRun(key, { scores, seconds });
  await runs.save(run); // last, so that a record never stands without its probabilities
  return { run, probabilities };
}

/** Waits while another process has the turn; then has it until it is disposed of. Where files cannot be locked, nobody
 * waits. */
async function turnAt(path: string): Promise<AsyncDisposable> {
  const signal = untilInterrupted();
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    const turn = await takeTurn(path, signal);
    return {
      async [Symbol.asyncDispose]() {
        await Deno.remove(path).catch(() => {}); // whoever waits has the file open
        turn[Symbol.dispose]();
      },
    };
  } catch {
    signal.throwIfAborted();
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  }
}

const warn = (name: string) => console.warn(`${name}: ${otherCode(1)}.`);

/** Fits on the given rows of one file and predicts all rows of another: what `cachedPrediction` makes of a file
 * without labels, so that there are no scores.
 *
 * @param rows of `train`
 * @param test may lack genres
 * @throws {InputError} when the answers are no probabilities
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { Rng } from "../core/rng.ts";
 * import { lookupByColumn } from "../evaluation/leakage.ts";
 * const train = smallTracks([{ album: "a", genre: "pop" }, { album: "b", genre: "rap" }]);
 * const test = smallTracks([{ album: "b" }]);
 * const made = await predictAll(lookupByColumn("track_album_name"), train, Int32Array.of(0, 1), test, new Rng(1));
 * assertEquals([...made.probabilities.data], [0, 1]);
 * ```
 */
export async function predictAll(
  estimator: Estimator,
  train: Dataset,
  rows: Int32Array,
  test: Dataset,
  rng: Rng,
): Promise<Made> {
  const start = performance.now();
  const fitted = await estimator.fit(train, rows, rng);
  const probabilities = await fitted.predictProba(test, allRows(test));
  checkProbabilities(probabilities, kindOf(taskOf(train, rows)));
  return { probabilities, scores: {}, seconds: (performance.now() - start) / 1000 };
}

/** What is true of rows, as JSON: a position in `classes` per row, or, of tags, the positions of a row's tags. */
type StoredTruth =
  & { readonly classes: readonly string[] }
  & (
    | { readonly truth: readonly number[] }
    | { readonly tags: readonly (readonly number[])[] }
  );

function storedTruth(y: Target): StoredTruth {
  const { classes } = y, k = classes.length;
  if (!isTags(y)) return { classes, truth: Array.from(y.codes) };
  const tags = Array.from(
    { length: targetRows(y) },
    (_, row) => classes.flatMap((_, c) => y.tags[row * k + c] ? [c] : []),
  );
  return { classes, tags };
}

function targetFrom(stored: StoredTruth): Target {
  const { classes } = stored;
  if ("truth" in stored) return { classes, codes: Int32Array.from(stored.truth) };
  const tags = new Uint8Array(stored.tags.length * classes.length);
  stored.tags.forEach((own, row) => own.forEach((c) => tags[row * classes.length + c] = 1));
  return { classes, tags };
}

/** Writes what is true of the rows that a kept prediction was judged on beside the probabilities, as
 * `probabilities/<id>.truth.json`, so that what was right and wrong can be told from the records alone:
 * {@linkcode loadPrediction} reads both.
 *
 * @param folder of the records
 * @param id of the record
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const folder = await Deno.makeTempDir();
 * await saveTruth(folder, "0123456789abcdef", { classes: ["pop", "rap"], codes: Int32Array.of(1, 0) });
 * const text = await Deno.readTextFile(`${folder}/probabilities/0123456789abcdef.truth.json`);
 * assertEquals(JSON.parse(text), { classes: ["pop", "rap"], truth: [1, 0] });
 * ```
 */
export async function saveTruth(folder: string, id: string, target: Target): Promise<void> {
  const text = JSON.stringify(storedTruth(target)) + "\n";
  const path = join(folder, "probabilities", `${id}.truth.json`);
  if (await Deno.readTextFile(path).catch(() => "") !== text) await writeAtomically(path, text);
}

/** What is kept of a judged prediction: probabilities and truth of the same rows; undefined where either is
 * missing, cut off, or of other rows than its fellow.
 *
 * @param folder of the records
 * @param id of the record
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * import { openRuns } from "./runs/runs.ts";
 * import { evaluate } from "./evaluate.ts";
 * const { models: { album }, tracks, folds, rng, key } = await smallJudged();
 * const runs = openRuns(await Deno.makeTempDir());
 * const [{ truth }] = await evaluate({ album }, tracks, folds.random[0], rng, { runs, key });
 * const [{ id }] = await runs.all();
 * assertEquals((await loadPrediction(runs.folder, id))?.truth, truth);
 * assertEquals(await loadPrediction(runs.folder, "another"), undefined);
 * ```
 */
export async function loadPrediction(
  folder: string,
  id: string,
): Promise<{ probabilities: Matrix; target: Target; truth: Int32Array } | undefined> {
  try {
    const path = join(folder, "probabilities", id);
    const target = targetFrom(JSON.parse(await Deno.readTextFile(`${path}.truth.json`)));
    const { classes } = target, rows = targetRows(target);
    const bytes = await Deno.readFile(`${path}.f32`);
    if (bytes.length !== 4 * rows * classes.length) return undefined;
    const probabilities = matrix(rows, classes, new Float32Array(bytes.buffer));
    return { probabilities, target, truth: codesOf(target) };
  } catch {
    return undefined;
  }
}
