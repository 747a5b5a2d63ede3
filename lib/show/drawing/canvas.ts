/** The little of a 2D canvas that Plotly's heatmaps need: filled rectangles, raw pixels, a PNG at the end. */
import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

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

/** A canvas of `width` × `height` pixels, transparent at first. */
export class Canvas {
  fillStyle = "#000000";
  readonly pixels: Uint8ClampedArray;

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
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        this.pixels.set(colour, 4 * (row * this.width + column));
      }
    }
  }

  createImageData(width: number, height: number) {
    return { width, height, data: new Uint8ClampedArray(4 * width * height) };
  }

  putImageData(image: { width: number; height: number; data: Uint8ClampedArray }, x = 0, y = 0) {
    for (let row = 0; row < image.height; row++) {
      const from = 4 * row * image.width;
      this.pixels.set(
        image.data.subarray(from, from + 4 * image.width),
        4 * ((y + row) * this.width + x),
      );
    }
  }

  toDataURL(): string {
    return `data:image/png;base64,${Buffer.from(this.#png()).toString("base64")}`;
  }

  /** PNG (ISO/IEC 15948): 8-bit RGBA, every row unfiltered. */
  #png(): Uint8Array {
    const stride = 4 * this.width, raw = new Uint8Array(this.height * (stride + 1));
    for (let row = 0; row < this.height; row++) {
      raw.set(this.pixels.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
    }
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([8, 6, 0, 0, 0], 8);
    return Buffer.concat([
      Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
      chunk("IHDR", header),
      chunk("IDAT", deflateSync(raw)),
      chunk("IEND", new Uint8Array()),
    ]);
  }
}

/** Length, type, data, checksum of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, "latin1");
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}
