/** How large a picture is to be shown. */

const PLOTLY = "application/vnd.plotly.v1+json";

/** The metadata of an output that holds a figure and its picture, which has more pixels than the figure: shown in the
 * figure's own size, all figures of a notebook have letters of one size. Of any other output, nothing.
 *
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html#display-data
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { encodePng } from "../../show/drawing/png.ts";
 * const png = encodePng({ width: 12, height: 6, pixels: new Uint8Array(12 * 6 * 4) }).toBase64();
 * const figure = { "application/vnd.plotly.v1+json": { layout: { height: 4 } }, "image/png": png };
 * assertEquals(pictureSize(figure), { "image/png": { width: 8, height: 4 } });
 * assertEquals(pictureSize({ "image/png": png }), {});
 * ```
 */
export function pictureSize(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { [PLOTLY]: figure, "image/png": png } = data;
  const { height } = (figure as { layout?: { height?: unknown } } | undefined)?.layout ?? {};
  if (typeof png !== "string" || typeof height !== "number") return {};
  const header = new DataView(Uint8Array.fromBase64(png.slice(0, 32)).buffer); // PNG's first 24 bytes
  const width = Math.round(header.getUint32(16) * height / header.getUint32(20));
  return { "image/png": { width, height } };
}
