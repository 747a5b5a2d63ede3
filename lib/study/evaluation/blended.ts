/** Averages and stacks of models that are cross-validated already: their out-of-fold probabilities are
 * there, so nothing of theirs is fitted anew. */
import { InputError } from "../../core/errors.ts";
import { type Matrix, matrix, takeRows } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import type { Split } from "../../data/mod.ts";
import { average, sideBySide, stack } from "../../models/blend.ts";
import type { Classifier, Estimator } from "../../models/estimator.ts";
import { atMostOne, meanProbabilities } from "../../models/probabilities.ts";
import type { Judged, Protocol, ProtocolFolds } from "./candidates.ts";
import { type CrossValidation, overFolds } from "./evaluate.ts";
import { scores } from "../scores/metrics.ts";

/** The mean of the members' probabilities, under both protocols: just what cross-validating `average` of
 * the members would give.
 *
 * @param folds those on which the members were judged
 * @throws {InputError} without members, or when the folds are not theirs
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * const { judged, folds } = await smallJudged();
 * const { grouped } = averageJudged(judged, folds); // one is sure and right, the other undecided
 * assertEquals(grouped.mean.accuracy, 1);
 * ```
 */
export function averageJudged(members: readonly Judged[], folds: ProtocolFolds): Judged {
  const { settings } = average(estimators(members));
  const under = (protocol: Protocol) => {
    const own = members.map((member) => member[protocol]);
    const mean = atMostOne(meanProbabilities(own.map(({ probabilities }) => probabilities)));
    return rescored(own, mean, folds[protocol], foldOfRows(own, folds[protocol]));
  };
  return { name: "average", settings, random: under("random"), grouped: under("grouped") };
}

/** A model that learns whom of the members to trust, under both protocols. In every fold `meta` learns
 * from the members' out-of-fold probabilities of the other folds' rows.
 *
 * Those come from members that have seen this fold's rows, which `stack`, with folds of its own inside
 * each, avoids at five times the fits. So it may flatter: on the course's file (forest, boosting and
 * neighbours, three grouped folds) accuracy was .599 this way and .597 that way, log-loss 1.020 and 1.022.
 *
 * @param meta such as `logistic()`
 * @throws {InputError} without members, or when the folds are not theirs
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/study/small_judged.ts";
 * import { logistic } from "../../models/logistic.ts";
 * const { judged, folds, rng } = await smallJudged();
 * const { grouped } = await stackJudged(judged, folds, logistic(), rng);
 * assertEquals(grouped.mean.accuracy, 1);
 * ```
 */
export async function stackJudged(
  members: readonly Judged[],
  folds: ProtocolFolds,
  meta: Classifier,
  rng: Rng,
): Promise<Judged> {
  const { settings } = stack(estimators(members), meta);
  const under = async (protocol: Protocol) => {
    const own = members.map((member) => member[protocol]), splits = folds[protocol];
    const fold = foldOfRows(own, splits), { truth, classes } = own[0];
    const x = sideBySide(members, own.map(({ probabilities }) => probabilities), "log");
    const out = matrix(x.rows, classes), k = classes.length;
    for (let f = 0; f < splits.length; f++) {
      const inside = positions(fold, (other) => other !== f);
      const outside = positions(fold, (other) => other === f);
      const labels = { codes: Int32Array.from(inside, (i) => truth[i]), classes };
      const learnt = await meta.fit(takeRows(x, inside), labels, rng.fork(`${protocol} ${f}`));
      const { data } = await learnt.predictProba(takeRows(x, outside));
      outside.forEach((at, i) => out.data.set(data.subarray(i * k, (i + 1) * k), at * k));
    }
    return rescored(own, out, splits, fold);
  };
  return {
    name: "stack",
    settings,
    random: await under("random"),
    grouped: await under("grouped"),
  };
}

/** As much of the members as the settings of a blend tell. */
function estimators(members: readonly Judged[]): Estimator[] {
  const fit = () => Promise.reject(new Error("judged already"));
  return members.map(({ name, settings }) => ({ name, settings, fit }));
}

const positions = (fold: Int32Array, wanted: (fold: number) => boolean) =>
  Int32Array.from(fold.keys()).filter((i) => wanted(fold[i]));

/** For every validated row, in the order of the members' probabilities, the fold that validated it. */
function foldOfRows(members: readonly CrossValidation[], splits: readonly Split[]): Int32Array {
  const [{ rows }] = members, position = new Map(Array.from(rows, (row, i) => [row, i]));
  const fold = new Int32Array(rows.length).fill(-1);
  let fits = members.every((other) => other.rows.every((row, i) => row === rows[i]));
  splits.forEach(({ validation }, f) =>
    validation.forEach((row) => {
      const at = position.get(row);
      if (at === undefined || fold[at] >= 0) fits = false;
      else fold[at] = f;
    })
  );
  if (fits && !fold.includes(-1)) return fold;
  throw new InputError(
    "models can be blended on the folds that they were judged on, each row in one",
    {
      found: `${splits.length} folds of ${
        splits.reduce((n, s) => n + s.validation.length, 0)
      } rows`,
      expected: `the folds of ${rows.length} rows`,
    },
  );
}

function rescored(
  members: readonly CrossValidation[],
  probabilities: Matrix,
  splits: readonly Split[],
  fold: Int32Array,
): CrossValidation {
  const [{ rows, target, truth, classes }] = members;
  const sum = (
    part: "fit" | "predict",
    of: (member: CrossValidation) => { fit: number; predict: number },
  ) => members.reduce((total, member) => total + of(member)[part], 0);
  const folds = splits.map(({ train, validation }, f) => {
    const own = positions(fold, (other) => other === f),
      of = (m: CrossValidation) => m.folds[f].seconds;
    return {
      scores: scores(Int32Array.from(own, (i) => truth[i]), takeRows(probabilities, own)),
      rows: { train: train.length, validation: validation.length },
      seconds: { fit: sum("fit", of), predict: sum("predict", of) },
    };
  });
  const all = (member: CrossValidation) => member.seconds;
  return {
    classes,
    folds,
    ...overFolds(folds.map((fold) => fold.scores)),
    rows,
    target,
    truth,
    probabilities,
    seconds: { fit: sum("fit", all), predict: sum("predict", all) },
  };
}
