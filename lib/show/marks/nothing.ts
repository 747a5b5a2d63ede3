/** What a figure says of what it cannot draw: trainings that failed, lists that are empty on little data. */
import { type Figure, literalFigure } from "../figure.ts";
import { INK } from "../theme.ts";

/** A figure that says why there is nothing in it, so that a notebook can go on.
 *
 * @param why a sentence, such as "no subgenre has 20 tracks"
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data, layout } = nothingToShow("Accuracy by subgenre", "there are no rows");
 * assertEquals(data, []);
 * assertEquals((layout.annotations as { text: string }[])[0].text, "Nothing to show: there are no rows.");
 * ```
 */
export function nothingToShow(title: string, why: string): Figure {
  const hidden = { visible: false };
  return literalFigure([], {
    title: { text: title },
    height: 180,
    xaxis: hidden,
    yaxis: hidden,
    annotations: [{
      text: `Nothing to show: ${why}.`,
      ...{ xref: "paper", x: 0, xanchor: "left", yref: "paper", y: 1, yanchor: "top" },
      showarrow: false,
      font: { size: 14, color: INK.muted },
    }],
  });
}

/** A title that names what is left out of its figure; at most three names, and how many more there are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(lacking("Gain", []), "Gain");
 * assertEquals(lacking("Gain", ["10 %"]), "Gain (without a number: 10 %)");
 * ```
 */
export function lacking(title: string, names: readonly string[]): string {
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return title;
  const more = distinct.length > 3 ? ` and ${distinct.length - 3} more` : "";
  return `${title} (without a number: ${distinct.slice(0, 3).join(", ")}${more})`;
}

/** Why there is nothing to show where no run has a score: each failed, and its record says why. */
export const allFailed = (runs: number, score: string): string =>
  runs === 0 ? "there are no runs" : `none of ${runs} trainings ended with a number for ${score}`;
