/** Sound along time: waves, pictures, curves and labels under each other, all on one axis. */
import { type Frames, frameTimes, seconds, type Sound } from "../../audio/sound.ts";
import { InputError } from "../../core/errors.ts";
import type { Figure } from "../figure.ts";
import { literalFigure } from "../figure.ts";
import { line } from "../marks/marks.ts";
import { panelAt } from "../marks/panels.ts";
import { moments, picture, type Segment, segments, wave } from "../marks/time.ts";
import type { Part } from "../spec.ts";
import { COLOURS, INK, paletteColour } from "../theme.ts";

/** What any strip of a timeline may say. */
export interface AnyTrack {
  /** Stands above it. */
  readonly heading: string;
  /** Moments in seconds, by their names: lines across the track. */
  readonly moments?: Readonly<Record<string, ArrayLike<number>>>;
}

/** One strip of a {@linkcode timeline}: a sound; frames as a picture, whose rows stand for frequencies in Hz or have
 * names (an empty one is not written); frames of one value as curves, by their names; segments with labels, by the names of their rows. */
export type TimeTrack =
  & AnyTrack
  & (
    | { readonly wave: Sound }
    | {
      readonly picture: Frames;
      readonly unit: string;
      readonly hz?: ArrayLike<number>;
      readonly rows?: readonly string[];
      readonly range?: readonly [number, number];
      /** Each row less its mean, in its standard deviations: for rows that differ in size. */
      readonly standardised?: boolean;
    }
    | { readonly curves: Readonly<Record<string, Frames>>; readonly unit: string }
    | { readonly segments: Readonly<Record<string, readonly Segment[]>> }
  );

/** What part of the time is shown. */
export interface TimelineOptions {
  /** The figure's title. */
  readonly title: string;
  /** Seconds; the beginning where nothing is said. */
  readonly from?: number;
  /** Seconds; the end where nothing is said. */
  readonly to?: number;
}

const GAP = 40, TITLE = 60, LEGEND = 24, BOTTOM = 48, WIDTH = 860;
/** Colours of moments: those of neighbours differ on blue pictures, too. */
const OF_MOMENTS = [
  ...[COLOURS.vermilion, COLOURS.green, COLOURS.black, COLOURS.purple, "#882255", COLOURS.orange],
];

/** Strips under each other on one axis of time: what a sound looks like, and what was heard in it.
 *
 * @throws {InputError} when there is no strip, or none tells how long the time is
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8));
 * const { layout } = timeline([
 *   { heading: "A tone", wave: { samples, rate: 22050 }, moments: { beats: [0, .5] } },
 *   { heading: "Chords", segments: { found: [{ start: 0, end: 1, label: "A:maj" }] } },
 * ], { title: "One second" });
 * assertEquals((layout.xaxis2 as { range: number[] }).range, [0, 1]);
 * ```
 */
export function timeline(
  tracks: readonly TimeTrack[],
  { title, from = 0, to = Math.max(...tracks.map(lengthOf)) }: TimelineOptions,
): Figure {
  if (tracks.length === 0 || !(to > from)) {
    throw new InputError("a timeline without time", {
      found: `${tracks.length} strips from ${from} to ${to} seconds`,
      expected: "at least one strip that lasts",
    });
  }
  const heights = tracks.map(heightOf);
  const inner = heights.reduce((sum, own) => sum + own, 0) + GAP * (tracks.length - 1);
  const layout: Part = {}, annotations: Part[] = [], data: Part[] = [];
  const named = [...new Set(tracks.flatMap(({ moments = {} }) => Object.keys(moments)))];
  let top = 0;
  tracks.forEach((track, i) => {
    const n = i === 0 ? "" : i + 1, last = i === tracks.length - 1, panel = panelAt(i);
    const domain = [1 - (top + heights[i]) / inner, 1 - top / inner];
    const { marks, axis, range } = drawn(track, [from, to], i, domain, inner);
    data.push(
      ...marks,
      ...Object.entries(track.moments ?? {}).map(([name, times], k, all) => {
        const colour = OF_MOMENTS[named.indexOf(name) % OF_MOMENTS.length];
        const shown = Array.from(times).filter((time) => time >= from && time <= to);
        const first = tracks.findIndex(({ moments = {} }) => name in moments) === i;
        const mark = moments(name, shown, sharedOut(range, k, all.length), { colour, panel });
        return { ...mark, showlegend: first };
      }),
    );
    layout[`xaxis${n}`] = {
      ...{ range: [from, to], anchor: `y${n}`, showticklabels: last, showgrid: false },
      ...(i > 0 && { matches: "x" }),
      ...(last && { title: { text: "seconds", standoff: 6 } }),
    };
    layout[`yaxis${n}`] = { domain: domain.map((d) => Math.max(0, d)), anchor: `x${n}`, ...axis };
    annotations.push({
      ...{ text: track.heading, showarrow: false, font: { size: 13, color: INK.text } },
      ...{ x: 0, xref: "paper", xanchor: "left" },
      ...{ y: domain[1], yref: "paper", yanchor: "bottom", yshift: 3 },
    });
    top += heights[i] + GAP;
  });
  const isNamed = data.some(({ showlegend }) => showlegend === true);
  const t = TITLE + (isNamed ? LEGEND : 0), height = inner + t + BOTTOM;
  return literalFigure(data, {
    ...{
      title: { text: title },
      height,
      width: WIDTH,
      ...layout,
      annotations,
      bargap: .12,
      barmode: "overlay",
      uniformtext: { minsize: 8, mode: "hide" },
    },
    margin: { l: 64, r: 84, t, b: BOTTOM },
    legend: {
      ...{ orientation: "h", x: 0, xref: "paper", xanchor: "left" },
      ...{ y: 1 + LEGEND / inner, yref: "paper", yanchor: "bottom" },
    },
    showlegend: isNamed,
  });
}

