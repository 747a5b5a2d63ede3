/** How numbers are distributed, class by class. */
import { InputError } from "../../core/errors.ts";
import { columnsOfKind, type Dataset, isDataset } from "../../data/mod.ts";
import type { Figure } from "../figure.ts";
import { HIDDEN, withUnit } from "../marks/axes.ts";
import { logRange, shapesOf } from "../marks/shapes.ts";
import { bar, line } from "../marks/marks.ts";
import { panels } from "../marks/panels.ts";
import { classColours } from "../theme.ts";
import { words } from "../words.ts";

/** What may be said of distributions. */
export interface DistributionsOptions {
  /** The figure's title. */
  readonly title?: string;
  /** Panels side by side; 4 where nothing is said. */
  readonly perRow?: number;
}

/** Small multiples: one panel per column, one line per class. Continuous columns are smooth densities over
 * the central 99 % of the values, on a logarithmic axis where nearly all values are the same; columns of few
 * values (key, mode) are shares of a class's rows.
 *
 * @param columns numbers by name, one per track; NaN is left out
 * @param labels the class of every row
 * @throws {InputError} when a column's length is not the number of tracks
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data } = distributions({ mode: [0, 1, 1, 1] }, ["rap", "rap", "pop", "pop"]);
 * assertEquals(data.map(({ name, y }) => [name, y]), [["pop", [0, 1]], ["rap", [.5, .5]]]);
 * ```
 */
export function distributions(
  columns: Readonly<Record<string, ArrayLike<number>>>,
  labels: readonly string[],
  options?: DistributionsOptions,
): Figure;
/** Those of a file, by its task's classes: its numbers without dates, or the `columns` named. */
export function distributions(
  data: Dataset,
  options?: DistributionsOptions & { readonly columns?: readonly string[] },
): Figure;
export function distributions(
  of: Dataset | Readonly<Record<string, ArrayLike<number>>>,
  second: readonly string[] | DistributionsOptions & { readonly columns?: readonly string[] } = {},
  options: DistributionsOptions = {},
): Figure {
  if (!isDataset(of)) return drawn(of, second as readonly string[], options);
  const { columns, ...rest } = second as Exclude<typeof second, readonly string[]>;
  const names = columns ?? columnsOfKind(of.schema, "number");
  const numbers = Object.fromEntries(names.map((name) => [name, of.numbers(name)]));
  return drawn(numbers, of.texts(of.schema.task), rest);
}

function drawn(
  columns: Readonly<Record<string, ArrayLike<number>>>,
  labels: readonly string[],
  { title = `Distributions by ${words().task}`, perRow = 4 }: DistributionsOptions,
): Figure {
  const names = Object.keys(columns), classes = [...new Set(labels)].sort();
  for (const name of names) {
    if (columns[name].length !== labels.length) {
      throw new InputError("a column that has not one number per row", {
        column: name,
        found: `${columns[name].length} numbers`,
        expected: `${labels.length}`,
      });
    }
  }
  const shaped = names.map((name) => shapesOf(columns[name], labels, classes));
  const columnsAcross = Math.min(perRow, names.length), colours = classColours(classes);
  const width = Math.max(480, 40 + 240 * columnsAcross);
  const entries = classes.reduce((sum, name) => sum + 40 + 7 * name.length, 0); // of the legend, in pixels
  const further = 20 * Math.floor(entries / (width - 88)); // its second and later rows
  return panels(shaped, {
    ...{ title, columns: columnsAcross, gap: { x: .035, y: .3 } },
    ...{ height: (rows) => 150 + further + 175 * rows },
    legend: { bottom: 30, top: 100 + further },
    headings: names.map((name, j) => withUnit(name) + (shaped[j].log ? ", log scale" : "")),
    x: (j) => {
      const { values = [] } = shaped[j];
      return { nticks: 5, showgrid: false, ...(few(values, 6) && { tickvals: values }) };
    },
    y: (j) => ({
      ...{ ...HIDDEN, rangemode: "tozero" },
      ...(shaped[j].log && logRange(shaped[j].shapes)),
    }),
    layout: { width },
  }, ({ shapes, values = [] }, panel, j) =>
    shapes.map(({ x, y }, k) => {
      const look = { name: classes[k], colour: colours[k], panel, legend: j === 0 };
      return {
        // two or three values are bars: a line would speak of what is between them
        ...(few(values, 3)
          ? bar({ ...look, names: x, values: y, upright: true })
          : line({ ...look, x, y, width: 1.6, dots: values.length > 0 ? 5 : 0 })),
        hoverinfo: "name+x",
      };
    }));
}

const few = ({ length }: readonly number[], most: number) => length > 0 && length <= most;
