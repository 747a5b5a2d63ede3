/** A map of rows in the colours of their classes: all on one, or each class over all others. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Figure } from "../figure.ts";
import { dot } from "../marks/marks.ts";
import { panels as panelled, plot } from "../marks/panels.ts";
import { classColours } from "../theme.ts";
import type { LinesOptions } from "./lines.ts";

/** What may be said of a map. */
export interface ScatterOptions extends Pick<LinesOptions, "title"> {
  /** A panel per class, all other rows in grey: dots of five colours on top of each other show the last class drawn, not
   * the most frequent. */
  readonly panels?: boolean;
  /** A text per row, shown when the pointer is over its point, such as the title. Panels show none. */
  readonly hover?: readonly string[];
  /** More points than this are thinned evenly, and the title says so: they would hide each other, and a still picture of
   * 20,000 points takes seconds. By default 4,000, and 3,000 in panels. */
  readonly limit?: number;
}

/** Points in the colours of their classes, by the first two columns of a matrix, whose names are the axes' titles.
 *
 * @param map a row per point, such as `umap` or the `transform` of `pca` gives
 * @param labels the class of every row
 * @throws {InputError} when the map has one column only, or labels or hover differ from its rows in number
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const map = matrix(3, ["x", "y"], Float32Array.of(1, 1, 2, 2, 3, 3)), labels = ["rap", "pop", "rap"];
 * assertEquals(scatterByClass(map, labels, { title: "Map" }).data.map(({ x }) => x), [[2], [1, 3]]);
 * const { data } = scatterByClass(map, labels, { title: "Map", panels: true });
 * assertEquals(data.map(({ x }) => x), [[1, 2, 3], [2], [1, 2, 3], [1, 3]]); // grey, pop, grey, rap
 * ```
 */
export function scatterByClass(
  map: Matrix,
  labels: readonly string[],
  { title, panels = false, hover, limit = panels ? 3000 : 4000 }: ScatterOptions,
): Figure {
  const n = map.rows, d = map.names.length, count = Math.min(n, limit);
  if (d < 2) {
    throw new InputError("a map needs two columns", { found: d, expected: "two or more" });
  }
  for (const [name, { length }] of Object.entries({ labels, ...(hover ? { hover } : {}) })) {
    if (length !== n) {
      throw new InputError(`a map whose ${name} do not fit its rows`, {
        found: length,
        expected: String(n),
      });
    }
  }
  const classes = [...new Set(labels)].sort(), colours = classColours(classes);
  const kept = Array.from({ length: count }, (_, i) => Math.floor(i * n / count));
  const owns = classes.map((name) => kept.filter((i) => labels[i] === name));
  const places = (rows: readonly number[]) => ({
    x: rows.map((i) => map.data[i * d]),
    y: rows.map((i) => map.data[i * d + 1]),
  });
  const heading = count < n ? `${title} (${count} of ${n} tracks)` : title;
  const [xTitle, yTitle] = map.names, axis = { showgrid: false };
  if (panels) {
    const columns = Math.min(3, classes.length);
    return panelled(owns, {
      ...{ title: heading, headings: classes, columns, shared: true, gap: { y: .14 } },
      ...{ xTitle, yTitle, x: axis, y: axis, height: (rows) => 100 + 270 * rows, legend: false },
      layout: { width: 60 + 290 * columns, margin: { l: 64, r: 24, t: 84, b: 52 } },
    }, (own, panel, k) => [
      dot({ ...places(kept), panel, hover: false, colour: "#dcdcdc", size: 3 }),
      dot({
        ...{ ...places(own), panel, hover: false, colour: colours[k] },
        ...{ size: 4, more: { opacity: .5 } },
      }),
    ]);
  }
  const marks = owns.map((own, k) => ({
    ...dot({
      ...{ ...places(own), name: classes[k], colour: colours[k] },
      ...{ size: count > 1000 ? 4 : 6, more: { opacity: .55 } },
    }),
    ...(hover && { text: own.map((i) => hover[i]), hoverinfo: "text+name" }),
  }));
  return plot(marks, {
    ...{ title: heading, height: 600, xTitle, yTitle, x: axis, y: axis },
    legend: { top: 84, itemsizing: "constant" }, // dots larger than on the map
  });
}
