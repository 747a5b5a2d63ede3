/** Bars of different things side by side: what stands out in each class? */
import type { Bar } from "./ranked_bars.ts";
import { type Figure, literalFigure } from "../figure.ts";
import { nothingToShow } from "./nothing.ts";
import { panels } from "./panels.ts";
import type { Part } from "../spec.ts";
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
  const across = Math.min(3, all.length), rows = Math.ceil(all.length / across);
  const most = Math.max(...all.map(({ bars }) => bars.length));
  const { panel, layout } = panels(all.length, {
    columns: across,
    titles: all.map(({ name }) => name),
    gap: { x: .12, y: .2 / rows },
    xTitle: unit,
    x: { range: [0, 1.05 * Math.max(...values)], nticks: 5 },
    y: { type: "category", autorange: "reversed", showgrid: false, tickcolor: "white" },
  });
  const colours = classColours(all.map(({ name }) => name));
  const data = all.map(({ name, bars }, i): Part => ({
    type: "bar",
    orientation: "h",
    name,
    ...panel[i].axes,
    y: bars.map((bar) => bar.name),
    x: bars.map((bar) => bar.value),
    marker: { color: colours[i] },
    hovertemplate: "%{y}: %{x:.3g}<extra></extra>",
  }));
  return literalFigure(data, {
    title: { text: title },
    showlegend: false,
    width: 300 * across,
    height: 110 + rows * (60 + 19 * most),
    bargap: .25,
    ...layout,
  });
}
