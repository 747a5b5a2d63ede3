/** Scores that were measured during trainings, as a line over the seeds. */
import { InputError } from "../../core/errors.ts";
import type { Run } from "./record.ts";

/** What was seen at each look: the mean over seeds, the lowest and the highest. */
export interface LookLine {
  /** Name of the line in the legend. */
  readonly name: string;
  /** Steps, ascending. */
  readonly x: readonly number[];
  /** Mean over the seeds that were looked at there. */
  readonly y: readonly number[];
  /** Lowest score of any seed at each step. */
  readonly low: readonly number[];
  /** Highest score of any seed at each step. */
  readonly high: readonly number[];
}

/** One line for the runs of one setting; where a seed has ended sooner, the line goes on with the others.
 *
 * @param what "accuracy", "loss", or a class, whose recall it is
 * @returns without a point where every run failed
 * @throws {InputError} when runs that ended well have no such looks
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const runs = [[.2, .6], [.4, .8]].map((accuracy) => ({ curve: { "eval: step": [0, 10], "eval: accuracy": accuracy } }));
 * const { x, low, high } = evalCurve("scratch", runs, "accuracy");
 * assertEquals([x, low, high], [[0, 10], [.2, .6], [.4, .8]]);
 * ```
 */
export function evalCurve(
  name: string,
  runs: readonly (Pick<Run, "curve"> & Partial<Pick<Run, "status">>)[],
  what: string,
): LookLine {
  const curves = runs.flatMap(({ curve }) => {
    const steps = curve?.["eval: step"], values = curve?.[`eval: ${what}`];
    return steps && values ? [new Map(steps.map((step, i) => [step, values[i]]))] : [];
  });
  if (curves.length === 0 && runs.some(({ status }) => status !== "failed")) {
    throw new InputError(`no run of ${name} was looked at for`, {
      found: what,
      expected: "runs with the setting evalEvery",
    });
  }
  const x = [...new Set(curves.flatMap((curve) => [...curve.keys()]))].sort((a, b) => a - b);
  const at = (step: number) =>
    curves.filter((curve) => curve.has(step)).map((curve) => curve.get(step)!);
  return {
    name,
    x,
    y: x.map((step) => at(step).reduce((sum, value) => sum + value, 0) / at(step).length),
    low: x.map((step) => Math.min(...at(step))),
    high: x.map((step) => Math.max(...at(step))),
  };
}
