/** Estimates with how sure they are, grouped: the same thing measured in several ways. */
import type { Figure } from "../figure.ts";
import { hoverTemplate } from "../literal.ts";
import { withUnit } from "../marks/axes.ts";
import { dot, interval } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, INK } from "../theme.ts";

/** One estimate. */
export interface Estimate {
  /** What was measured: one line of the figure's axis. */
  readonly name: string;
  /** How it was measured: one colour. */
  readonly way: string;
  /** Where the dot stands. */
  readonly value: number;
  /** Where it may as well be, in the same unit. */
  readonly interval: readonly [low: number, high: number];
}

/** A dot per estimate and a line over its interval; the ways of one name stand together, each in its colour.
 *
 * @param options.unit what the numbers are: labels the axis
 * @param options.zero where the numbers are differences: 0 is shown, as a line
 * @returns estimates that are no number are named in the title; where there is no other, the figure says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const rows = ["random", "grouped"].map((way) => ({ name: "knn", way, value: .5, interval: [.4, .6] as const }));
 * assertEquals(intervals(rows, { title: "Folds", unit: "accuracy" }).data.length, 2);
 * ```
 */
export function intervals(
  estimates: readonly Estimate[],
  { title, unit, zero = false }: { title: string; unit: string; zero?: boolean },
): Figure {
  const rows = estimates.filter(({ value }) => Number.isFinite(value));
  if (rows.length === 0) return nothingToShow(title, "there is no estimate");
  const none = estimates.filter((row) => !rows.includes(row)).map(({ name }) => name);
  const names = [...new Set(rows.map((row) => row.name))];
  const ways = [...new Set(rows.map((row) => row.way))];
  const palette = [COLOURS.blue, COLOURS.orange, COLOURS.green, COLOURS.purple, COLOURS.black];
  const shapes = ["circle", "square", "diamond", "triangle-up", "x"]; // for those who see no colours
  const lane = (k: number) => (k - (ways.length - 1) / 2) * .5 / ways.length;
  const data = ways.map((way, k): Part => {
    const own = rows.filter((row) => row.way === way), x = own.map(({ value }) => value);
    const color = palette[k % palette.length];
    return {
      ...dot({
        ...{ name: way, x, y: own.map((row) => names.indexOf(row.name) + lane(k)), colour: color },
        more: { symbol: shapes[k % shapes.length] },
        text: own.map((row) => row.name),
        hover: hoverTemplate`%{text}, ${way}: %{x:.4f}<extra></extra>`,
      }),
      ...interval(x, own.map(({ interval }) => interval), { color, thickness: 1.8, width: 5 }),
    };
  });
  return plot(data, {
    ...{ title: lacking(title, none), height: 150 + 30 * ways.length * names.length },
    ...{ xTitle: withUnit(unit), legend: { top: ways.length > 1 ? 84 : 56 } },
    ...zero && { x: { rangemode: "tozero", zeroline: true, zerolinecolor: INK.axis } },
    y: {
      ...{ tickvals: [...names.keys()], ticktext: names, range: [names.length - .5, -.5] },
      ...{ showgrid: false, showline: false, tickcolor: "white" },
    },
    layout: { showlegend: ways.length > 1 },
  });
}
