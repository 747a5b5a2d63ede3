/** What becomes of each class while a network learns: a panel per way of training, a line per class. */
import type { LookedAtRun } from "./eval_curves.ts";
import { evalCurve } from "../../experiments/runs/eval_curve.ts";
import { byVariant } from "../../experiments/summarise.ts";
import type { Figure } from "../figure.ts";
import { hoverTemplate } from "../literal.ts";
import { line } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { panels } from "../marks/panels.ts";
import { classColours } from "../theme.ts";

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
