/** Pictures of a sound over time, as markup: its wave, its spectrogram, its chroma, any frames. */
import { InputError } from "../../core/errors.ts";
import { chromaStft } from "../../audio/chroma.ts";
import { powerToDb } from "../../audio/decibels.ts";
import { melSpectrogram } from "../../audio/mel.ts";
import { hzToMel } from "../../audio/mel_filters.ts";
import { pooled } from "../../audio/pooled.ts";
import { type Frames, seconds, type Sound } from "../../audio/sound.ts";
import { encodePng } from "../drawing/png.ts";
import { escapeHtml } from "../format.ts";
import { SEQUENTIAL } from "../theme.ts";

/** Frames to be drawn below a sound. One column is a line; several are rows of a heatmap, the first at the bottom. */
export interface FramesPicture {
  /** What is drawn. */
  readonly title: string;
  /** Frames over the same time. */
  readonly frames: Frames;
  /** Values of the lightest and the darkest colour, or of a line's lower and upper edge; the data's without it. */
  readonly range?: readonly [least: number, most: number];
}

/** A picture of a sound: one that is known by its name, or frames of one's own. */
export type Picture = "waveform" | "spectrogram" | "chromagram" | FramesPicture;

/** A picture as HTML: its title above it, it, and marks to its left. */
export function drawPicture(picture: Picture, sound: Sound): string {
  switch (picture) {
    case "waveform":
      return framed("Waveform", "wave", waveform(sound));
    case "spectrogram":
      return framed("Mel spectrogram (dB)", "mel", melPicture(sound));
    case "chromagram": {
      const chroma = chromaStft(sound);
      const ticks = chroma.names.map((name, i) => [name, (i + .5) / 12] as const);
      const shown = ticks.filter((_, i) => i % 2 === 0);
      return framed("Chroma", "chroma", heat(chroma, sound, [0, 1]) + marks(shown));
    }
  }
  if (typeof picture !== "object") {
    throw new InputError("a picture of a sound", {
      found: picture,
      expected: "waveform, spectrogram, chromagram, or { title, frames }",
    });
  }
  const { title, frames, range = extent(frames.data) } = picture;
  if (frames.shape.length !== 1 || frames.rows === 0) {
    throw new InputError(`frames to be drawn as “${title}”`, {
      found: `${frames.rows} × [${frames.shape}]`,
      expected: "one row of numbers for each moment",
    });
  }
  const drawn = frames.names.length === 1 ? line(frames, sound, range) : heat(frames, sound, range);
  return framed(title, frames.names.length < 40 ? "rows" : "mel", drawn);
}

const framed = (title: string, kind: string, drawn: string): string =>
  `<p class="pane-title">${escapeHtml(title)}</p><div class="pane ${kind}">${drawn}</div>`;

/** Marks to the left of a picture: what, and how far up, from 0 to 1. */
const marks = (ticks: readonly (readonly [name: string, up: number])[]): string =>
  ticks.map(([name, up]) => `<span class="tick" style="bottom:${percent(up)}">${name}</span>`)
    .join("");

/** A share as CSS has it. */
export const percent = (share: number): string => `${Number((100 * share).toFixed(2))}%`;

const WIDTH = 600;

/** From the lowest to the highest sample in each of some hundred stretches of time. */
function waveform({ samples }: Sound): string {
  const columns = Math.min(WIDTH, samples.length), upper: string[] = [], lower: string[] = [];
  let peak = 1e-6;
  for (const x of samples) peak = Math.max(peak, Math.abs(x));
  for (let c = 0; c < columns; c++) {
    const from = Math.floor(c * samples.length / columns);
    const to = Math.max(from + 1, Math.floor((c + 1) * samples.length / columns));
    let low = Infinity, high = -Infinity;
    for (let i = from; i < to; i++) {
      low = Math.min(low, samples[i]);
      high = Math.max(high, samples[i]);
    }
    upper.push(`${c} ${Math.round(50 - 49 * high / peak)}`);
    lower.push(`${c} ${Math.round(51 - 49 * low / peak)}`);
  }
  const path = `M${[...upper, ...lower.reverse()].join("L")}Z`;
  return svg(`<path d="${path}"/>`, columns);
}

