/** Bars of whatever is counted, ranked or measured. */
import { barPanels } from "./bar_panels.ts";
import { countedBars } from "./counted_bars.ts";
import { type Bar, rankedBars, type RankedOptions } from "./ranked_bars.ts";
import { type MeasuresOptions, rankedPanels } from "./ranked_panels.ts";
import type { Figure } from "../figure.ts";

export type { Bar, MeasuresOptions, RankedOptions };

/** Bars as the data ask for them. Texts are counted: how many rows each class has, in its colour. Named numbers are
 * ranked, the largest on top. Lists of them by class stand in a panel each, all on one scale. Rows that have several
 * numbers get a panel per number, in the order in which they come.
 *
 * What is no number has no bar, and the title names it.
 *
 * @returns where there is nothing to draw, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(bars(["rap", "pop", "rap"]).data[0].y, [1, 2]);
 *
 * const drops = [{ name: "key", value: .01 }, { name: "energy", value: .2 }];
 * assertEquals(bars(drops, { title: "Importance", unit: "drop" }).data[0].y, ["energy", "key"]);
 *
 * const words = { latin: [{ name: "amor", value: 9 }], rap: [] };
 * assertEquals(bars(words, { title: "Words", unit: "z" }).data.map(({ y }) => y), [["amor"], []]);
 *
 * const rows = [{ column: "year", eta: .2 }, { column: "key", eta: .1, v: .09 }];
 * const { data } = bars(rows, {
 *   title: "What separates genres",
 *   name: "column",
 *   panels: { "eta squared": "eta", "Cramér's V": "v" },
 * });
 * assertEquals(data.map(({ x }) => x), [[.2, .1], [null, .09]]);
 * ```
 */
export function bars(labels: readonly string[], options?: { readonly title?: string }): Figure;
/** Named numbers, ranked. */
export function bars(ranked: readonly Bar[], options: RankedOptions): Figure;
/** Named numbers of each class, in the order given. */
export function bars(
  byClass: Readonly<Record<string, readonly Bar[]>>,
  options: { readonly title: string; readonly unit: string },
): Figure;
/** Rows by several measures. */
export function bars<Row extends object>(
  rows: readonly Row[],
  options: MeasuresOptions<Row>,
): Figure;
export function bars(of: unknown, options: object = {}): Figure {
  if ("panels" in options) return rankedPanels(of as object[], options as MeasuresOptions<object>);
  if (!("unit" in options)) return countedBars(of as string[], options);
  return Array.isArray(of)
    ? rankedBars(of, options as RankedOptions)
    : barPanels(of as Readonly<Record<string, readonly Bar[]>>, options as RankedOptions);
}
