/** How every figure looks: colours that colour-blind readers can tell apart, one for each class everywhere. */
import type { Part } from "./spec.ts";
import { words } from "./words.ts";

/** The colours of Okabe and Ito (2008) without yellow, which white paper swallows.
 * @see https://jfly.uni-koeln.de/color/ */
export const COLOURS = {
  blue: "#0072b2",
  orange: "#e69f00",
  green: "#009e73",
  vermilion: "#d55e00",
  purple: "#cc79a7",
  sky: "#56b4e9",
  black: "#000000",
} as const;

const palette = Object.values(COLOURS);

/** The colour of the `i`-th of things that have none of their own, from 0. */
export const paletteColour = (i: number): string => palette[i % palette.length];

/** For lines and text that are not data. */
export const INK = { text: "#2a2a2a", muted: "#6b6b6b", grid: "#e6e6e6", axis: "#9a9a9a" } as const;

/** For classes without a colour of their own: Tol's "muted" colours, then greys.
 * @see https://personal.sron.nl/~pault/ */
const OTHERS = [
  "#332288",
  "#999933",
  "#882255",
  "#44aa99",
  "#ddcc77",
  "#117733",
  "#aa4499",
  "#661100",
  "#88ccee",
  "#555555",
  "#999999",
];

/** One colour per class: its own in the study's words, and for other classes the next free one in the order given.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(new Set(classColours(["calm", "wild", "sad"])).size, 3);
 * ```
 */
export function classColours(classes: readonly string[]): string[] {
  const { colours } = words();
  let others = 0;
  return classes.map((name) => colours[name] ?? OTHERS[others++ % OTHERS.length]);
}

/** The colour of one class by itself; among several classes use {@linkcode classColours}.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(classColour("calm"), classColours(["calm", "wild"])[0]);
 * ```
 */
export function classColour(name: string): string {
  return classColours([name])[0];
}

/** `#rrggbb` with an opacity from 0 to 1. */
export function faded(colour: string, opacity: number): string {
  const value = parseInt(colour.slice(1), 16);
  return `rgba(${value >> 16},${(value >> 8) & 255},${value & 255},${opacity})`;
}

/** Light to dark blue (ColorBrewer "Blues"): amounts. */
export const SEQUENTIAL: readonly [number, string][] = [
  [0, "#f7fbff"],
  [.25, "#c6dbef"],
  [.5, "#6baed6"],
  [.75, "#2171b5"],
  [1, "#08306b"],
];

/** Blue, white, red-brown (ColorBrewer "RdBu", reversed): signed values around zero. */
export const DIVERGING: readonly [number, string][] = [
  [0, "#2166ac"],
  [.25, "#92c5de"],
  [.5, "#f7f7f7"],
  [.75, "#f4a582"],
  [1, "#b2182b"],
];

const axis: Part = {
  automargin: true,
  gridcolor: INK.grid,
  linecolor: INK.axis,
  showline: true,
  ticks: "outside",
  ticklen: 4,
  tickcolor: INK.axis,
  zeroline: false,
  title: { standoff: 10 },
};

/** The template every figure starts from. */
export const TEMPLATE: Part = {
  layout: {
    font: { family: "DejaVu Sans, Verdana, sans-serif", size: 12, color: INK.text },
    title: {
      font: { size: 16 },
      x: 0,
      xref: "container",
      xanchor: "left",
      pad: { l: 16, t: 14 },
      y: 1,
      yref: "container",
      yanchor: "top",
    },
    paper_bgcolor: "white",
    plot_bgcolor: "white",
    colorway: palette,
    margin: { l: 64, r: 24, t: 56, b: 52 },
    hovermode: "closest",
    legend: { bgcolor: "rgba(255,255,255,.8)", font: { size: 12 } },
    xaxis: axis,
    yaxis: axis,
  },
};
