/** Pixels as a PNG file (ISO/IEC 15948), every row unfiltered. */
import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";

/** A picture, row by row from the top: red, green, blue and opacity of each pixel; or, where there is a palette, its
 * number there. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array | Uint8ClampedArray;
  /** At most 256 colours: red, green, blue of each. */
  readonly palette?: Uint8Array;
}

/** A picture as a PNG file.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const png = encodePng({ width: 1, height: 1, pixels: Uint8Array.of(0), palette: Uint8Array.of(255, 0, 0) });
 * assertEquals(String.fromCharCode(...png.subarray(1, 4)), "PNG");
 * ```
 */
export function encodePng({ width, height, pixels, palette }: Pixels): Uint8Array {
  const stride = (palette ? 1 : 4) * width, raw = new Uint8Array(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    raw.set(pixels.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, palette ? 3 : 6, 0, 0, 0], 8);
  return Buffer.concat([
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk("IHDR", header),
    ...(palette ? [chunk("PLTE", palette)] : []),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", new Uint8Array()),
  ]);
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
