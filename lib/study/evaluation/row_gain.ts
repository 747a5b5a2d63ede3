/** What one model has over another, row by row. */
import { InputError } from "../../core/errors.ts";
import { argmax } from "../../core/matrix.ts";
import { pairedInterval } from "./compare.ts";
import type { Gain } from "./gains.ts";
import type { KeptCandidate } from "./judge_kept.ts";

/** What a model said of some rows, once per seed. */
export interface SeededAnswers {
  /** One per seed, all of the same rows. */
  readonly runs: readonly Pick<KeptCandidate, "truth" | "probabilities">[];
}

/** What one candidate has over another in accuracy, on the same rows: a row for the figure `intervals`.
 *
 * Of every row, the share of seeds that got it right, of the one less that of the other; then the mean over rows, with
 * the 95 % interval of a paired t test: how sure the difference is for other tracks of the same kind. (`gain` asks how
 * sure it is for other seeds.)
 *
 * @param way what the other one is called
 * @throws {InputError} when they were judged on different rows
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const said = (...p: number[]) => ({
 *   runs: [{ truth: Int32Array.of(0, 1), probabilities: matrix(2, ["pop", "rap"], Float32Array.from(p)) }],
 * });
 * const { value } = rowGain("a", said(.9, .1, .2, .8), "b", said(.9, .1, .7, .3)); // the second row
 * assertEquals(value, .5);
 * ```
 */
export function rowGain(
  name: string,
  { runs }: SeededAnswers,
  way: string,
  other: SeededAnswers,
): Gain {
  const a = rightShare(runs), b = rightShare(other.runs), { truth } = other.runs[0];
  if (a.length !== b.length || runs[0].truth.some((code, i) => code !== truth[i])) {
    throw new InputError(`${name} and ${way} were not judged on the same rows`, {
      found: `${a.length} and ${b.length} rows`,
    });
  }
  const { difference, low, high } = pairedInterval(a, b);
  return { name, way, value: difference, interval: [low, high] };
}

/** Of each row, the share of the runs that got it right. */
function rightShare(
  runs: SeededAnswers["runs"],
): Float64Array {
  const right = new Float64Array(runs[0].truth.length);
  for (const { truth, probabilities } of runs) {
    argmax(probabilities).forEach((code, i) => right[i] += Number(code === truth[i]) / runs.length);
  }
  return right;
}