const svg = (drawn: string, width: number): string =>
  `<svg viewBox="0 0 ${width} 101" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>`;

/** One column of frames as a line. */
function line(frames: Frames, sound: Sound, [least, most]: readonly [number, number]): string {
  const { data, rows: width } = narrowed(frames), high = most > least ? most - least : 1;
  const up = (value: number) => Math.min(1, Math.max(0, (value - least) / high));
  const points = Array.from(data, (value, i) => `${i + .5} ${(99 - 97 * up(value)).toFixed(1)}`);
  const path = `<path class="line" d="M${points.join("L")}" vector-effect="non-scaling-stroke"/>`;
  return `<div style="width:${percent(share(frames, sound))}">${svg(path, width)}</div>`;
}

function melPicture(sound: Sound): string {
  const mel = powerToDb(melSpectrogram(sound)), [, most] = extent(mel.data);
  const top = hzToMel(sound.rate / 2), up = (hz: number) => hzToMel(hz) / top;
  const ticks = [[500, "500"], [1000, "1k"], [2000, "2k"], [4000, "4k"], [8000, "8k"]] as const;
  const shown = ticks.filter(([hz]) => hz < .95 * sound.rate / 2);
  const named = shown.map(([hz, name], i) =>
    [i === shown.length - 1 ? `${name} Hz` : name, up(hz)] as const
  );
  return heat(mel, sound, [most - 80, most]) + marks(named);
}

/** Shades of a heatmap: few enough for small files, more than an eye tells apart side by side. */
const SHADES = 64;

/** The house's light-to-dark blue. */
const PALETTE = Uint8Array.from(
  Array.from({ length: SHADES }, (_, shade) => shadeColour(shade / (SHADES - 1))).flat(),
);

function shadeColour(amount: number): number[] {
  const next = SEQUENTIAL.findIndex(([at]) => at >= amount), upper = Math.max(1, next);
  const [[from, a], [to, b]] = [SEQUENTIAL[upper - 1], SEQUENTIAL[upper]];
  const part = (amount - from) / (to - from);
  return [1, 3, 5].map((at) => {
    const [x, y] = [a, b].map((colour) => parseInt(colour.slice(at, at + 2), 16));
    return Math.round(x + part * (y - x));
  });
}

/** Frames as columns of shades. */
function heat(frames: Frames, sound: Sound, [least, most]: readonly [number, number]): string {
  const { data, rows: width } = narrowed(frames), height = frames.names.length;
  const pixels = new Uint8Array(width * height), high = most > least ? most - least : 1;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const amount = Math.min(1, Math.max(0, (data[x * height + y] - least) / high));
      pixels[(height - 1 - y) * width + x] = Math.round(amount * (SHADES - 1)) || 0;
    }
  }
  const png = encodePng({ width, height, pixels, palette: PALETTE }).toBase64();
  return `<img alt="" src="data:image/png;base64,${png}" ` +
    `style="width:${percent(share(frames, sound))}">`;
}

/** Which part of a picture's width frames take: their last one may reach beyond the sound's end. */
const share = ({ rows, hopLength, rate }: Frames, sound: Sound): number =>
  rows * hopLength / rate / seconds(sound);

/** Means over as many neighbouring frames as leave no more columns than a screen shows. */
const narrowed = (frames: Frames) => pooled(frames, Math.ceil(frames.rows / WIDTH));

/** The smallest and the largest number. */
function extent(values: Float32Array): [number, number] {
  let least = Infinity, most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return Number.isFinite(least) && Number.isFinite(most) ? [least, most] : [0, 1];
}
