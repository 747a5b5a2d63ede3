/** Which class is taken for which. */
import { InputError } from "../../core/errors.ts";
import type { Figure } from "../figure.ts";
import { markup } from "../literal.ts";
import { cell } from "../marks/marks.ts";
import { plot } from "../marks/panels.ts";
import { INK, SEQUENTIAL } from "../theme.ts";
import { words } from "../words.ts";

/** As much of an evaluated model as the figure needs. */
export interface ConfusionCounts {
  /** Names, in the order of rows and columns. */
  readonly classes: readonly string[];
  /** True classes × predicted ones. */
  readonly confusion: readonly ArrayLike<number>[];
}

/** A confusion matrix: rows are the true classes, columns the predicted ones; every cell holds its share of
 * the true class (which is also its colour) and its count.
 *
 * @param model an evaluated model, or its counts: `confusion[i][j]` rows of class i were predicted to be class j
 * @param options.normalise "row": shares of each true class; "all": shares of all tracks
 * @param options.what what the classes are: names the axes
 * @throws {InputError} when counts are not classes × classes
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data } = confusionMatrix({ confusion: [[3, 1], [0, 2]], classes: ["rap", "rock"] });
 * assertEquals(data[0].z, [[.75, .25], [0, 1]]);
 * ```
 */
export function confusionMatrix(
  { confusion: counts, classes }: ConfusionCounts,
  { normalise = "row" as "row" | "all", title = "Confusion matrix", what = words().task } = {},
): Figure {
  const n = classes.length;
  if (counts.length !== n || counts.some((row) => row.length !== n)) {
    throw new InputError("a confusion matrix that does not fit its classes", {
      found: `${counts.length} × ${counts[0]?.length ?? 0} counts`,
      expected: `${n} × ${n} (${classes.join(", ")})`,
    });
  }
  const sums = counts.map((row) => Array.from(row).reduce((sum, count) => sum + count, 0));
  const whole = sums.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((row, i) =>
    Array.from(row, (count) => count / (normalise === "row" ? sums[i] : whole) || 0)
  );
  const top = Math.max(...shares.flat()) || 1;
  const crowded = n > 12; // then a cell has room for its share alone
  const percent = (share: number) =>
    `${(100 * share).toFixed(!crowded && share > 0 && share < .1 ? 1 : 0)} %`;
  const texts = classes.flatMap((actual, i) =>
    classes.map((predicted, j) => ({
      text: crowded
        ? percent(shares[i][j])
        : markup`${percent(shares[i][j])}<br><span style="font-size:.8em">${counts[i][j]}</span>`,
      ...{ x: predicted, y: actual, showarrow: false },
      font: { size: n > 8 ? 10 : 13, color: shares[i][j] > .55 * top ? "white" : INK.text },
    }))
  );
  const side = crowded ? 34 : n > 8 ? 56 : 72;
  const cells = cell({
    ...{ x: [...classes], y: [...classes], z: shares, range: [0, top], colorscale: SEQUENTIAL },
    unit: normalise === "row" ? `share of the true ${what}` : `share of all ${words().rows}`,
    bar: { tickformat: ".0%" },
    customdata: counts.map((row) => Array.from(row)),
    hover: `%{y} taken for %{x}: %{z:.1%} (%{customdata} ${words().rows})<extra></extra>`,
  });
  const axis = { showgrid: false, showline: false, type: "category" };
  return plot([cells], {
    ...{ title, xTitle: `predicted ${what}`, yTitle: `true ${what}` },
    ...{ height: Math.max(360, 130 + side * n), x: axis, y: { ...axis, autorange: "reversed" } },
    layout: { width: Math.max(480, 250 + 1.25 * side * n), annotations: texts },
  });
}
