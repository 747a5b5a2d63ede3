/** All scores of answers that give a row any number of tags. */
import { InputError } from "../../core/errors.ts";
import { type Matrix, matrix } from "../../core/matrix.ts";
import { type TagTarget, targetRows } from "../../core/target.ts";
import { checkProbabilities } from "../../models/probabilities.ts";
import { multilabelScores } from "./multilabel.ts";

/** Tags as a table of 0 and 1, rows × tags. */
const tagTable = (y: TagTarget): Matrix =>
  matrix(targetRows(y), y.classes, new Float32Array(y.tags));

/** Every score of one number; a tag is said of a row where its probability reaches `cut`.
 *
 * `logLoss` is the mean over rows and tags of −log of what was given to the truth (binary cross-entropy); `rocAuc` and
 * `meanAveragePrecision` are means over the tags of which they can be told, `mcc` is the mean over all tags.
 *
 * @param probabilities rows × tags, each a tag's probability by itself
 * @throws {InputError} when truth and probabilities do not fit together, or these are none
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const y = { classes: ["live", "remix"], tags: Uint8Array.of(1, 0, 1, 1) };
 * const { hammingLoss, rocAuc } = tagScores(y, matrix(2, y.classes, Float32Array.of(.75, .5, 1, .25)));
 * assertEquals([hammingLoss, rocAuc], [.5, 0]); // "remix" is put in the wrong order; every row is "live"
 * ```
 */
export function tagScores(
  y: TagTarget,
  probabilities: Matrix,
  cut = .5,
): Record<string, number> {
  if (probabilities.names.join("\0") !== y.classes.join("\0")) {
    throw new InputError("answers on other tags than the rows have", {
      found: probabilities.names.join(", "),
      expected: y.classes.join(", "),
    });
  }
  const { reports: _, averagePrecision: __, rocAuc, mcc, ...scores } = multilabelScores(
    tagTable(y),
    probabilities,
    cut,
  );
  checkProbabilities(probabilities, "tags");
  const areas = rocAuc.filter((area) => !Number.isNaN(area));
  return {
    ...scores,
    rocAuc: areas.reduce((sum, area) => sum + area, 0) / areas.length,
    mcc: mcc.reduce((sum, value) => sum + value, 0) / mcc.length,
    logLoss: binaryLogLoss(y, probabilities),
  };
}

/** The mean over rows and tags of −log of what was given to the truth. Probabilities are kept above float64's epsilon, as in
 * the log loss of classes. */
export function binaryLogLoss({ tags }: TagTarget, { data }: Matrix): number {
  let sum = 0;
  for (let at = 0; at < tags.length; at++) {
    sum -= Math.log(Math.max(tags[at] ? data[at] : 1 - data[at], Number.EPSILON));
  }
  return sum / tags.length;
}
