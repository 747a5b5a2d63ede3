/** Named points: models by what they cost and give. */
import { InputError } from "../../core/errors.ts";
import type { Figure } from "../figure.ts";
import { logAxis, padded } from "../marks/axes.ts";
import { placeLabels } from "../marks/labels.ts";
import { dot } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import { INK, paletteColour } from "../theme.ts";
import type { LinesOptions } from "./lines.ts";

/** A named point. */
export interface NamedPoint {
  /** Is written beside the point. */
  readonly name: string;
  /** Above 0 where the axis is logarithmic. */
  readonly x: number;
  /** Vertical place. */
  readonly y: number;
  /** Points of one group share a colour. */
  readonly group?: string;
}

/** Named points whose names do not cover each other, such as models by seconds and accuracy.
 *
 * @throws {InputError} when a value is infinite or does not fit a logarithmic axis
 * @returns points without a number are named in the title; where there are no others, the figure says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const points = [{ name: "tree", x: .2, y: .48 }, { name: "forest", x: 9, y: .58 }];
 * const options = { title: "Time and accuracy", xTitle: "seconds", yTitle: "accuracy", xLog: true };
 * assertEquals((scatterLabelled(points, options).layout.annotations as unknown[]).length, 2);
 * ```
 */
export function scatterLabelled(
  all: readonly NamedPoint[],
  { title, xTitle, yTitle, xLog = false, yLog = false }: Pick<
    LinesOptions,
    "title" | "xTitle" | "yTitle" | "xLog" | "yLog"
  >,
): Figure {
  const points = all.filter(({ x, y }) => !Number.isNaN(x) && !Number.isNaN(y));
  if (points.length === 0) return nothingToShow(title, "there is no point");
  const fits = (value: number, isLog: boolean) => isFinite(value) && (!isLog || value > 0);
  const wrong = points.find(({ x, y }) => !fits(x, xLog) || !fits(y, yLog));
  if (wrong) {
    throw new InputError("points that cannot be drawn", {
      found: `${wrong.name} at (${wrong.x}, ${wrong.y})`,
      expected: xLog || yLog ? "finite values, above 0 on a logarithmic axis" : "finite values",
    });
  }
  const xs = points.map(({ x }) => xLog ? Math.log10(x) : x);
  const ys = points.map(({ y }) => yLog ? Math.log10(y) : y);
  const xRange = padded(xs, .08), yRange = padded(ys, .1);
  // the still picture's plot area in pixels; a wider page only leaves the names more room
  const top = points.some(({ group }) => group) ? 84 : 56;
  const width = 800 - 64 - 24, height = 500 - top - 52;
  const pixels = points.map((_, i) => ({
    x: (xs[i] - xRange[0]) / (xRange[1] - xRange[0]) * width,
    y: (yRange[1] - ys[i]) / (yRange[1] - yRange[0]) * height,
  }));
  const places = placeLabels(pixels, points.map(({ name }) => name), { width, height });
  const groups = [...new Set(points.map(({ group }) => group ?? ""))];
  const data = groups.map((group, k) => {
    const own = points.filter((point) => (point.group ?? "") === group);
    return dot({
      ...{ name: group, x: own.map(({ x }) => x), y: own.map(({ y }) => y) },
      ...{ text: own.map(({ name }) => name), colour: paletteColour(k) },
      hover: "%{text}: %{x:.4g}, %{y:.4g}<extra></extra>",
    });
  });
  const without = all.filter((point) => !points.includes(point)).map(({ name }) => name);
  return plot(data, {
    ...{ title: lacking(title, without), height: 500, legend: { top }, xTitle, yTitle },
    x: { ...(xLog && logAxis([points.map(({ x }) => x)])), range: xRange },
    y: { ...(yLog && logAxis([points.map(({ y }) => y)])), range: yRange },
    layout: {
      showlegend: groups.some((group) => group !== ""),
      annotations: points.map(({ name: text }, i) => ({
        ...{ x: xs[i], y: ys[i], text, font: { size: 12 } },
        ...{ showarrow: true, arrowhead: 0, arrowwidth: 1, standoff: 5 },
        arrowcolor: places[i].far ? INK.axis : "rgba(0,0,0,0)",
        ax: places[i].x - pixels[i].x,
        ay: places[i].y - pixels[i].y,
      })),
    },
  });
}
