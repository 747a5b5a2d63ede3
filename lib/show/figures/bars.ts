/** Bars: what is ranked, and how many there are of each class. */
import { type Figure, literalFigure } from "../figure.ts";
import { hoverTemplate, markup } from "../literal.ts";
import { classColours, COLOURS, INK } from "../theme.ts";
import { words } from "../words.ts";
import { lacking, nothingToShow } from "./nothing.ts";
import { withUnit } from "./units.ts";

/** One bar. */
export interface Bar {
  /** Stands beside the bar. */
  readonly name: string;
  /** The bar's length. */
  readonly value: number;
  /** Spread around the value, such as ± one standard deviation over repeats. */
  readonly spread?: number;
}

/** Horizontal bars, the largest on top, with their numbers.
 *
 * @param options.unit what the numbers are: labels the axis
 * @param options.limit only the first so many; the title says so
 * @returns where there is nothing to rank, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const bars = [{ name: "key", value: .01 }, { name: "energy", value: .2 }];
 * assertEquals(rankedBars(bars, { title: "Importance", unit: "drop" }).data[0].y, ["energy", "key"]);
 * ```
 */
export function rankedBars(
  bars: readonly Bar[],
  { title, unit, limit = 40, digits = 3 }: {
    title: string;
    unit: string;
    limit?: number;
    digits?: number;
  },
): Figure {
  const known = bars.filter(({ value }) => Number.isFinite(value));
  if (known.length === 0) return nothingToShow(title, "there is no number to rank");
  const ranked = known.toSorted((a, b) => b.value - a.value).slice(0, limit);
  const whole = lacking(title, bars.filter((bar) => !known.includes(bar)).map(({ name }) => name));
  const spread = ranked.some((bar) => bar.spread !== undefined);
  return literalFigure([{
    type: "bar",
    orientation: "h",
    y: ranked.map((bar) => bar.name),
    x: ranked.map((bar) => bar.value),
    marker: { color: COLOURS.blue },
    ...(spread
      ? {
        error_x: {
          type: "data",
          array: ranked.map((bar) => bar.spread ?? 0),
          color: INK.text,
          thickness: 1.2,
          width: 3,
        },
      }
      : {
        text: ranked.map((bar) => bar.value.toFixed(digits)),
        textposition: "outside",
        cliponaxis: false,
      }),
    hovertemplate: `%{y}: %{x:.4g}<extra></extra>`,
  }], {
    title: { text: limit < known.length ? `${whole} (first ${limit} of ${known.length})` : whole },
    height: Math.max(260, 120 + 24 * ranked.length),
    margin: { l: 64, r: 56, t: 56, b: 52 },
    bargap: .3,
    xaxis: { title: { text: withUnit(unit) }, zeroline: true, zerolinecolor: INK.axis },
    yaxis: { type: "category", autorange: "reversed", showgrid: false, tickcolor: "white" },
  });
}

/** How many rows each class has, in its colour, with its share.
 *
 * @param labels the class of every row
 * @returns where there are no rows, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data } = classBalance(["rap", "pop", "rap"]);
 * assertEquals(data[0].y, [1, 2]);
 * ```
 */
export function classBalance(
  labels: readonly string[],
  { title: given }: { title?: string } = {},
): Figure {
  const { rows, task } = words();
  const title = given ?? `${rows[0].toUpperCase()}${rows.slice(1)} per ${task}`;
  if (labels.length === 0) return nothingToShow(title, `there are no ${rows}`);
  const counts = new Map<string, number>();
  for (const name of labels) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts.keys()].sort(), values = names.map((name) => counts.get(name)!);
  return literalFigure([{
    type: "bar",
    x: names,
    y: values,
    marker: { color: classColours(names) },
    text: values.map((n) => markup`${n}<br>${(100 * n / labels.length).toFixed(1)} %`),
    textposition: "outside",
    cliponaxis: false,
    hovertemplate: hoverTemplate`%{x}: %{y} ${rows}<extra></extra>`,
  }], {
    title: { text: title },
    height: 400,
    bargap: .35,
    xaxis: { title: { text: task }, type: "category", showgrid: false },
    yaxis: { title: { text: rows }, range: [0, 1.16 * Math.max(...values)] },
  });
}
