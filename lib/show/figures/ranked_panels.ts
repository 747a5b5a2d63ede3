/** Several measures of the same things side by side: does each of them rank them alike? */
import { type Figure, literalFigure } from "../figure.ts";
import { nothingToShow } from "./nothing.ts";
import { panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS } from "../theme.ts";

/** One measure: which number of a row, and what it is called. */
export interface Measure<Row> {
  /** The panel's title. */
  readonly title: string;
  /** The property of a row that holds the number. */
  readonly value: keyof Row & string;
}

/** Horizontal bars, a panel per measure, in the order in which the rows come; a measure that a row lacks
 * (undefined or NaN) has no bar.
 *
 * @param name which property names a row
 * @returns where there are no rows or no measures, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const rows = [{ column: "year", eta: .2 }, { column: "key", eta: .1, v: .09 }];
 * const measures = [{ title: "eta squared", value: "eta" }, { title: "Cramér's V", value: "v" }] as const;
 * const { data } = rankedPanels(rows, "column", measures, { title: "What separates genres" });
 * assertEquals(data.map(({ x }) => x), [[.2, .1], [null, .09]]);
 * ```
 */
export function rankedPanels<Row extends object>(
  rows: readonly Row[],
  name: keyof Row & string,
  measures: readonly Measure<Row>[],
  { title, digits = 2 }: { title: string; digits?: number },
): Figure {
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
