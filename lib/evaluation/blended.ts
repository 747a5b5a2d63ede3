/** Averages and stacks of models that are judged already: their answers are there, so nothing of theirs is fitted
 * anew. */
import { InputError } from "../core/errors.ts";
import { matrix, takeRows } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { takeTarget } from "../core/target.ts";
import { average, sideBySide, stack } from "../models/blend.ts";
import type { Classifier, Estimator } from "../models/estimator.ts";
import { atMostOne, meanProbabilities } from "../models/probabilities.ts";
import type { Answers } from "./answers.ts";
import { sameRows } from "./compare.ts";
import type { Evaluated } from "./evaluated.ts";

/** The mean of the members' probabilities: just what evaluating `average` of the members would give.
 *
 * @param members judged on the same rows, each with as many seeds
 * @param options.weights one per member; equal ones when left out
 * @throws {InputError} without members, or when they were judged on different rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { judged } = await smallJudged(); // one is sure and right, the other undecided
 * assertEquals(averageOf(judged.grouped).scores.accuracy, 1);
 * ```
 */
export function averageOf(
  members: readonly Evaluated[],
  { name = "average", weights }: { name?: string; weights?: readonly number[] } = {},
): Evaluated {
  checkMembers(members);
  const { settings } = average(asEstimators(members), weights && { weights: [...weights] });
  return blended(name, settings, members, (seed) => {
    const tables = members.map(({ answers }) => answers[seed].probabilities);
    // weighted ones are added up in single precision, as the weighted average of estimators does
    return weights
      ? meanProbabilities(tables, weights, "single")
      : atMostOne(meanProbabilities(tables));
  });
}

/** A model that learns how far to trust each member: in every fold `meta` learns from the members' out-of-fold
 * probabilities of the other folds' rows.
 *
 * Those come from members that have seen this fold's rows, which `stack`, with folds of its own inside each, avoids at
 * five times the fits. So it may flatter: on the course's file (forest, boosting and neighbours, three grouped folds)
 * accuracy was .599 this way and .597 that way, log-loss 1.020 and 1.022.
 *
 * @param members judged on the same folds
 * @param meta such as `logistic()`
 * @throws {InputError} without members, or when they were not judged on the same folds, each row in one
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * import { logistic } from "../models/logistic.ts";
 * const { judged, rng } = await smallJudged();
 * assertEquals((await stackOf(judged.grouped, logistic(), rng)).scores.accuracy, 1);
 * ```
 */
export async function stackOf(
  members: readonly Evaluated[],
  meta: Classifier,
  rng: Rng,
  { name = "stack" } = {},
): Promise<Evaluated> {
  checkMembers(members);
  const { settings } = stack(asEstimators(members), meta);
  const [{ rows, target, classes, splits }] = members, k = classes.length;
  const fold = foldOfRows(members[0]);
  const other = members.find((member) => foldOfRows(member).some((f, i) => f !== fold[i]));
  if (other) {
    throw new InputError("models can be stacked that were judged on the same folds", {
      found: `others of ${other.name} than of ${members[0].name}`,
    });
  }
  const x = sideBySide(members, members.map(({ probabilities }) => probabilities), "log");
  const out = matrix(rows.length, classes);
  for (let f = 0; f < splits.length; f++) {
    const inside = positions(fold, (other) => other !== f);
    const outside = positions(fold, (other) => other === f);
    const learnt = await meta.fit(
      takeRows(x, inside),
      takeTarget(target, inside),
      rng.fork(`${f}`),
    );
    const { data } = await learnt.predictProba(takeRows(x, outside));
    outside.forEach((at, i) => out.data.set(data.subarray(i * k, (i + 1) * k), at * k));
  }
  return blended(name, settings, members, () => out, 1);
}

/** As much of the members as the settings of a blend tell. */
function asEstimators(members: readonly Evaluated[]): Estimator[] {
  const fit = () => Promise.reject(new Error("judged already"));
  return members.map(({ name, settings }) => ({ name, settings, fit }));
}

function checkMembers(members: readonly Evaluated[]): void {
  if (members.length === 0) throw new InputError("a blend needs members; found none");
  const [{ rows, answers }] = members;
  const other = members.find((member) =>
    member.answers.length !== answers.length || !sameRows(member, members[0])
  );
  if (!other) return;
  throw new InputError("models can be blended that were judged on the same rows and seeds", {
    found: `${other.name}: ${other.rows.length} rows, ${other.answers.length} seeds`,
    expected: `${rows.length} rows, ${answers.length} seeds, as ${members[0].name}`,
  });
}

const positions = (fold: Int32Array, wanted: (fold: number) => boolean) =>
  Int32Array.from(fold.keys()).filter((i) => wanted(fold[i]));

/** For every row that was judged, the fold that judged it. */
function foldOfRows({ rows, splits }: Evaluated): Int32Array {
  const position = new Map(Array.from(rows, (row, i) => [row, i]));
  const fold = new Int32Array(rows.length).fill(-1);
  let once = splits.length > 1;
  splits.forEach(({ validation }, f) =>
    validation.forEach((row) => {
      const at = position.get(row)!;
      if (fold[at] >= 0) once = false;
      fold[at] = f;
    })
  );
  if (once && !fold.includes(-1)) return fold;
  throw new InputError("models can be stacked that were judged on folds, each row in one", {
    found: splits.length > 1 ? "a row in several folds" : "one hold-out",
  });
}

function blended(
  name: string,
  settings: Evaluated["settings"],
  members: readonly Evaluated[],
  probabilities: (seed: number) => Answers["probabilities"],
  seeds = members[0].answers.length,
): Evaluated {
  const sum = (seed: number, part: "fit" | "predict") =>
    members.reduce((total, { answers }) => total + answers[seed].seconds[part], 0);
  const answers = Array.from({ length: seeds }, (_, seed): Answers => ({
    probabilities: probabilities(seed),
    seconds: { fit: sum(seed, "fit"), predict: sum(seed, "predict") },
  }));
  return members[0].with({ name, settings, answers });
}
