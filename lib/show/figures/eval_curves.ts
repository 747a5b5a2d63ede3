/** What validation said while networks learnt: a score, or what becomes of each class. */
import { evalCurve } from "../../experiments/runs/eval_curve.ts";
import type { Run } from "../../experiments/runs/record.ts";
import { byVariant } from "../../experiments/summarise.ts";
import type { Figure } from "../figure.ts";
import { hoverTemplate } from "../literal.ts";
import { withUnit } from "../marks/axes.ts";
import { line } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { panels } from "../marks/panels.ts";
import { classColours } from "../theme.ts";
import { lines } from "./lines.ts";

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

/** Small multiples with the same axes, one per variant, every class in its colour; the class asked for is drawn
 * thicker. The lines are means over seeds.
 *
 * @param runs trainings with the setting `evalEvery`
 * @param options.thick a class that is to be told from the others, such as the new one
 * @returns where no run was looked at to its end, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const curve = { "eval: step": [0, 30], "eval: accuracy": [0, .9], "eval: edm": [0, .9], "eval: rap": [0, .9] };
 * const runs = [{ name: "forgetting", label: { variant: "EDM alone" }, curve }];
 * const { data } = recallPanels(runs, { title: "Forgetting", thick: "edm" });
 * assertEquals(data.map(({ name }) => name), ["edm", "rap"]);
 * ```
 */
export function recallPanels(
  runs: readonly LookedAtRun[],
  { title, thick }: { readonly title: string; readonly thick?: string },
): Figure {
  const classes = classesOf(runs),
    all = Object.entries(byVariant(runs)).map(([name, own]) => ({
      name,
      lines: classes.map((each) => evalCurve(each, own, each)),
    }));
  if (!all.some(({ lines }) => lines.some(({ x }) => x.length > 0))) {
    return nothingToShow(title, "no training was looked at to its end");
  }
  const colours = classColours(classes);
  const first = (name: string) => all.findIndex(({ lines }) => lines.some((l) => l.name === name));
  return panels(all, {
    ...{ title, headings: all.map(({ name }) => name), shared: true },
    ...{ height: (rows) => 160 + 220 * rows, xTitle: "step", yTitle: "recall (share found)" },
    x: { rangemode: "tozero", nticks: 5 },
    y: { range: [-.02, 1.02] },
  }, ({ lines }, panel, p) =>
    lines.map(({ name, x, y }, k) =>
      line({
        ...{ name, panel, x, y, legend: p === first(name), colour: colours[k] },
        width: name === thick ? 4 : 2,
        hover: hoverTemplate`${name}, step %{x}: %{y:.3f}<extra></extra>`,
      })
    ));
}

/** Whose recalls were looked at, in alphabetical order. */
function classesOf(runs: readonly LookedAtRun[]): string[] {
  const looks = runs.flatMap(({ curve }) => Object.keys(curve ?? {}))
    .filter((name) => name.startsWith("eval: ")).map((name) => name.slice("eval: ".length));
  const others = ["step", "accuracy", "loss", "seconds"];
  return [...new Set(looks)].filter((name) => !others.includes(name)).sort();
}
