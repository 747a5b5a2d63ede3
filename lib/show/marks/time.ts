/** Marks along time: the outline of a wave, frames as a picture, segments with labels, moments. */
import type { Frames, Sound } from "../../audio/sound.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import { InputError } from "../../core/errors.ts";
import type { Panel } from "./panels.ts";
import type { Part } from "../spec.ts";
import { classColours, COLOURS, DIVERGING, SEQUENTIAL } from "../theme.ts";
import { band, cell, line } from "./marks.ts";

/** Something with a beginning, an end, in seconds, and a name. */
export interface Segment {
  /** Seconds. */
  readonly start: number;
  /** Seconds. */
  readonly end: number;
  /** What is written on it. */
  readonly label: string;
}

/** A figure shows at most so many columns of a picture, and so many of its rows. */
const COLUMNS = 320, ROWS = 96;
/** Fewer samples than these are drawn one by one. */
const FEW = 400;

/** A sound: the highest and lowest sample of each moment; where there are few samples, each as a dot. */
export function wave(
  { samples, rate }: Sound,
  [from, to]: readonly [number, number],
  { panel, opacity = .85 }: { readonly panel: Panel; readonly opacity?: number },
): { readonly marks: readonly Part[]; readonly range: readonly [number, number] } {
  const first = Math.max(0, Math.floor(from * rate));
  const own = samples.subarray(first, Math.ceil(to * rate) + 1),
    time = (i: number) => (first + i) / rate;
  const peak = own.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
  const look = { name: "samples", colour: COLOURS.blue, panel, hover: false as const };
  const range = [-1.05 * peak, 1.05 * peak] as const;
  if (own.length <= FEW) {
    const x = Array.from(own, (_, i) => time(i));
    return { range, marks: [line({ ...look, x, y: [...own], width: 1, dots: 5, legend: false })] };
  }
  const columns = 2 * COLUMNS, x: number[] = [], low: number[] = [], high: number[] = [];
  for (let c = 0; c < columns; c++) {
    const part = own.subarray(
      Math.floor(c * own.length / columns),
      Math.floor((c + 1) * own.length / columns) + 1,
    );
    x.push(time((c + .5) * own.length / columns));
    low.push(part.reduce((least, x) => Math.min(least, x), Infinity));
    high.push(part.reduce((most, x) => Math.max(most, x), -Infinity));
  }
  return { range, marks: [band({ ...look, x, low, high, opacity })] };
}

/** Frames as a picture: a column a moment, the first value of a frame at the bottom; neighbours are averaged until it is
 * small enough to be drawn.
 * @param unit what the colours stand for */
export function picture(
  frames: Frames,
  [from, to]: readonly [number, number],
  { unit, range, standardised = false, bar, panel }: {
    readonly unit: string;
    readonly range?: readonly [number, number];
    readonly standardised?: boolean;
    readonly bar?: Part;
    readonly panel: Panel;
  },
): { readonly marks: readonly Part[]; readonly height: number } {
  const { data, rows, names, rate, hopLength } = frames, width = names.length;
  const step = hopLength / rate, begin = Math.max(0, Math.round(from / step));
  const count = Math.min(rows, Math.round(to / step) + 1) - begin;
  if (count < 1) {
    throw new InputError("no frame to draw", { found: `${rows} frames of ${step} seconds` });
  }
  const columns = Math.min(COLUMNS, count), height = Math.min(ROWS, width);
  const z = Array.from({ length: height }, () => new Array<number>(columns));
  for (let r = 0; r < height; r++) {
    const [w0, w1] = part(r, height, width);
    for (let c = 0; c < columns; c++) {
      const [t0, t1] = part(c, columns, count);
      let sum = 0;
      for (let t = begin + t0; t < begin + t1; t++) {
        for (let w = w0; w < w1; w++) sum += data[t * width + w];
      }
      z[r][c] = Number((sum / ((t1 - t0) * (w1 - w0))).toPrecision(3));
    }
  }
  if (standardised) { for (const row of z) standardise(row); }
  const all = z.flat(), place = (c: number) => begin * step + (c + .5) * count * step / columns;
  const ends = range ?? (standardised ? [-3, 3] as const : undefined) ?? [
    all.reduce((a, b) => Math.min(a, b), Infinity),
    all.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  return {
    height,
    marks: [cell({
      ...{
        z,
        unit,
        bar,
        range: ends,
        colorscale: [...standardised ? DIVERGING : SEQUENTIAL],
        xgap: 0,
        ygap: 0,
      },
      ...panel.axes,
      x: Array.from({ length: columns }, (_, c) => Number((place(c) - step / 2).toPrecision(6))),
      y: Array.from({ length: height }, (_, r) => r),
      hover: `%{x:.2f} s: %{z:.3g} ${unit}<extra></extra>`,
    })],
  };
}

/** Less their mean, in their standard deviations; to three digits. */
function standardise(values: number[]): void {
  const middle = mean(values), deviation = standardDeviation(values, 0) || 1;
  values.forEach((value, i) => values[i] = Number(((value - middle) / deviation).toPrecision(3)));
}

/** Which of `of` things the `i`-th of `parts` parts holds. */
const part = (i: number, parts: number, of: number): [number, number] => [
  Math.floor(i * of / parts),
  Math.max(Math.floor(i * of / parts) + 1, Math.floor((i + 1) * of / parts)),
];

/** Rows of segments, the first on top, each with its label; a label has the same colour in all rows. */
export function segments(
  rows: Readonly<Record<string, readonly Segment[]>>,
  [from, to]: readonly [number, number],
  panel: Panel,
): Part[] {
  const shown = Object.entries(rows).map(([name, own]) =>
    [name, own.filter(({ start, end }) => end > from && start < to)] as const
  );
  const labels = [...new Set(shown.flatMap(([, own]) => own.map(({ label }) => label)))].sort();
  const colours = new Map(labels.map((label, i) => [label, classColours(labels)[i]]));
  return shown.map(([name, own]) => ({
    ...{ type: "bar", orientation: "h", name, showlegend: false, ...panel.axes },
    y: own.map(() => name),
    x: own.map(({ start, end }) => Math.min(end, to) - Math.max(start, from)),
    base: own.map(({ start }) => Math.max(start, from)),
    text: own.map(({ label }) => label),
    ...{ textposition: "inside", insidetextanchor: "middle", textangle: 0 },
    insidetextfont: { color: "white", size: 11 },
    marker: {
      color: own.map(({ label }) => colours.get(label)!),
      line: { color: "white", width: 1 },
    },
    hovertemplate: "%{text}<extra></extra>",
  }));
}

/** Moments, as lines across a panel from the bottom to the top of `range`. */
export function moments(
  name: string,
  times: ArrayLike<number>,
  [low, high]: readonly [number, number],
  look: {
    readonly colour: string;
    readonly dash?: "solid" | "dash" | "dot";
    readonly panel: Panel;
  },
): Part {
  const at = Array.from(times);
  return line({
    ...{ ...look, name, width: 1.2, legend: true, hover: "%{x:.2f} s<extra></extra>" },
    x: at.flatMap((time) => [time, time, null]),
    y: at.flatMap(() => [low, high, null]),
  });
}
