/** Several measures of the same things side by side: does each of them rank them alike? */
import { type Figure, literalFigure } from "../figure.ts";
import { nothingToShow } from "./nothing.ts";
import { panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS } from "../theme.ts";

/** What is said of the same rows by several measures. */
export interface MeasuresOptions<Row> {
  /** The figure's title. */
  readonly title: string;
  /** Which property names a row. */
  readonly name: keyof Row & string;
  /** The panels: by its title, the property that holds the number. */
  readonly panels: Readonly<Record<string, keyof Row & string>>;
  /** Of the numbers beside the bars; 2 where nothing is said. */
  readonly digits?: number;
}

/** Horizontal bars, a panel per measure, in the order in which the rows come; a measure that a row lacks
 * (undefined or NaN) has no bar. Where there are no rows or no measures, a figure that says so. */
export function rankedPanels<Row extends object>(
  rows: readonly Row[],
  { title, name, panels: asked, digits = 2 }: MeasuresOptions<Row>,
): Figure {
  const measures = Object.entries(asked).map(([title, value]) => ({ title, value }));
  if (rows.length === 0 || measures.length === 0) {
    return nothingToShow(title, `there are ${rows.length} rows and ${measures.length} measures`);
  }
  const names = rows.map((row) => String(row[name]));
  const { panel, layout } = panels(measures.length, {
    columns: measures.length,
    titles: measures.map((measure) => measure.title),
    gap: { x: .05 },
    x: { rangemode: "tozero", nticks: 4 },
    y: { type: "category", autorange: "reversed", showgrid: false, tickcolor: "white" },
  });
  const palette = Object.values(COLOURS);
  const data = measures.map(({ title, value }, i): Part => {
    const numbers = rows.map((row) => {
      const found = row[value] as unknown;
      return typeof found === "number" && Number.isFinite(found) ? found : null;
    });
    const [xaxis, yaxis] = [panel[i].axes.xaxis, panel[i].axes.yaxis]
      .map((axis) => layout[`${axis[0]}axis${axis.slice(1)}`] as Part);
    xaxis.range = [0, 1.3 * Math.max(...numbers.map((x) => x ?? 0))]; // room for the numbers
    if (i > 0) Object.assign(yaxis, { showticklabels: false, ticks: "" });
    return {
      type: "bar",
      orientation: "h",
      name: title,
      ...panel[i].axes,
      y: names,
      x: numbers,
      marker: { color: palette[i % palette.length] },
      text: numbers.map((x) => x === null ? "" : x.toFixed(digits)),
      textposition: "outside",
      cliponaxis: false,
      hovertemplate: "%{y}: %{x:.4g}<extra></extra>",
    };
  });
  return literalFigure(data, {
    title: { text: title },
    showlegend: false,
    width: Math.max(640, 160 + 210 * measures.length),
    height: 130 + 26 * rows.length,
    margin: { l: 64, r: 24, t: 84, b: 40 },
    bargap: .3,
    ...layout,
  });
}
