/** Tables as LaTeX. */

/** A table in booktabs' style: three rules, and one more between groups of rows.
 *
 * @param columns how they stand, such as `llc`
 * @param head the first row, or rows, as TeX without the end of the last
 * @param groups of rows of cells as TeX; empty groups are left out
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const lines = tabular("lr", "model & accuracy", [[["forest", "59"]], []]).split("\n");
 * assertEquals(lines.slice(2, 5), ["model & accuracy \\\\", "\\midrule", "forest & 59 \\\\"]);
 * ```
 */
export function tabular(
  columns: string,
  head: string,
  groups: readonly (readonly (readonly string[])[])[],
): string {
  const bodies = groups.filter((rows) => rows.length > 0)
    .map((rows) => rows.map((cells) => `${cells.join(" & ")} \\\\`).join("\n"));
  return `\\begin{tabular}{@{}${columns}@{}}
\\toprule
${head} \\\\
\\midrule
${bodies.join("\n\\midrule\n")}
\\bottomrule
\\end{tabular}`;
}
