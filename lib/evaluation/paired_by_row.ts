/** What one model has over another, row by row. */
import { InputError } from "../core/errors.ts";
import { argmax } from "../core/matrix.ts";
import { pairedInterval } from "./compare.ts";
import type { Answers } from "./answers.ts";
import type { Evaluated } from "./evaluated.ts";
import type { Gain } from "./gain.ts";

/** What {@linkcode pairedByRow} needs of an evaluated model. */
export type Judged = Pick<Evaluated, "name" | "truth"> & {
  /** One per seed. */
  readonly answers: readonly Pick<Answers, "probabilities">[];
};

/** What one model has over another in accuracy, on the same rows: a row for the figure `intervals`.
 *
 * Of every row, the share of seeds that got it right, of the one less that of the other; then the mean over rows, with
 * the 95 % interval of a paired t test: how sure the difference is for other rows of the same kind. (`pairedBySeed`
 * asks how sure it is for other seeds.)
 *
 * @param options.name what the line is called; the first model's name by default
 * @param options.way against what it is measured; the other's name by default
 * @throws {InputError} when they were judged on different rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallJudged } from "../../tests/experiments/small_judged.ts";
 * const { judged: { grouped: [album, title] } } = await smallJudged();
 * assertEquals(pairedByRow(album, title).value, .5); // the title is right of every other row
 * ```
 */
export function pairedByRow(
  model: Judged,
  other: Judged,
  { name = model.name, way = `over ${other.name}` }: { name?: string; way?: string } = {},
): Gain {
  const a = rightShare(model), b = rightShare(other);
  if (a.length !== b.length || model.truth.some((code, i) => code !== other.truth[i])) {
    throw new InputError(`${name} and ${other.name} were not judged on the same rows`, {
      found: `${a.length} and ${b.length} rows`,
    });
  }
  const { difference, low, high } = pairedInterval(a, b);
  return { name, way, value: difference, interval: [low, high] };
}

/** Of each row, the share of the seeds that got it right. */
function rightShare({ truth, answers }: Judged): Float64Array {
  const right = new Float64Array(truth.length);
  for (const { probabilities } of answers) {
    argmax(probabilities).forEach((code, i) =>
      right[i] += Number(code === truth[i]) / answers.length
    );
  }
  return right;
}
