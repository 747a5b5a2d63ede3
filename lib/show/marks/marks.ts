/** Marks, named as in Observable Plot: a figure is a few of them, each a Plotly trace or a part of one. */
import { mean } from "../../core/statistics.ts";
import type { Panel } from "./panels.ts";
import type { Part } from "../spec.ts";
import { faded, INK } from "../theme.ts";

/** A coordinate per point: numbers, or names on an axis of categories; null leaves a gap. */
type Places = readonly (number | string | null)[];

/** What may be said of any mark. */
interface Look {
  readonly name?: string;
  /** `#rrggbb`; of dots and bars also one each. */
  readonly colour: string | readonly string[];
  /** Where it stands in a figure of several; the only one where nothing is said. */
  readonly panel?: Panel;
  /** All marks of a name are switched by one entry of the legend, which the marks that say true write. */
  readonly legend?: boolean;
  /** A template of what the pointer shows; false shows nothing. */
  readonly hover?: string | false;
}

function mark(type: string, { name, panel, legend, hover }: Omit<Look, "colour">): Part {
  return {
    type,
    ...(name !== undefined && { name }),
    ...panel?.axes,
    ...(legend !== undefined && { legendgroup: name, showlegend: legend }),
    ...(hover === false && { hoverinfo: "skip" }),
    ...(hover && { hovertemplate: hover }),
  };
}

/** Points joined as they come; `dots` of so many pixels at each. */
export function line(
  { x, y, colour, width = 2, dash, dots, ...look }: Look & {
    readonly x: Places;
    readonly y: Places;
    readonly width?: number;
    readonly dash?: "solid" | "dash" | "dot";
    readonly dots?: number;
  },
): Part {
  return {
    ...mark("scatter", look),
    mode: dots ? "lines+markers" : "lines",
    ...{ x, y, line: { color: colour, width, ...(dash && { dash }) } },
    ...(dots && { marker: { color: colour, size: dots } }),
  };
}

/** The area between two edges; points at which one of them is no number are left out, for they would tear it apart. */
export function band(
  { name, panel, x, low, high, colour, opacity = .15 }: {
    readonly name: string;
    readonly panel?: Panel;
    readonly x: Places;
    readonly low: readonly number[];
    readonly high: readonly number[];
    readonly colour: string;
    readonly opacity?: number;
  },
): Part {
  const known = [...x.keys()].filter((i) => Number.isFinite(low[i]) && Number.isFinite(high[i]));
  const back = known.toReversed();
  const { name: _, ...trace } = mark("scatter", { name, panel, legend: false, hover: false });
  return {
    ...trace,
    ...{ mode: "lines", line: { width: 0 }, fill: "toself", fillcolor: faded(colour, opacity) },
    x: [...known, ...back].map((i) => x[i]),
    y: [...known.map((i) => high[i]), ...back.map((i) => low[i])],
  };
}

/** Points by themselves; `more` is of Plotly's marker. */
export function dot(
  { x, y, text, colour, size = 9, more, ...look }: Look & {
    readonly x: Places;
    readonly y: Places;
    readonly text?: readonly string[];
    readonly size?: number;
    readonly more?: Part;
  },
): Part {
  return {
    ...mark("scatter", look),
    ...{ mode: "markers", x, y, marker: { size, color: colour, ...more } },
    ...(text && { text }),
  };
}

/** Bars that lie, with names beside them, or with `upright` stand on names; `text` is written at their ends. */
export function bar(
  { names, values, text, colour, upright = false, ...look }: Look & {
    readonly names: Places;
    readonly values: Places;
    readonly text?: readonly unknown[];
    readonly upright?: boolean;
  },
): Part {
  return {
    ...mark("bar", look),
    ...(upright ? { x: names, y: values } : { orientation: "h", x: values, y: names }),
    marker: { color: colour },
    ...(text && { text, textposition: "outside", cliponaxis: false }),
  };
}

/** For a mark along x: lines from low to high with a stroke at their ends; none where an end is no number. */
export function interval(
  values: readonly number[],
  ends: readonly (readonly [low: number, high: number] | undefined)[],
  look: { readonly color: string; readonly thickness: number; readonly width: number },
): Part {
  const reach = (end: 0 | 1) =>
    values.map((value, i) => {
      const length = Math.abs((ends[i]?.[end] ?? value) - value);
      return Number.isFinite(length) ? length : 0;
    });
  const error = { type: "data", symmetric: false, array: reach(1), arrayminus: reach(0) };
  return { error_x: { ...error, ...look } };
}

/** A table of numbers as colours, from `range`'s first to its second. */
export function cell(
  { x, y, z, range: [zmin, zmax], colorscale, unit, bar, hover, ...more }: {
    readonly x: readonly (string | number)[];
    readonly y: readonly (string | number)[];
    readonly z: readonly (readonly number[])[];
    readonly range: readonly [number, number];
    readonly colorscale: readonly [number, string][];
    readonly unit: string;
    readonly bar?: Part;
    readonly hover: string;
    readonly [plotly: string]: unknown;
  },
): Part {
  const title = { text: unit, side: "right" };
  return {
    ...mark("heatmap", { hover }),
    ...{ x, y, z, zmin, zmax, colorscale, xgap: 1, ygap: 1 },
    colorbar: { title, thickness: 14, len: 1, ypad: 0, outlinewidth: 0, ...bar },
    ...more,
  };
}

/** Quartiles in a box, and every value as a dot upon it. */
export const box = (name: string, y: readonly number[], color: string): Part => ({
  ...{ type: "box", name, y, boxpoints: "all", jitter: .5, pointpos: 0, showlegend: false },
  marker: { size: 5, opacity: .6, color },
  line: { width: 1.2, color: INK.muted },
  fillcolor: "rgba(0,0,0,0)",
});

/** A dotted line from (0, 0) to (1, 1): what chance, or a model that is never too sure, would draw. */
export const diagonal = (panel: Panel): Part => ({
  ...line({ x: [0, 1], y: [0, 1], colour: INK.axis, width: 1, dash: "dot", hover: false, panel }),
  showlegend: false,
});

/** A shape: a dotted line across a panel, at one x. */
export const rule = (x: number, { axes: { xaxis, yaxis } }: Panel): Part => ({
  ...{ type: "line", xref: xaxis, yref: `${yaxis} domain`, x0: x, x1: x, y0: 0, y1: 1 },
  line: { color: INK.muted, width: 1.5, dash: "dot" },
});

/** What repeats found at each x: their mean, lowest and highest, for a line and its band. */
export const spread = <X>(x: readonly X[], values: readonly (readonly number[])[]) => ({
  x,
  y: values.map(mean),
  low: values.map((own) => Math.min(...own)),
  high: values.map((own) => Math.max(...own)),
});

/** A line holds at most so many points in a figure; the eye sees no more. */
const MOST_POINTS = 500;

/** Positions of at most {@linkcode MOST_POINTS} points, evenly picked, ends included. */
export function thinned(length: number): number[] {
  const count = Math.min(length, MOST_POINTS);
  return Array.from({ length: count }, (_, i) => Math.round(i * (length - 1) / (count - 1 || 1)));
}
