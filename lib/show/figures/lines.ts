/** Lines: one quantity against another. */
import { InputError } from "../../core/errors.ts";
import type { Figure } from "../figure.ts";
import { logAxis } from "../marks/axes.ts";
import { band, line as lineMark, thinned } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import type { Part } from "../spec.ts";
import { paletteColour } from "../theme.ts";

/** One line. */
export interface Line {
  /** Stands in the legend. */
  readonly name: string;
  /** Ascending or not: points are joined as they come. */
  readonly x: ArrayLike<number>;
  /** One number per x; NaN leaves a gap. */
  readonly y: ArrayLike<number>;
  /** The band's lower edge; a line has a band where it has both. */
  readonly low?: ArrayLike<number>;
  /** The band's upper edge. */
  readonly high?: ArrayLike<number>;
  /** Solid when left out. */
  readonly dash?: "solid" | "dash" | "dot";
  /** `#rrggbb`; the next of the house's colours when left out. */
  readonly colour?: string;
}

/** How the axes of a figure of lines are named and scaled. */
export interface LinesOptions {
  /** The figure's title. */
  readonly title: string;
  /** Names the horizontal axis, its unit included. */
  readonly xTitle: string;
  /** Names the vertical axis, its unit included. */
  readonly yTitle: string;
  /** A logarithmic horizontal axis. */
  readonly xLog?: boolean;
  /** A logarithmic vertical axis. */
  readonly yLog?: boolean;
  /** Dots at the points, for lines of few points. */
  readonly markers?: boolean;
}

/** Lines, each with its band where it has one.
 *
 * @throws {InputError} when a line's x and y differ in length
 * @returns where there is no point, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const line = { name: "validation", x: [1, 2], y: [.5, .6], low: [.4, .5], high: [.6, .7] };
 * const { data } = lines([line], { title: "Depth", xTitle: "depth", yTitle: "accuracy" });
 * assertEquals(data.map(({ fill }) => fill), ["toself", undefined]);
 * ```
 */
export function lines(series: readonly Line[], options: LinesOptions): Figure {
  if (!series.some(({ y }) => Array.from(y).some(Number.isFinite))) {
    return nothingToShow(options.title, "there is no point");
  }
  const data = series.flatMap((line, i): Part[] => {
    if (line.x.length !== line.y.length) {
      throw new InputError(`the line ${line.name} has not one y per x`, {
        found: `${line.y.length} y`,
        expected: `${line.x.length}`,
      });
    }
    const { name, low, high, dash = "solid", colour = paletteColour(i) } = line;
    const kept = thinned(line.x.length);
    const pick = (values: ArrayLike<number>) => kept.map((at) => values[at]);
    const look = { name, colour, x: pick(line.x) }, dots = options.markers ? 6 : 0;
    return [
      ...(low && high ? [band({ ...look, low: pick(low), high: pick(high) })] : []),
      lineMark({ ...look, y: pick(line.y), dash, dots, legend: true }),
    ];
  });
  const { title, xTitle, yTitle } = options, several = series.length > 1;
  return plot(data, {
    ...{ title, xTitle, yTitle, legend: several ? { top: 84 } : undefined },
    x: options.xLog ? logAxis(series.map(({ x }) => x), options.markers) : {},
    y: options.yLog ? logAxis(series.map(({ y }) => y)) : {},
    layout: { showlegend: several },
  });
}
