/// <reference lib="dom" />
/** Pictures on canvases: columns of shades, and shares of classes over time. */
import { SEQUENTIAL } from "../../../../show/theme.ts";

const channels = (colour: string) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
/** The house's light-to-dark blue in 256 shades, each as a pixel. */
const SHADES = Uint32Array.from({ length: 256 }, (_, i) => {
  const amount = i / 255, upper = Math.max(1, SEQUENTIAL.findIndex(([at]) => at >= amount));
  const [from, a] = SEQUENTIAL[upper - 1], [to, b] = SEQUENTIAL[upper];
  const part = (amount - from) / (to - from), end = channels(b);
  const [red, green, blue] = channels(a).map((x, c) => Math.round(x + part * (end[c] - x)));
  return 255 << 24 | blue << 16 | green << 8 | red; // little-endian, as every machine that runs a browser
});

/** The most columns that a canvas holds: more are averaged. */
const WIDTH = 900;

/** Draws rows of a table as columns, the first value at the bottom.
 *
 * @param range values of the lightest and of the darkest shade
 * @param room how many columns there is room for: fewer stand at the right */
export function drawColumns(
  canvas: HTMLCanvasElement,
  rows: Float32Array,
  height: number,
  [least, most]: readonly [number, number],
  room = rows.length / height,
): void {
  const count = rows.length / height, step = Math.max(1, Math.ceil(room / WIDTH));
  const width = Math.max(1, Math.ceil(room / step)), first = width - Math.ceil(count / step);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d")!, image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let x = Math.max(0, first); x < width; x++) {
    const from = (x - first) * step, to = Math.min(count, from + step);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let c = from; c < to; c++) sum += rows[c * height + y];
      const amount = (sum / (to - from) - least) / (most - least || 1);
      pixels[(height - 1 - y) * width + x] =
        SHADES[Math.round(255 * Math.min(1, Math.max(0, amount)))];
    }
  }
  context.putImageData(image, 0, 0);
}

/** Draws shares of classes as areas on top of each other.
 *
 * @param places where each row stands, from 0 to 1 */
export function drawShares(
  canvas: HTMLCanvasElement,
  rows: Float32Array,
  places: readonly number[],
  colours: readonly string[],
): void {
  const k = colours.length, width = canvas.width = WIDTH, height = canvas.height = 160;
  const context = canvas.getContext("2d")!;
  if (places.length === 0) return;
  const below = new Float64Array(places.length);
  for (let g = 0; g < k; g++) {
    const above = below.map((share, i) => share + rows[i * k + g]);
    const point = (share: number, i: number) => [places[i] * width, height * (1 - share)] as const;
    context.beginPath();
    above.forEach((share, i) => context.lineTo(...point(share, i)));
    for (let i = places.length - 1; i >= 0; i--) context.lineTo(...point(below[i], i));
    context.closePath();
    context.fillStyle = colours[g];
    context.fill();
    below.set(above);
  }
}
