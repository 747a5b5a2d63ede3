/** How a model's answer moves with a column. */
import { InputError } from "../../core/errors.ts";
import type { PartialDependence } from "../../evaluation/explain/dependence.ts";
import type { Figure } from "../figure.ts";
import { withUnit } from "../marks/axes.ts";
import { line } from "../marks/marks.ts";
import { panels } from "../marks/panels.ts";
import { classColours } from "../theme.ts";

/** As much of a {@linkcode PartialDependence} as its panel needs. */
export type Dependence = Omit<PartialDependence, "values"> & { readonly values: ArrayLike<number> };

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
  const highest = Math.max(...found.map(({ probabilities: { data } }) => Math.max(...data)));
  return panels(found, {
    ...{ title, height: (rows) => 150 + 220 * rows, gap: { x: .07, y: .22 } },
    headings: found.map(({ column }) => withUnit(column)),
    yTitle: "mean probability",
    y: { range: [0, 1.05 * highest] },
  }, ({ values, probabilities: { data, names } }, panel, i) => {
    const colours = classColours(names), x = Array.from(values);
    return names.map((name, c) =>
      line({
        ...{ name, panel, legend: i === 0, colour: colours[c], x },
        y: x.map((_, v) => data[v * names.length + c]),
      })
    );
  });
}
