/** Bars of whatever is counted, ranked or measured. */
import type { Figure } from "../figure.ts";
import { hoverTemplate, markup } from "../literal.ts";
import { NAMES, withUnit } from "../marks/axes.ts";
import { bar } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import { classColours, COLOURS, INK } from "../theme.ts";
import { words } from "../words.ts";
import { barPanels, type MeasuresOptions, rankedPanels } from "./bar_panels.ts";
import type { LinesOptions } from "./lines.ts";

export type { MeasuresOptions };

/** One bar. */
export interface Bar {
  /** Stands beside the bar. */
  readonly name: string;
  /** The bar's length. */
  readonly value: number;
  /** Spread around the value, such as ± one standard deviation over repeats. */
  readonly spread?: number;
}

/** What is said of ranked bars. */
export interface RankedOptions extends Pick<LinesOptions, "title"> {
  /** What the numbers are: labels the axis. */
  readonly unit: string;
  /** Only the first so many, 40 where nothing is said; the title says so. */
  readonly limit?: number;
  /** Of the numbers beside the bars; 3 where nothing is said. */
  readonly digits?: number;
}

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

/** A bar per class in its colour, with its share; where there are no rows, a figure that says so.
 *
 * @param labels the class of every row */
function countedBars(
  labels: readonly string[],
  { title: given }: { readonly title?: string } = {},
): Figure {
  const { rows, task } = words();
  const title = given ?? `${rows[0].toUpperCase()}${rows.slice(1)} per ${task}`;
  if (labels.length === 0) return nothingToShow(title, `there are no ${rows}`);
  const counts = Map.groupBy(labels, (name) => name), names = [...counts.keys()].sort();
  const values = names.map((name) => counts.get(name)!.length);
  const mark = bar({
    ...{ names, values, upright: true, colour: classColours(names) },
    text: values.map((n) => markup`${n}<br>${(100 * n / labels.length).toFixed(1)} %`),
    hover: hoverTemplate`%{x}: %{y} ${rows}<extra></extra>`,
  });
  return plot([mark], {
    ...{ title, height: 400, xTitle: task, yTitle: rows },
    x: { type: "category", showgrid: false },
    y: { range: [0, 1.16 * Math.max(...values)] },
    layout: { bargap: .35 },
  });
}

/** Every bar with its number, or with its spread; where there is nothing to rank, a figure that says so. */
function rankedBars(
  bars: readonly Bar[],
  { title, unit, limit = 40, digits = 3 }: RankedOptions,
): Figure {
  const known = bars.filter(({ value }) => Number.isFinite(value));
  if (known.length === 0) return nothingToShow(title, "there is no number to rank");
  const ranked = known.toSorted((a, b) => b.value - a.value).slice(0, limit);
  const whole = lacking(title, bars.filter((bar) => !known.includes(bar)).map(({ name }) => name));
  const values = ranked.map(({ value }) => value);
  const spread = ranked.some((bar) => bar.spread !== undefined);
  const mark = bar({
    ...{ names: ranked.map(({ name }) => name), values, colour: COLOURS.blue },
    ...(!spread && { text: values.map((value) => value.toFixed(digits)) }),
    hover: "%{y}: %{x:.4g}<extra></extra>",
  });
  const array = ranked.map(({ spread = 0 }) => spread);
  const error_x = { type: "data", array, color: INK.text, thickness: 1.2, width: 3 };
  return plot([{ ...mark, ...(spread && { error_x }) }], {
    title: limit < known.length ? `${whole} (first ${limit} of ${known.length})` : whole,
    ...{ height: Math.max(260, 120 + 24 * ranked.length), xTitle: withUnit(unit) },
    ...{ x: { zeroline: true, zerolinecolor: INK.axis }, y: NAMES },
    layout: { margin: { l: 64, r: 56, t: 56, b: 52 }, bargap: .3 },
  });
}
