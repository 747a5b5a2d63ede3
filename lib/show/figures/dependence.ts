/** How a model's answer moves with a column. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { type Figure, literalFigure } from "../figure.ts";
import { legendUnderTitle, panels } from "./panels.ts";
import { classColours } from "../theme.ts";
import { withUnit } from "./units.ts";

/** The mean probabilities at each value of a column, as `partialDependence` of the study gives them. */
export interface Dependence {
  /** The column that was moved; the panel's title. */
  readonly column: string;
  /** What it was set to, ascending. */
  readonly values: ArrayLike<number>;
  /** Values × classes. */
  readonly probabilities: Matrix;
}

/** Partial dependence: a panel per column, a line per genre in its colour, the same heights in all.
 *
 * @throws {InputError} when there is nothing to draw
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const probabilities = { rows: 2, names: ["rap", "rock"], data: Float32Array.of(.5, .5, .75, .25) };
 * const { data } = dependenceCurves([{ column: "energy", values: [0, 1], probabilities }]);
 * assertEquals(data[1].y, [.5, .25]);
 * ```
 */
export function dependenceCurves(
  found: readonly Dependence[],
  { title = "Partial dependence" } = {},
): Figure {
  if (found.length === 0) throw new InputError("no column to draw the dependence on");
  const columns = Math.min(found.length, 3), rows = Math.ceil(found.length / columns);
  const height = 150 + 220 * rows, range = [0, 1.05 * Math.max(...found.map(highest))];
  const { panel, layout } = panels(found.length, {
    columns,
    titles: found.map(({ column }) => withUnit(column)),
    yTitle: "mean probability",
    gap: { x: .07, y: .22 / rows },
    y: { range },
  });
  const data = found.flatMap(({ values, probabilities: { data, names } }, i) => {
    const colours = classColours(names);
    return names.map((name, c) => ({
      type: "scatter",
      mode: "lines",
      name,
      legendgroup: name,
      showlegend: i === 0,
      ...panel[i].axes,
      x: Array.from(values),
      y: Array.from(values, (_, v) => data[v * names.length + c]),
      line: { color: colours[c], width: 2 },
    }));
  });
  return literalFigure(data, {
    title: { text: title },
    height,
    ...layout,
    ...legendUnderTitle(height),
  });
}

const highest = ({ probabilities }: Dependence): number =>
  probabilities.data.reduce((most, p) => Math.max(most, p), 0);
