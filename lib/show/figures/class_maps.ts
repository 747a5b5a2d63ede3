/** One map of rows, once per class: where on it is this class at home? */
import { InputError } from "../../core/errors.ts";
import { type Figure, literalFigure } from "../figure.ts";
import { panels } from "./panels.ts";
import type { ClassMap } from "./scatter.ts";
import type { Part } from "../spec.ts";
import { classColours } from "../theme.ts";

/** All rows in grey and one class in its colour, a panel per class: dots of five colours on top of each
 * other show the last class drawn, not the most frequent.
 *
 * @param options.limit more points are thinned evenly, and the title says so
 * @throws {InputError} when x, y and labels differ in length
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data } = classMaps({ x: [1, 2], y: [3, 4], labels: ["rap", "pop"] }, { title: "Map" });
 * assertEquals(data.map(({ x }) => x), [[1, 2], [2], [1, 2], [1]]); // grey, pop, grey, rap
 * ```
 */
export function classMaps(
  { x, y, labels }: Omit<ClassMap, "hover">,
  { title, xTitle = "", yTitle = "", limit = 3000 }: {
    title: string;
    xTitle?: string;
    yTitle?: string;
    limit?: number;
  },
): Figure {
  const n = labels.length, count = Math.min(n, limit);
  if (x.length !== n || y.length !== n) {
    throw new InputError("a map that does not fit its labels", {
      found: `${x.length} x, ${y.length} y`,
      expected: `${n} of each`,
    });
  }
  const kept = Array.from({ length: count }, (_, i) => Math.floor(i * n / count));
  const classes = [...new Set(labels)].sort(), colours = classColours(classes);
  const across = Math.min(3, classes.length), rows = Math.ceil(classes.length / across);
  const { panel, layout } = panels(classes.length, {
    columns: across,
    titles: classes,
    shared: true,
    gap: { y: .14 / rows },
    xTitle,
    yTitle,
    x: { showgrid: false },
    y: { showgrid: false },
  });
  const dots = (own: readonly number[], axes: Part, marker: Part): Part => ({
    type: "scatter", // scattergl cannot be drawn without a graphics card
    mode: "markers",
    ...axes,
    x: own.map((i) => x[i]),
    y: own.map((i) => y[i]),
    marker,
    hoverinfo: "skip",
  });
  const data = classes.flatMap((name, k) => [
    dots(kept, panel[k].axes, { color: "#dcdcdc", size: 3 }),
    dots(kept.filter((i) => labels[i] === name), panel[k].axes, {
      color: colours[k],
      size: 4,
      opacity: .5,
    }),
  ]);
  return literalFigure(data, {
    title: { text: count < n ? `${title} (${count} of ${n} tracks)` : title },
    showlegend: false,
    width: 60 + 290 * across,
    height: 100 + 270 * rows,
    margin: { l: 64, r: 24, t: 84, b: 52 },
    ...layout,
  });
}
