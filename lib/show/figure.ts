/** A figure that a notebook shows: interactive where Plotly can run, a still picture everywhere else. */
import { spelledOut } from "./literal.ts";
import { type Part, plain, type Spec } from "./spec.ts";
import { TEMPLATE } from "./theme.ts";

// A notebook's names hide the platform's, in modules too: this is held from the start.
const { Deno } = globalThis;
const display = Symbol.for("Jupyter.display");

/** A Plotly spec that Jupyter knows how to show. It is plain data: change `layout` or add traces at will. */
export interface Figure extends Spec {
  /** Plotly traces. */
  readonly data: Part[];
  /** Plotly layout; the house's style is its `template`. */
  readonly layout: Part;
}

/** What a notebook's front end may choose from. */
export interface FigureBundle extends Record<string, unknown> {
  "application/vnd.plotly.v1+json": { data: unknown; layout: Part; config: Part };
  /** base64 */
  "image/png"?: string;
  "text/plain": string;
}

class PlotlyFigure implements Figure {
  constructor(readonly data: Part[], readonly layout: Part) {}

  async [display](): Promise<Record<string, unknown>> {
    const spec = plain({ data: this.data, layout: this.layout }) as Figure, text = describe(this);
    if (Deno.env.get(UNDRAWN_VARIABLE)) return { [UNDRAWN]: spec, "text/plain": text };
    const { toPng } = await import("./static.ts"); // jsdom and Plotly load only when something is shown
    return figureBundle(spec, await toPng(spec, { scale: PICTURE_SCALE }), text);
  }
}

/** Set by who draws the still pictures of a kernel's figures itself, beside the cells (publish/notebook/still_pictures.ts):
 * the kernel hands on their specs. */
export const UNDRAWN_VARIABLE = "FIGURES_UNDRAWN";
/** The MIME type of a figure whose picture is still to be drawn. */
export const UNDRAWN = "application/vnd.study.figure+json";
/** Pixels of a still picture for one of the figure. */
export const PICTURE_SCALE = 1.5;

/** A figure as a notebook keeps it.
 * @param png its still picture, where there is one
 * @param text for those who see neither */
export function figureBundle(
  { data, layout }: Spec,
  png: Uint8Array | undefined,
  text: string,
): FigureBundle {
  const { width: _, ...rest } = layout; // the interactive one is as wide as its page
  return {
    "application/vnd.plotly.v1+json": {
      data,
      layout: { ...rest, autosize: true },
      config: { responsive: true, displaylogo: false, typesetMath: false }, // a $ is a dollar
    },
    ...(png && { "image/png": png.toBase64() }),
    "text/plain": text,
  };
}

/** A figure of `data` in the house style; whatever `layout` says comes before the style.
 *
 * @param data Plotly traces
 * @param layout Plotly layout; `width` and `height` (800 × 450 pixels when left out) size the still
 * picture, the interactive one is as wide as its page
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const points = figure([{ type: "scatter", x: [1, 2], y: [3, 4] }], { title: { text: "Two points" } });
 * assertEquals(points.data.length, 1);
 * ```
 */
export function figure(data: readonly Part[], layout: Part = {}): Figure {
  return new PlotlyFigure([...data], { template: TEMPLATE, height: 450, ...layout });
}

/** As {@linkcode figure}, for texts that come from data: each is shown as it is written, tags and all, unless it is
 * `markup`. Every figure of the house is made so. */
export function literalFigure(data: readonly Part[], layout: Part = {}): Figure {
  return figure(data.map(spelledOut), spelledOut(layout));
}

/** One line for those who see neither picture. */
export function describe({ data, layout }: Spec): string {
  const title = layout.title as { text?: string } | string | undefined;
  const text = (typeof title === "string" ? title : title?.text ?? "untitled")
    .replace(/<br>/g, " ").replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<").replace(/&amp;/g, "&");
  const kinds = [...new Set(data.map((trace) => String(trace.type ?? "scatter")))].join(", ");
  return `[figure: ${text} (${data.length} ${data.length === 1 ? "trace" : "traces"}: ${kinds})]`;
}
