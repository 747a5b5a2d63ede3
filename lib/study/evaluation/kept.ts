/** Predictions that outlive a session: probabilities beside the record of the run that made them. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { type Matrix, matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import type { Split } from "../../data/split.ts";
import { allRows, genreLabels, type Tracks } from "../../data/tracks.ts";
import type { Estimator } from "../../models/estimator.ts";
import type { Candidate } from "./candidates.ts";
import { evaluateOn } from "./evaluate.ts";
import { type Scores, scores } from "../scores/metrics.ts";
import { makeRun, type Run, runId, type RunKey } from "../runs/record.ts";
import type { RunStore } from "../runs/runs.ts";
import { versions } from "../runs/versions.ts";

/** Where predictions are kept, and what all of them have in common. */
export interface Keeping {
  /** The folder of records. */
  readonly runs: RunStore;
  /** Compute again what is kept. */
  readonly fresh?: boolean;
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

/** The predictions of a key: those kept, where this version of the project made them; else `make`'s, which are
 * then kept, the record as `<id>.json` and the probabilities as `probabilities/<id>.f32` (rows × columns,
 * little-endian float32).
 *
 * @param columns of the probabilities
 * @param key the model's, its data's and its split's: another key, another prediction
 * @param make is called where nothing is kept
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { openRuns } from "../runs/runs.ts";
 * const size = { rows: 1, columns: ["pop", "rap"] }, data = { fingerprint: "f", rows: 9 };
 * const key = { part: "00", name: "doc", settings: {}, seed: 1, data, split: null };
 * const runs = openRuns(await Deno.makeTempDir());
 * let made = 0;
 * const make = () => Promise.resolve({ probabilities: matrix(1, size.columns), scores: {}, seconds: ++made });
 * for (const _ of [1, 2]) await keptPrediction({ runs }, key, size, make);
 * assertEquals(made, 1);
 * ```
 */
export async function keptPrediction(
  { runs, fresh = false }: Keeping,
  key: RunKey,
  { rows, columns }: { rows: number; columns: readonly string[] },
  make: () => Promise<Made>,
): Promise<{ run: Run; probabilities: Matrix }> {
  const path = join(runs.folder, "probabilities", `${runId(key)}.f32`);
  const known = fresh ? undefined : await runs.find(key);
  if (known?.status === "done" && known.versions.study === versions().study) {
    const bytes = await Deno.readFile(path).catch(() => undefined);
    if (bytes?.length === 4 * rows * columns.length) {
      return { run: known, probabilities: matrix(rows, columns, new Float32Array(bytes.buffer)) };
    }
  }
  const { probabilities, scores, seconds } = await make();
  const { buffer, byteOffset, byteLength } = probabilities.data;
  await writeAtomically(path, new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
  const run = makeRun(key, { scores, seconds });
  await runs.save(run); // last, so that a record never stands without its probabilities
  return { run, probabilities };
}

/** Fits on the given rows of one file and predicts all rows of another: what `keptPrediction` makes of a file
 * without labels, so that there are no scores.
 *
 * @param rows of `train`
 * @param test may lack genres
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { lookup } from "./traps.ts";
 * const train = smallTracks([{ album: "a", genre: "pop" }, { album: "b", genre: "rap" }]);
 * const test = smallTracks([{ album: "b" }]);
 * const made = await predictAll(lookup("track_album_name"), train, Int32Array.of(0, 1), test, new Rng(1));
 * assertEquals([...made.probabilities.data], [0, 1]);
 * ```
 */
export async function predictAll(
  estimator: Estimator,
  train: Tracks,
  rows: Int32Array,
  test: Tracks,
  rng: Rng,
): Promise<Made> {
  const start = performance.now();
  const fitted = await estimator.fit(train, rows, rng);
  const probabilities = await fitted.predictProba(test, allRows(test));
  return { probabilities, scores: {}, seconds: (performance.now() - start) / 1000 };
}

/** A candidate, fitted on one split and judged, now or in an earlier session. */
export interface KeptCandidate {
  /** The candidate's. */
  readonly name: string;
  /** Of the validation rows. */
  readonly scores: Scores;
  /** To fit and predict, when that was done. */
  readonly seconds: number;
  /** Of the validation rows, in their order. */
  readonly probabilities: Matrix;
  /** The genres of the same rows, as positions in the columns of `probabilities`. */
  readonly truth: Int32Array;
}

/** The true genres of the rows that a kept prediction was judged on. */
export interface KeptTruth {
  /** Names of the genres, in the order of the columns. */
  readonly classes: readonly string[];
  /** One per row: a position in `classes`. */
  readonly truth: ArrayLike<number>;
}

/** Writes the true genres beside the probabilities, as `probabilities/<id>.truth.json`, so that what was right and
 * wrong can be told from the records alone. */
async function keepTruth(
  folder: string,
  id: string,
  { classes, truth }: KeptTruth,
): Promise<void> {
  const text = JSON.stringify({ classes, truth: Array.from(truth) }) + "\n";
  const path = join(folder, "probabilities", `${id}.truth.json`);
  if (await Deno.readTextFile(path).catch(() => "") !== text) await writeAtomically(path, text);
}

/** What is kept of a judged prediction: probabilities and true genres of the same rows; undefined where either is
 * missing, cut off, or of other rows than its fellow.
 *
 * @param folder of the records
 * @param id of the record
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { openRuns } from "../runs/runs.ts";
 * const { candidates, tracks, folds, rng, key } = await smallJudged();
 * const runs = openRuns(await Deno.makeTempDir());
 * const [{ truth }] = await judgeKept([candidates[0]], tracks, folds.random[0], rng, { runs, key });
 * const [{ id }] = await runs.all();
 * assertEquals((await loadKept(runs.folder, id))?.truth, truth);
 * assertEquals(await loadKept(runs.folder, "another"), undefined);
 * ```
 */
export async function loadKept(
  folder: string,
  id: string,
): Promise<{ probabilities: Matrix; truth: Int32Array } | undefined> {
  try {
    const path = join(folder, "probabilities", id);
    const { classes, truth } = JSON.parse(await Deno.readTextFile(`${path}.truth.json`)) as {
      classes: string[];
      truth: number[];
    };
    const bytes = await Deno.readFile(`${path}.f32`);
    if (bytes.length !== 4 * truth.length * classes.length) return undefined;
    const probabilities = matrix(truth.length, classes, new Float32Array(bytes.buffer));
    return { probabilities, truth: Int32Array.from(truth) };
  } catch {
    return undefined;
  }
}

/** Fits every candidate once and judges it on the rows held out, or takes what is kept of it.
 *
 * A candidate's randomness hangs on its name alone.
 *
 * @param options.key all of the records' key but name and settings, which are the candidates' own
 * @param options.onFit told at the start and after every candidate, for a progress bar
 * @throws {InputError} from a model, or when the file has no genres
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { openRuns } from "../runs/runs.ts";
 * const { candidates, tracks, folds, rng, key } = await smallJudged();
 * const keeping = { key, runs: openRuns(await Deno.makeTempDir()) };
 * const first = await judgeKept(candidates, tracks, folds.random[0], rng, keeping);
 * const again = await judgeKept(candidates, tracks, folds.random[0], rng, keeping);
 * assertEquals(again, first); // even the seconds: nothing was fitted
 * ```
 */
export async function judgeKept(
  candidates: readonly Candidate[],
  tracks: Tracks,
  { train, validation }: Split,
  rng: Rng,
  { onFit, ...keeping }: Keeping & {
    readonly key: Omit<RunKey, "name" | "settings">;
    readonly onFit?: (done: number, note: string, total: number) => void;
  },
): Promise<KeptCandidate[]> {
  const { codes: truth, classes } = genreLabels(tracks, validation);
  const judged: KeptCandidate[] = [], size = { rows: validation.length, columns: classes };
  const { folder } = keeping.runs;
  onFit?.(0, "", candidates.length);
  for (const { name, estimator, chosen } of candidates) {
    const settings = { ...estimator.settings, ...(chosen && { chosen }) };
    const key = { ...keeping.key, name, settings };
    const { run, probabilities } = await keptPrediction(keeping, key, size, async () => {
      const { probabilities, scores, seconds } = await evaluateOn(
        estimator,
        tracks,
        train,
        validation,
        rng.fork(name),
      );
      return { probabilities, scores: { ...scores }, seconds: seconds.fit + seconds.predict };
    });
    await keepTruth(folder, run.id, { classes, truth });
    judged.push({
      name,
      scores: run.scores as unknown as Scores,
      seconds: run.seconds,
      probabilities,
      truth,
    });
    onFit?.(judged.length, name, candidates.length);
  }
  return judged;
}

/** The weighted mean of what several candidates say of the same rows, as one more candidate; nothing is fitted.
 *
 * @param weights one per member; equal ones when left out
 * @param members judged on the same rows, at least one
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { scores } from "../scores/metrics.ts";
 * const truth = Int32Array.of(0);
 * const said = (name: string, pop: number) => {
 *   const probabilities = matrix(1, ["pop", "rap"], Float32Array.of(pop, 1 - pop));
 *   return { name, scores: scores(truth, probabilities), seconds: 1, probabilities, truth };
 * };
 * const { probabilities, seconds } = averageKept("both", [said("a", 1), said("b", .5)], [3, 1]);
 * assertEquals([probabilities.data[0], seconds], [.875, 2]);
 * ```
 */
export function averageKept(
  name: string,
  members: readonly KeptCandidate[],
  weights: readonly number[] = members.map(() => 1),
): KeptCandidate {
  const { truth, probabilities: { rows, names } } = members[0], mean = matrix(rows, names);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const [m, { probabilities }] of members.entries()) {
    const share = weights[m] / total;
    for (let at = 0; at < mean.data.length; at++) mean.data[at] += share * probabilities.data[at];
  }
  const seconds = members.reduce((sum, member) => sum + member.seconds, 0);
  return { name, scores: scores(truth, mean), seconds, probabilities: mean, truth };
}
