/** A map of rows in the colours of their classes: all on one, or each class over all others. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { type Figure, literalFigure } from "../figure.ts";
import { legendUnderTitle, panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { classColours } from "../theme.ts";

/** What may be said of a map. */
export interface ScatterOptions {
  /** The figure's title. */
  readonly title: string;
  /** A panel per class, all other rows in grey: dots of five colours on top of each other show the last class drawn, not
   * the most frequent. */
  readonly panels?: boolean;
  /** A text per row, shown when the pointer is over its point, such as the title. Panels show none. */
  readonly hover?: readonly string[];
  /** More points than this are thinned evenly, and the title says so: they would hide each other, and a still picture of
   * 20,000 points takes seconds. By default 4,000, and 3,000 in panels. */
  readonly limit?: number;
}

/** The rows that are drawn, class by class. */
interface Drawn {
  readonly title: string;
  readonly classes: readonly string[];
  readonly colours: readonly string[];
  readonly kept: readonly number[];
  readonly labels: readonly string[];
  /** Points of these rows. */
  dots(rows: readonly number[], more: Part): Part;
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
  const classes = [...new Set(labels)].sort(),
    at = (j: number) => (i: number) => map.data[i * d + j];
  const drawn: Drawn = {
    title: count < n ? `${title} (${count} of ${n} tracks)` : title,
    classes,
    colours: classColours(classes),
    kept: Array.from({ length: count }, (_, i) => Math.floor(i * n / count)),
    labels,
    dots: (rows, more) => ({
      type: "scatter", // scattergl cannot be drawn without a graphics card
      mode: "markers",
      x: rows.map(at(0)),
      y: rows.map(at(1)),
      ...more,
    }),
  };
  const [xTitle, yTitle] = map.names;
  return panels ? apart(drawn, xTitle, yTitle) : together(drawn, xTitle, yTitle, hover);
}

function together(
  { title, classes, colours, kept, labels, dots }: Drawn,
  xTitle: string,
  yTitle: string,
  hover?: readonly string[],
): Figure {
  const data = classes.map((name, k) => {
    const own = kept.filter((i) => labels[i] === name);
    return dots(own, {
      name,
      ...(hover ? { text: own.map((i) => hover[i]), hoverinfo: "text+name" } : {}),
      marker: { color: colours[k], size: kept.length > 1000 ? 4 : 6, opacity: .55 },
    });
  });
  const { margin, legend } = legendUnderTitle(600, { top: 84 });
  return literalFigure(data, {
    title: { text: title },
    height: 600,
    margin,
    legend: { ...legend as Part, itemsizing: "constant" }, // dots larger than on the map
    xaxis: { title: { text: xTitle }, showgrid: false },
    yaxis: { title: { text: yTitle }, showgrid: false },
  });
}

function apart(
  { title, classes, colours, kept, labels, dots }: Drawn,
  xTitle: string,
  yTitle: string,
): Figure {
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
  const data = classes.flatMap((name, k) => {
    const of = { ...panel[k].axes, hoverinfo: "skip" };
    return [
      dots(kept, { ...of, marker: { color: "#dcdcdc", size: 3 } }),
      dots(kept.filter((i) => labels[i] === name), {
        ...of,
        marker: { color: colours[k], size: 4, opacity: .5 },
      }),
    ];
  });
  return literalFigure(data, {
    title: { text: title },
    showlegend: false,
    width: 60 + 290 * across,
    height: 100 + 270 * rows,
    margin: { l: 64, r: 24, t: 84, b: 52 },
    ...layout,
  });
}
