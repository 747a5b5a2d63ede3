/** Tables of numbers as colours. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Correlations } from "../../evaluation/statistics/correlations.ts";
import type { Profiles } from "../../evaluation/statistics/profile.ts";
import type { Figure } from "../figure.ts";
import { cell } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import { DIVERGING, SEQUENTIAL } from "../theme.ts";
import type { LinesOptions } from "./lines.ts";

/** A value that a heatmap can draw as it is. */
export type Heat = Matrix | Correlations | Profiles;

/** A table of numbers and how to name it. */
export interface HeatmapOptions
  extends Pick<LinesOptions, "title">, Partial<Pick<LinesOptions, "xTitle" | "yTitle">> {
  /** `z[i][j]` stands in row `y[i]`, column `x[j]`; NaN leaves the cell empty. */
  readonly z: readonly ArrayLike<number>[];
  /** Names of the columns. */
  readonly x: readonly (string | number)[];
  /** Names of the rows, top first. */
  readonly y: readonly (string | number)[];
  /** What the numbers are: stands beside the colours. */
  readonly unit: string;
  /** Digits after the point of the numbers in the cells; false writes none. */
  readonly digits?: number | false;
  /** For signed values: one colour on each side of `middle`, which is white. */
  readonly diverging?: boolean;
  /** Value of the neutral colour, 0 when left out. */
  readonly middle?: number;
  /** Lowest and highest value of the colours; those of `z` when left out. */
  readonly range?: readonly [number, number];
  /** Pixels; by the number of columns when left out. */
  readonly width?: number;
  /** Pixels; by the number of rows when left out. */
  readonly height?: number;
}

/** A heatmap with its numbers in the cells, first row on top. Correlations reach from −1 (blue) to 1 (red); class
 * profiles are white where a class is as the mean of all rows; a matrix is named by its columns.
 *
 * @throws {InputError} when z does not have a row per y and a number per x
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { correlations } from "../../evaluation/statistics/correlations.ts";
 * const { data } = heatmap({
 *   z: [[.55, .58], [.57, .6]], x: [16, 64], y: [1, 2], title: "Depth and width", unit: "accuracy",
 * });
 * assertEquals(data[0].x, ["16", "64"]);
 *
 * const { data: [rho] } = heatmap(correlations({ x: [1, 2, 3], y: [3, 2, 1] }), { title: "Correlations" });
 * assertEquals([rho.z, rho.zmin, rho.zmax], [[[1, -1], [-1, 1]], -1, 1]);
 * ```
 */
export function heatmap(options: HeatmapOptions): Figure;
/** The same of a value that names its own rows and columns. */
export function heatmap(
  of: Heat,
  options: Partial<HeatmapOptions> & { readonly title: string },
): Figure;
export function heatmap(of: HeatmapOptions | Heat, given?: Partial<HeatmapOptions>): Figure {
  return given
    ? drawn({ ...inNumbers(of as Heat), ...given } as HeatmapOptions)
    : drawn(of as HeatmapOptions);
}

function drawn(options: HeatmapOptions): Figure {
  const { z, x, y, title, unit, digits = 3, diverging = false, middle = 0 } = options;
  if (z.length !== y.length || z.some((row) => row.length !== x.length)) {
    throw new InputError("a heatmap that does not fit its names", {
      found: `${z.length} × ${z[0]?.length ?? 0} numbers`,
      expected: `${y.length} × ${x.length}`,
    });
  }
  const rows = z.map((row) => Array.from(row));
  const finite = rows.flat().filter(Number.isFinite);
  if (finite.length === 0) return nothingToShow(title, "no cell has a number");
  let [low, high] = options.range ?? [Math.min(...finite), Math.max(...finite)];
  if (diverging && !options.range) {
    const reach = Math.max(middle - low, high - middle);
    [low, high] = [middle - reach, middle + reach];
  }
  const longest = Math.max(...y.map((name) => String(name).length));
  const texts = digits === false ? {} : {
    text: rows.map((row) => row.map((v) => Number.isFinite(v) ? written(v, digits) : "")),
    texttemplate: "%{text}",
    textfont: { size: x.length > 10 ? 10 : 12 },
  };
  const cells = cell({
    ...{ x: x.map(String), y: y.map(String) }, // as text, so that numbers are names, evenly spaced
    ...{ z: rows, range: [low, high], unit, hover: "%{y}, %{x}: %{z:.4g}<extra></extra>" },
    ...{ colorscale: diverging ? DIVERGING : SEQUENTIAL, ...texts },
  });
  const axis = { type: "category", showgrid: false, showline: false };
  const width = Math.min(1100, Math.max(520, 240 + 7 * longest + 54 * x.length));
  return plot([cells], {
    ...{ title, xTitle: options.xTitle, yTitle: options.yTitle },
    height: options.height ?? Math.min(1000, Math.max(320, 140 + 38 * y.length)),
    ...{ x: axis, y: { ...axis, autorange: "reversed" } },
    layout: { width: options.width ?? width },
  });
}

/** No "-0.00". */
const written = (value: number, digits: number) =>
  value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1");

/** Its numbers and names, and how they are best shown. */
function inNumbers(of: Heat): Omit<HeatmapOptions, "title"> {
  if ("deviations" in of) {
    const { deviations: z, columns: y, classes: x } = of;
    return { z, x, y, unit: "standard deviations", diverging: true, digits: 2 };
  }
  if ("values" in of) {
    const { values: z, names, method } = of;
    return {
      ...{ z, x: names, y: names, diverging: true, range: [-1, 1] },
      unit: method === "spearman" ? "Spearman's ρ" : "Pearson's r",
      digits: names.length <= 20 ? 2 : false,
      height: Math.min(1000, 220 + 34 * names.length),
    };
  }
  const { data, rows, names: x } = of, d = x.length;
  const z = Array.from({ length: rows }, (_, i) => data.subarray(i * d, (i + 1) * d));
  return { z, x, y: z.map((_, i) => i + 1), unit: "" };
}
