/** The figures of executed notebooks as files of the site: a picture at once, the interactive figure on demand. */
import { Buffer } from "node:buffer";
import { writeAtomically } from "../../core/atomic.ts";
import { attributes, type Html, html } from "./html.ts";

/** What an output offers to show, by MIME type. */
export type Bundle = Readonly<Record<string, unknown>>;

/** A figure on the site. */
export interface SiteFigure {
  /** Its files, without ending, from the site's root: "figures/01_stats/3". */
  readonly path: string;
  /** What it shows, in words. */
  readonly title: string;
  /** In CSS pixels; undefined of a drawing that does not tell. */
  readonly width?: number;
  readonly height?: number;
  /** Whether there is an interactive form. */
  readonly live: boolean;
  /** Whether it has panels side by side, many columns or many names: it cannot be squeezed into a narrow screen. */
  readonly panels?: boolean;
  /** The picture's ending. */
  readonly format?: "png" | "svg";
}

/** The trace types that plotly.js-cartesian draws: figures that hold others stay pictures. */
const DRAWN = new Set([
  ...["scatter", "bar", "box", "heatmap", "histogram", "histogram2d", "histogram2dcontour"],
  ...["image", "pie", "contour", "scatterternary", "violin"],
]);

/** How many pixels of the notebooks' pictures make one of the page. */
const SCALE = 1.5;

const PLOTLY = "application/vnd.plotly.v1+json";
const textOf = (value: unknown): string => [value].flat().join("");

interface PlotlySpec {
  data: { type?: string; x?: unknown; mode?: string; text?: unknown }[];
  layout?: { height?: number; xaxis2?: unknown; annotations?: unknown[] };
}

/** How many columns with names, and how many points with names, a narrow screen holds. */
const COLUMNS = 8, NAMES = 12;

const lengthOf = (value: unknown): number => Array.isArray(value) ? value.length : 0;

/** Whether a narrow screen must scroll to it. */
function isWide({ data, layout }: PlotlySpec): boolean {
  const maps = data.filter(({ type }) => type === "heatmap");
  const columns = maps.map(({ x }) => Array.isArray(x) && typeof x[0] === "string" ? x.length : 0);
  const written = data.filter(({ mode }) => mode?.includes("text")).map(({ text }) =>
    lengthOf(text)
  );
  const names = maps.length ? 0 : Math.max(lengthOf(layout?.annotations), ...written);
  return layout?.xaxis2 !== undefined || Math.max(0, ...columns) > COLUMNS || names > NAMES;
}

function specOf(bundle: Bundle): PlotlySpec | undefined {
  const spec = bundle[PLOTLY] as PlotlySpec | undefined;
  const drawn = Array.isArray(spec?.data) &&
    spec.data.every((trace) => DRAWN.has(trace?.type ?? "scatter"));
  return drawn ? spec : undefined;
}

/** Whether an output is a figure or a picture. */
export const isFigure = (bundle: Bundle): boolean =>
  "image/png" in bundle || "image/svg+xml" in bundle || specOf(bundle) !== undefined;

/** The title that a figure gives itself in `text/plain`; "" where there is none. */
export const titleOf = (bundle: Bundle): string =>
  textOf(bundle["text/plain"] ?? "").match(/^\[figure: (.*) \(\d+ traces?: .*\)\]$/s)?.[1] ?? "";

/** Width and height that stand in a PNG's header. */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Writes a figure's files: `<path>.png` (or .svg), and `<path>.js`, which hands the Plotly figure to the page.
 * A script, since a page from the disk may load scripts and no data.
 *
 * @param folder the site's
 * @param path from the site's root, without ending
 */
export async function writeFigure(
  bundle: Bundle,
  { folder, path, title }: { folder: string; path: string; title: string },
): Promise<SiteFigure> {
  const spec = specOf(bundle), png = bundle["image/png"], svg = bundle["image/svg+xml"];
  if (spec) {
    const call = `studyFigure(${JSON.stringify(path)}, ${JSON.stringify(spec)});\n`;
    await writeAtomically(`${folder}/${path}.js`, call);
  }
  const panels = spec !== undefined && isWide(spec);
  const common = { path, title, live: spec !== undefined, panels };
  if (png) {
    const bytes = Buffer.from(textOf(png), "base64");
    await writeAtomically(`${folder}/${path}.png`, bytes);
    const { width, height } = sizeOf(bytes);
    return { ...common, width: width / SCALE, height: height / SCALE, format: "png" };
  }
  if (svg) {
    await writeAtomically(`${folder}/${path}.svg`, textOf(svg));
    return { ...common, format: "svg" };
  }
  return { ...common, width: 800, height: spec?.layout?.height ?? 450 };
}

/** A figure as a page shows it.
 * @param options.root the way from the page to the site's root, such as "../"
 * @param options.id its anchor
 * @param options.button by which it becomes interactive
 * @param options.named false where its title stands beside it already */
export function figureHtml(
  { path, title, width, height, live, panels, format }: SiteFigure,
  { root, id, button = true, named = true }: {
    root: string;
    id?: string;
    button?: boolean;
    named?: boolean;
  },
): Html {
  const size = width && { width: Math.round(width), height: Math.round(height!) };
  const picture = format && {
    src: `${root}${path}.${format}`,
    alt: !named ? "" : title ? `Figure: ${title}` : "Figure",
    ...size,
    decoding: "async", // and not lazily: on paper, and where nobody scrolls, all pictures are there
  };
  const box = [["width", width], ["height", height]].filter(([, value]) => value)
    .map(([name, value]) => `--${name}:${Math.round(Number(value))}px`).join(";");
  const own = { id, "data-figure": live ? path : undefined, style: box || undefined };
  const explore = `Explore the figure${title && ` “${title}”`}`;
  return html`
    <figure class="${panels ? "figure panels" : "figure"}" ${attributes(own)}>
      ${picture && html`<img${attributes(picture)}>`}
      ${live && button &&
        html`<button type="button" class="explore" aria-label="${explore}">Explore</button>`}
    </figure>
  `;
}
