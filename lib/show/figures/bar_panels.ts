/** Bars in panels: of different things in each, or several measures of the same things. */
import type { Figure } from "../figure.ts";
import { NAMES } from "../marks/axes.ts";
import { bar } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { panels } from "../marks/panels.ts";
import { classColours, paletteColour } from "../theme.ts";
import type { Bar } from "./bars.ts";
import type { LinesOptions } from "./lines.ts";

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
    layout: { width: Math.max(480, 300 * columns), bargap: .25 },
  }, ({ name, bars }, panel, i) => [
    bar({
      names: bars.map((bar) => bar.name),
      values: bars.map((bar) => bar.value),
      ...{ name, panel, colour: colours[i], hover: "%{y}: %{x:.3g}<extra></extra>" },
    }),
  ]);
}

/** What is said of the same rows by several measures. */
export interface MeasuresOptions<Row> extends Pick<LinesOptions, "title"> {
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
  const names = rows.map((row) => String(row[name]));
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
      ...{ name, names, values, panel, colour: paletteColour(i) },
      text: values.map((x) => x === null ? "" : x.toFixed(digits)),
      hover: "%{y}: %{x:.4g}<extra></extra>",
    }),
  ]);
}
