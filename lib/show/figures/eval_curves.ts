/** A score at every look on the way: a line per variant of a training. */
import { lines } from "./lines.ts";
import { evalCurve } from "../../experiments/runs/eval_curve.ts";
import type { Run } from "../../experiments/runs/record.ts";
import { byVariant } from "../../experiments/summarise.ts";
import type { Figure } from "../figure.ts";
import { withUnit } from "../marks/axes.ts";

/** As much of a run's record as its looks need. */
export type LookedAtRun = Pick<Run, "name" | "label" | "curve"> & Partial<Pick<Run, "status">>;

/** What validation said by the step of the training, one line per variant: the mean over seeds, in a band from the
 * lowest to the highest. Steps are drawn logarithmically, so the look before the first step is left out.
 *
 * @param runs trainings with the setting `evalEvery`
 * @param options.score "accuracy", "loss", or a class, whose recall it is
 * @throws {InputError} when runs that ended well were not looked at
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const curve = { "eval: step": [0, 10, 20], "eval: accuracy": [.2, .5, .6] };
 * const runs = ["scratch", "copied"].map((variant) => ({ name: "start", label: { variant }, curve }));
 * const { data } = evalCurves(runs, { title: "By step" });
 * assertEquals(data.filter(({ name }) => name).map(({ name, x }) => [name, x]), [
 *   ["scratch", [10, 20]],
 *   ["copied", [10, 20]],
 * ]);
 * ```
 */
export function evalCurves(
  runs: readonly LookedAtRun[],
  { title, score = "accuracy" }: { readonly title: string; readonly score?: string },
): Figure {
  const drawn = Object.entries(byVariant(runs)).map(([variant, own]) => {
    const { name, x, y, low, high } = evalCurve(variant, own, score);
    const later = (values: readonly number[]) => values.slice(x[0] === 0 ? 1 : 0);
    return { name, x: later(x), y: later(y), low: later(low), high: later(high) };
  });
  return lines(drawn, { title, xTitle: "step", yTitle: withUnit(score), xLog: true });
}
