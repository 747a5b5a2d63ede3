/** Candidates judged on one split, and what they said kept for later sessions. */
import type { Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { type Dataset, type Split, taskOf } from "../../data/mod.ts";
import { codesOf, type Target } from "../../core/target.ts";
import { meanProbabilities } from "../../models/probabilities.ts";
import type { RunKey } from "../runs/record.ts";
import { noteOf } from "../runs/reuse.ts";
import { type Scores, scoresOf } from "../scores/metrics.ts";
import type { Candidate } from "./candidates.ts";
import { evaluateOn } from "./evaluate.ts";
import { type Keeping, keepTruth, keptPrediction } from "./kept.ts";

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
  /** What is true of the same rows. */
  readonly target: Target;
  /** Their classes, as positions in the columns of `probabilities`; none where rows have tags. */
  readonly truth: Int32Array;
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
  tracks: Dataset,
  { train, validation }: Split,
  rng: Rng,
  { onFit, ...keeping }: Keeping & {
    readonly key: Omit<RunKey, "name" | "settings">;
    readonly onFit?: (done: number, note: string, total: number) => void;
  },
): Promise<KeptCandidate[]> {
  const target = taskOf(tracks, validation), { classes } = target;
  const judged: KeptCandidate[] = [], size = { rows: validation.length, columns: classes };
  const { folder } = keeping.runs;
  let outdated = 0;
  const onOutdated = onFit && (() => void outdated++);
  onFit?.(0, "", candidates.length);
  for (const { name, estimator, chosen } of candidates) {
    const settings = { ...estimator.settings, ...(chosen && { chosen }) };
    const key = { ...keeping.key, name, settings };
    const { run, probabilities } = await keptPrediction(
      { onOutdated, ...keeping },
      key,
      size,
      async () => {
        const { probabilities, scores, seconds } = await evaluateOn(
          estimator,
          tracks,
          train,
          validation,
          rng.fork(name),
        );
        return { probabilities, scores: { ...scores }, seconds: seconds.fit + seconds.predict };
      },
    );
    await keepTruth(folder, run.id, target);
    judged.push({
      name,
      scores: run.scores,
      seconds: run.seconds,
      probabilities,
      target,
      truth: codesOf(target),
    });
    onFit?.(judged.length, noteOf(name, outdated), candidates.length);
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
 *   const target = { classes: probabilities.names, codes: truth };
 *   return { name, scores: scores(truth, probabilities), seconds: 1, probabilities, target, truth };
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
  const { target, truth } = members[0], seconds = members.reduce((sum, m) => sum + m.seconds, 0);
  const tables = members.map((member) => member.probabilities);
  const probabilities = meanProbabilities(tables, weights, "single"); // as all mixes so far, to the last bit
  return { name, scores: scoresOf(target, probabilities), seconds, probabilities, target, truth };
}
