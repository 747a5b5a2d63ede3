/** The little of a 2D canvas that Plotly's heatmaps need: filled rectangles or raw pixels, and a picture at the end. */
import { Buffer } from "node:buffer";
import { encodePng } from "./png.ts";

/** Red, green, blue, opacity, each from 0 to 255. */
type Rgba = [number, number, number, number];

/** `#rrggbb`, `rgb(…)` or `rgba(…)`; anything else is black. */
function parseColour(css: string): Rgba {
  const hex = /^#([0-9a-f]{6})$/i.exec(css.trim());
  if (hex) {
    const value = parseInt(hex[1], 16);
    return [value >> 16, (value >> 8) & 255, value & 255, 255];
  }
  const parts = /^rgba?\(([^)]+)\)$/.exec(css.trim())?.[1].split(",").map(Number);
  return parts ? [parts[0], parts[1], parts[2], 255 * (parts[3] ?? 1)] : [0, 0, 0, 255];
}

/** Up to so many rectangles are told as such: resvg draws them in a tenth of the time that enlarged pixels take. */
const MOST_RECTANGLES = 4000;

/** A canvas of `width` × `height` pixels, transparent at first. */
export class Canvas {
  fillStyle = "#000000";
  readonly pixels: Uint8ClampedArray;
  /** What was filled, as SVG; undefined where pixels were put or there is too much of it. */
  #rectangles: string[] | undefined = [];

  constructor(readonly width: number, readonly height: number) {
    this.pixels = new Uint8ClampedArray(4 * width * height);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const colour = parseColour(this.fillStyle);
    const within = (value: number, limit: number) => Math.min(limit, Math.max(0, value));
    const left = within(Math.round(Math.min(x, x + width)), this.width);
    const right = within(Math.round(Math.max(x, x + width)), this.width);
    const top = within(Math.round(Math.min(y, y + height)), this.height);
    const bottom = within(Math.round(Math.max(y, y + height)), this.height);
    if (this.#rectangles && this.#rectangles.length < MOST_RECTANGLES) {
      const [red, green, blue, opacity] = colour;
      this.#rectangles.push(
        `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" ` +
          `fill="rgb(${red},${green},${blue})" fill-opacity="${opacity / 255}"/>`,
      );
    } else this.#rectangles = undefined;
    const [pixel] = new Uint32Array(Uint8ClampedArray.from(colour).buffer);
    const pixels = new Uint32Array(this.pixels.buffer);
    for (let row = top; row < bottom; row++) {
      pixels.fill(pixel, row * this.width + left, row * this.width + right);
    }
  }

  createImageData(width: number, height: number) {
    return { width, height, data: new Uint8ClampedArray(4 * width * height) };
  }

  putImageData(image: { width: number; height: number; data: Uint8ClampedArray }, x = 0, y = 0) {
    this.#rectangles = undefined;
    for (let row = 0; row < image.height; row++) {
      const from = 4 * row * image.width;
      this.pixels.set(
        image.data.subarray(from, from + 4 * image.width),
        4 * ((y + row) * this.width + x),
      );
    }
  }

  toDataURL(): string {
    if (this.#rectangles) {
      const size = `width="${this.width}" height="${this.height}"`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size} shape-rendering="crispEdges">` +
        `${this.#rectangles.join("")}</svg>`;
      return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
    }
    return `data:image/png;base64,${encodePng(this).toBase64()}`;
  }
}
