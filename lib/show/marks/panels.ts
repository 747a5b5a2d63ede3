/** Small multiples: several pairs of axes in one figure. */
import { type Figure, literalFigure } from "../figure.ts";
import type { Part } from "../spec.ts";
import { INK } from "../theme.ts";

/** One pair of axes. */
export interface Panel {
  /** The names that traces and shapes know them by. */
  readonly axes: { readonly xaxis: string; readonly yaxis: string };
}

/** Settings of an axis, the same in all panels or by the panel's number. */
type AxisOf = Part | ((panel: number) => Part);

/** What may be said of any figure. */
interface PlotOptions {
  readonly title: string;
  /** In pixels; 450 where nothing is said. */
  readonly height?: number;
  readonly xTitle?: string;
  readonly yTitle?: string;
  readonly x?: Part;
  readonly y?: Part;
  /** Under the title, with the figure's margins in pixels. */
  readonly legend?: {
    readonly top?: number;
    readonly bottom?: number;
    readonly itemsizing?: "constant";
  };
  /** What else the layout says. */
  readonly layout?: Part;
}

/** How panels are laid out; `xTitle` stands under the last row, `yTitle` left of the first column. */
interface PanelsOptions extends Omit<PlotOptions, "height" | "x" | "y" | "legend"> {
  /** Over each panel. */
  readonly headings?: readonly string[];
  /** Panels side by side; at most 3 where nothing is said. */
  readonly columns?: number;
  /** In pixels, by the number of rows. */
  readonly height: (rows: number) => number;
  readonly x?: AxisOf;
  readonly y?: AxisOf;
  /** All panels have the same axes, and numbers stand at the outer ones alone. */
  readonly shared?: boolean;
  /** Space between columns, as a share of the figure; between rows, as a share of a row. */
  readonly gap?: { readonly x?: number; readonly y?: number };
  /** False where there is none. */
  readonly legend?: PlotOptions["legend"] | false;
}

/** One pair of axes, and the marks on it. */
export function plot(
  marks: readonly Part[],
  { title, height = 450, xTitle, yTitle, x, y, legend, layout }: PlotOptions,
): Figure {
  const titled = (text?: string) => text === undefined ? {} : { title: { text } };
  return literalFigure(marks, {
    title: { text: title },
    height,
    ...(legend && legendUnderTitle(height, legend)),
    xaxis: { ...titled(xTitle), ...x },
    yaxis: { ...titled(yTitle), ...y },
    ...layout,
  });
}

/** The axes of panel `i`, the first is 0. */
export function panelAt(i: number): Panel {
  const n = i === 0 ? "" : i + 1;
  return { axes: { xaxis: `x${n}`, yaxis: `y${n}` } };
}

/** A panel per item, row by row, with the marks that `draw` makes of it; by default under one legend. */
export function panels<Item>(
  items: readonly Item[],
  options: PanelsOptions,
  draw: (item: Item, panel: Panel, i: number) => readonly Part[],
): Figure {
  const { columns = Math.min(items.length, 3), shared = false, legend = {}, gap = {} } = options;
  const rows = Math.ceil(items.length / columns), height = options.height(rows);
  const gapX = gap.x ?? (shared ? .03 : .09), gapY = (gap.y ?? (shared ? .22 : .36)) / rows;
  const wide = (1 - gapX * (columns - 1)) / columns, high = (1 - gapY * (rows - 1)) / rows;
  const layout: Part = {}, annotations: Part[] = [];
  const data = items.flatMap((item, i) => {
    const left = i % columns === 0, bottom = i + columns >= items.length;
    const x0 = (i % columns) * (wide + gapX), y1 = 1 - Math.floor(i / columns) * (high + gapY);
    const n = i === 0 ? "" : String(i + 1);
    const axis = (letter: "x" | "y", outer: boolean, given: AxisOf = {}, title?: string): Part => ({
      anchor: `${letter === "x" ? "y" : "x"}${n}`,
      ...(shared && { showticklabels: outer, ...(i > 0 && { matches: letter }) }),
      ...(outer && title && { title: { text: title, standoff: 8 } }),
      ...(typeof given === "function" ? given(i) : given),
    });
    layout[`xaxis${n}`] = {
      domain: [x0, x0 + wide],
      ...axis("x", bottom, options.x, options.xTitle),
    };
    layout[`yaxis${n}`] = {
      domain: [Math.max(0, y1 - high), y1],
      ...axis("y", left, options.y, options.yTitle),
    };
    const text = options.headings?.[i];
    if (text !== undefined) {
      annotations.push({
        ...{ text, showarrow: false, font: { size: 13, color: INK.text } },
        ...{ x: x0 + wide / 2, xref: "paper", xanchor: "center" },
        ...{ y: y1, yref: "paper", yanchor: "bottom", yshift: 2 },
      });
    }
    return draw(item, panelAt(i), i);
  });
  return literalFigure(data, {
    title: { text: options.title },
    height,
    ...layout,
    annotations,
    ...(legend ? legendUnderTitle(height, legend) : { showlegend: false }),
    ...options.layout,
  });
}

/** A legend in one row between the title and the axes of a figure of that height. */
function legendUnderTitle(
  height: number,
  { top = 100, bottom = 52, ...more }: NonNullable<PlotOptions["legend"]>,
): Part {
  return {
    margin: { l: 64, r: 24, t: top, b: bottom },
    legend: {
      ...{ orientation: "h", x: 0, xref: "paper", xanchor: "left" },
      ...{ y: 1 - 42 / height, yref: "container", yanchor: "top", ...more },
    },
  };
}
