/** Bars of different things side by side: what stands out in each class? */
import type { Bar } from "./ranked_bars.ts";
import type { Figure } from "../figure.ts";
import { NAMES } from "../marks/axes.ts";
import { bar } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { panels } from "../marks/panels.ts";
import { classColours } from "../theme.ts";

/** A panel per class in its colour, each with bars and names of its own, from top to bottom; all on one scale, so that
 * lengths compare. Where there is no bar at all, a figure that says so. */
export function barPanels(
  byClass: Readonly<Record<string, readonly Bar[]>>,
  { title, unit }: { readonly title: string; readonly unit: string },
): Figure {
  const all = Object.entries(byClass).map(([name, bars]) => ({ name, bars }));
  const values = all.flatMap(({ bars }) => bars.map(({ value }) => value));
  if (values.length === 0) return nothingToShow(title, `there are no bars in ${all.length} panels`);
  const columns = Math.min(3, all.length), most = Math.max(...all.map(({ bars }) => bars.length));
  const colours = classColours(all.map(({ name }) => name));
  return panels(all, {
    ...{ title, columns, headings: all.map(({ name }) => name), gap: { x: .12, y: .2 } },
    ...{ legend: false, height: (rows) => 110 + rows * (60 + 19 * most) },
    xTitle: unit,
    x: { range: [0, 1.05 * Math.max(...values)], nticks: 5 },
    y: NAMES,
    layout: { width: 300 * columns, bargap: .25 },
  }, ({ name, bars }, panel, i) => [
    bar({
      names: bars.map((bar) => bar.name),
      values: bars.map((bar) => bar.value),
      ...{ name, panel, colour: colours[i], hover: "%{y}: %{x:.3g}<extra></extra>" },
    }),
  ]);
}
