/** How the numbers of tracks are distributed, genre by genre. */
import { InputError } from "../core/errors.ts";
import { quantiles } from "../core/statistics.ts";
import { density } from "./density.ts";
import { type Figure, figure } from "./figure.ts";
import { legendUnderTitle, type Panel, panels } from "./panels.ts";
import type { Part } from "./spec.ts";
import { genreColours } from "./theme.ts";
import { withUnit } from "./units.ts";

/** A column with no more distinct values than this is counted, not smoothed. */
const MOST_COUNTED = 13;

/** Small multiples: one panel per column, one line per genre. Continuous columns are smooth densities over
 * the central 99 % of the values; columns of few values (key, mode) are shares of a genre's tracks.
 *
 * @param columns numbers by name, one per track; NaN is left out
 * @param genre the genre of every track
 * @throws {InputError} when a column's length is not the number of tracks
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const { data } = distributions({ mode: [0, 1, 1, 1] }, ["rap", "rap", "pop", "pop"]);
 * assertEquals(data.map(({ name, y }) => [name, y]), [["pop", [0, 1]], ["rap", [.5, .5]]]);
 * ```
 */
export function distributions(
  columns: Readonly<Record<string, ArrayLike<number>>>,
  genre: readonly string[],
  { title = "Distributions by genre", perRow = 4 } = {},
): Figure {
  const names = Object.keys(columns), classes = [...new Set(genre)].sort();
  const colours = genreColours(classes);
  for (const name of names) {
    if (columns[name].length !== genre.length) {
      throw new InputError("a column that has not one number per track", {
        column: name,
        found: `${columns[name].length} numbers`,
        expected: `${genre.length}`,
      });
    }
  }
  const across = Math.min(perRow, names.length), rows = Math.ceil(names.length / across);
  const height = 150 + 175 * rows;
  const { panel, layout } = panels(names.length, {
    columns: across,
    titles: names.map(withUnit),
    gap: { x: .035, y: .3 / rows },
    x: { nticks: 5, showgrid: false },
    y: { showticklabels: false, ticks: "", showline: false, showgrid: false, rangemode: "tozero" },
  });
  const data = names.flatMap((name, j) => {
    const line = lineOf(columns[name]);
    return classes.map((group, k): Part => {
      const values = Array.from(columns[name]).filter((value, i) =>
        genre[i] === group && Number.isFinite(value)
      );
      const { x, y, mode } = line(values);
      return {
        type: "scatter",
        mode,
        name: group,
        legendgroup: group,
        showlegend: j === 0,
        ...axesOf(panel[j]),
        x,
        y,
        line: { color: colours[k], width: 1.6 },
        marker: { color: colours[k], size: 5 },
        hoverinfo: "name+x",
      };
    });
  });
  return figure(data, {
    title: { text: title },
    height,
    width: Math.max(480, 40 + 240 * across),
    ...layout,
    ...legendUnderTitle(height, 30),
  });
}

const axesOf = (panel: Panel) => panel.axes;

/** How a column is drawn: chosen from all its values, so that all genres are drawn alike. */
function lineOf(column: ArrayLike<number>) {
  const finite = Array.from(column).filter(Number.isFinite);
  const distinct = [...new Set(finite)].sort((a, b) => a - b);
  if (distinct.length <= MOST_COUNTED) {
    return (values: number[]) => ({
      mode: "lines+markers",
      x: distinct,
      y: distinct.map((value) => values.filter((v) => v === value).length / (values.length || 1)),
    });
  }
  const [low, high] = quantiles(finite, [.005, .995]);
  return (values: number[]) => {
    const { x, y } = density(values, low, high > low ? high : low + 1);
    return { mode: "lines", x: Array.from(x), y: Array.from(y) };
  };
}