/** How long a strip's time is, in seconds. */
function lengthOf(track: TimeTrack): number {
  if ("wave" in track) return seconds(track.wave);
  const of = ({ rows, hopLength, rate }: Frames) => (rows - 1) * hopLength / rate;
  if ("picture" in track) return of(track.picture);
  if ("curves" in track) return Math.max(...Object.values(track.curves).map(of));
  return Math.max(...Object.values(track.segments).flat().map(({ end }) => end));
}

function heightOf(track: TimeTrack): number {
  if ("wave" in track) return 84;
  if ("picture" in track) return 170;
  return "curves" in track ? 100 : 14 + 30 * Object.keys(track.segments).length;
}

/** Each of several kinds of moments has a part of the height to itself, so that none hides another. */
function sharedOut(
  [low, high]: readonly [number, number],
  k: number,
  count: number,
): readonly [number, number] {
  const step = (high - low) / count;
  return [high - (k + 1) * step, high - k * step];
}

/** A strip's marks, the rest of its vertical axis, and from where to where that reaches. */
function drawn(
  track: TimeTrack,
  time: readonly [number, number],
  i: number,
  domain: readonly number[],
  inner: number,
): { marks: readonly Part[]; axis: Part; range: readonly [number, number] } {
  const panel = panelAt(i);
  if ("wave" in track) {
    const { marks, range } = wave(track.wave, time, {
      panel,
      opacity: track.moments ? .4 : undefined, // lines upon it are to be seen
    });
    return { marks, range, axis: { range, nticks: 3 } };
  }
  if ("picture" in track) {
    const { picture: frames, unit, hz, rows = frames.names, range: limits, standardised } = track;
    const bar = { len: (domain[1] - domain[0]) * inner, lenmode: "pixels", thickness: 10 };
    const at = { y: (domain[0] + domain[1]) / 2, yanchor: "middle", x: 1.01 };
    const { marks, height } = picture(frames, time, {
      ...{ unit, range: limits, standardised, panel, bar: { ...bar, ...at } },
    });
    const range = [-.5, height - .5] as const, scale = height / frames.names.length;
    const named = rows.map((text, at) => ({ text, at })).filter(({ text }) => text !== "");
    const ticks = hz ? ticksOf(hz) : named;
    return {
      ...{ marks, range },
      axis: {
        ...{ range, tickmode: "array", showgrid: false, ...(hz && { title: { text: "Hz" } }) },
        tickvals: ticks.map(({ at }) => (at + .5) * scale - .5),
        ticktext: ticks.map(({ text }) => text),
        ...(ticks.length > 9 && { tickfont: { size: 10 } }),
      },
    };
  }
  if ("segments" in track) {
    const names = Object.keys(track.segments), range = [names.length - .5, -.5] as const;
    const axis = { type: "category", categoryarray: names, range, ticks: "", showgrid: false };
    return { marks: segments(track.segments, time, panel), range, axis };
  }
  const all = Object.entries(track.curves);
  const most = all.reduce(
    (most, [, { data }]) => data.reduce((a, b) => Math.max(a, b), most),
    1e-9,
  );
  const least = all.reduce(
    (least, [, { data }]) => data.reduce((a, b) => Math.min(a, b), least),
    0,
  );
  const range = [least, least + 1.08 * (most - least)] as const;
  return {
    ...{ range, axis: { range, nticks: 4, title: { text: track.unit } } },
    marks: all.map(([name, frames], k) => {
      const x = frameTimes(frames),
        own = [...x.keys()].filter((t) => x[t] >= time[0] && x[t] <= time[1]);
      return line({
        ...{ name, panel, colour: paletteColour(k), width: 1.3, legend: all.length > 1 },
        x: own.map((t) => x[t]),
        y: own.map((t) => frames.data[t]),
      });
    }),
  };
}

/** Round frequencies, and where they stand among ascending ones. */
function ticksOf(hz: ArrayLike<number>): { readonly text: string; readonly at: number }[] {
  const rows = Array.from(hz), round = [50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];
  const isLinear = rows.length > 2 &&
    Math.abs(rows.at(-1)! - rows.at(-2)! - (rows[1] - rows[0])) < 1e-6 * rows.at(-1)!;
  const wanted = isLinear ? evenly(rows.at(-1)!) : round;
  return wanted.flatMap((value) => {
    const above = rows.findIndex((own) => own >= value);
    if (above < 0 || above === 0 && rows[0] > value) return [];
    const low = rows[above - 1] ?? value,
      share = above === 0 ? 0 : (value - low) / (rows[above] - low);
    return [{ text: value.toLocaleString("en-US"), at: above === 0 ? 0 : above - 1 + share }];
  }).filter(({ at }, i, all) => i === 0 || at - all[i - 1].at > rows.length / 20);
}

/** Four or five round numbers up to `most`. */
function evenly(most: number): number[] {
  const step = [100, 200, 500, 1000, 2000, 2500, 5000, 10000, 20000]
    .find((step) => most / step <= 6) ?? 50000;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}
