/** Figures as still pictures, without a browser: Plotly draws into jsdom, resvg turns SVG into PNG. */
import { dejavu } from "./drawing/font.ts";
import { plain, type Spec, staticSize } from "./spec.ts";
import { encodePng } from "./drawing/png.ts";
import { plotlyWindow } from "./drawing/window.ts";

/** A figure as an SVG document.
 *
 * Trace types that need WebGL (scattergl, scatter3d, maps) cannot be drawn.
 *
 * @param figure a Plotly spec; its layout's width and height (default 800 × 450 pixels) are the picture's
 * @throws {Error} Plotly's own message when it cannot draw the spec
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * const svg = await toSvg({ data: [{ type: "bar", x: ["rap", "rock"], y: [3, 4] }], layout: {} });
 * assert(svg.includes(">rock</text>"));
 * ```
 */
export async function toSvg(figure: Spec): Promise<string> {
  const window = await plotlyWindow(), size = staticSize(figure.layout);
  // parsed inside the window: Plotly asks `instanceof Array` of that window's Array
  const spec = window.JSON.parse(JSON.stringify(plain(figure)));
  const options = { format: "svg", ...size, imageDataOnly: true };
  const svg: string = await window.Plotly.toImage(spec, options);
  // resvg knows the older name of "do not smooth a heatmap's cells", and no quotes around an id
  return svg.replace(/image-rendering: *pixelated/g, "image-rendering: optimizeSpeed")
    .replace(/url\((['"]|&quot;)(#[^'"&)]+)\1\)/g, "url($2)");
}

let wasm: Promise<typeof import("@resvg/resvg-wasm")> | undefined;

/** The renderer, its WebAssembly compiled once. */
function renderer(): Promise<typeof import("@resvg/resvg-wasm")> {
  wasm ??= (async () => {
    const resvg = await import("@resvg/resvg-wasm");
    await resvg.initWasm(
      await Deno.readFile(new URL(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"))),
    );
    return resvg;
  })();
  return wasm;
}

/** A figure as a PNG file, in DejaVu Sans on white.
 *
 * @param figure a Plotly spec
 * @param options.scale picture pixels per figure pixel
 * @throws {Error} Plotly's own message when it cannot draw the spec
 */
export async function toPng(figure: Spec, { scale = 2 } = {}): Promise<Uint8Array> {
  return await rasterise(await toSvg(figure), scale);
}

/** An SVG document as a PNG file, of so many pixels for each of its own. */
export async function rasterise(svg: string, scale: number): Promise<Uint8Array> {
  const [{ regular, bold }, { Resvg }] = await Promise.all([dejavu(), renderer()]);
  const picture = new Resvg(svg, {
    background: "white",
    fitTo: { mode: "zoom", value: scale },
    font: {
      fontBuffers: [regular.bytes, bold.bytes],
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  const image = picture.render(), { width, height, pixels } = image;
  const png = encodePng({ width, height, pixels }); // a quarter of the time that resvg's own takes, and smaller
  image.free();
  picture.free();
  return png;
}
