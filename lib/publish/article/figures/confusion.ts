/** A confusion matrix as a table of shaded cells. */
import type { Say } from "../say.ts";
import { tabular } from "../tabular.ts";
import { escapeTex } from "../tex.ts";

/** Rows are the true classes; each cell is its share of the row in per cent, the darker the larger. Greys stay light
 * enough for black digits.
 *
 * @param counts as in a model card
 */
export function confusionTable(
  counts: readonly (readonly number[])[],
  classes: readonly string[],
  { fixed, count }: Pick<Say, "fixed" | "count">,
  text: { readonly truth: string; readonly rows: string },
): string {
  const names = classes.map(escapeTex);
  const rows = counts.map((row, i) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    const cells = row.map((n) => {
      const share = total ? n / total : NaN;
      const grey = Math.round(55 * (Number.isNaN(share) ? 0 : share));
      return `\\cellcolor{black!${grey}}${fixed(100 * share, 1)}`;
    });
    return [names[i], count(total), ...cells];
  });
  const head = [text.truth, text.rows, ...names].join(" & ");
  return tabular(`lr*{${classes.length}}{c}`, head, [rows]) + "\n";
}
