/** Several measures of the same things side by side: does each of them rank them alike? */
import type { Figure } from "../figure.ts";
import { NAMES } from "../marks/axes.ts";
import { bar } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { panels } from "../marks/panels.ts";
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
  const finite = (x: unknown) => typeof x === "number" && Number.isFinite(x) ? x : null;
  const measures = Object.entries(asked)
    .map(([name, key]) => ({ name, values: rows.map((row) => finite(row[key])) }));
  if (rows.length === 0 || measures.length === 0) {
    return nothingToShow(title, `there are ${rows.length} rows and ${measures.length} measures`);
  }
  const names = rows.map((row) => String(row[name])), palette = Object.values(COLOURS);
  return panels(measures, {
    ...{ title, columns: measures.length, headings: measures.map(({ name }) => name) },
    ...{ gap: { x: .05 }, height: () => 130 + 26 * rows.length, legend: false },
    x: (i) => {
      const range = [0, 1.3 * Math.max(...measures[i].values.map((x) => x ?? 0))]; // room for the numbers
      return { rangemode: "tozero", nticks: 4, range };
    },
    y: (i) => ({ ...NAMES, ...(i > 0 && { showticklabels: false, ticks: "" }) }),
    layout: {
      width: Math.max(640, 160 + 210 * measures.length),
      margin: { l: 64, r: 24, t: 84, b: 40 },
      bargap: .3,
    },
  }, ({ name, values }, panel, i) => [
    bar({
      ...{ name, names, values, panel, colour: palette[i % palette.length] },
      text: values.map((x) => x === null ? "" : x.toFixed(digits)),
      hover: "%{y}: %{x:.4g}<extra></extra>",
    }),
  ]);
}
