/** Small multiples: several pairs of axes in one figure. */
import type { Part } from "../spec.ts";
import { INK } from "../theme.ts";

/** One pair of axes. */
export interface Panel {
  /** For a trace: `{ ...panel.axes, x: …, y: … }`. */
  readonly axes: { readonly xaxis: string; readonly yaxis: string };
  /** First column, last row: where axis titles belong. */
  readonly left: boolean;
  readonly bottom: boolean;
}

/** Layout options of a grid of panels. */
interface PanelOptions {
  /** Panels side by side. */
  columns?: number;
  /** A heading over each panel. */
  titles?: readonly string[];
  xTitle?: string;
  yTitle?: string;
  /** Settings of every x axis, of every y axis. */
  x?: Part;
  y?: Part;
  /** All panels have the same axes, and numbers stand at the outer ones alone. */
  shared?: boolean;
  /** Space between panels, as a share of the figure. */
  gap?: { x?: number; y?: number };
}

/** A legend in one row between the title and the axes of a figure of that height.
 *
 * @param margin.top pixels from the figure's upper edge to the axes: 100 leaves room for panels' headings
 * @param margin.bottom pixels from the axes to the lower edge */
export function legendUnderTitle(height: number, { top = 100, bottom = 52 } = {}): Part {
  return {
    margin: { l: 64, r: 24, t: top, b: bottom },
    legend: {
      orientation: "h",
      x: 0,
      xref: "paper",
      xanchor: "left",
      y: 1 - 42 / height,
      yref: "container",
      yanchor: "top",
    },
  };
}

const suffix = (i: number) => (i === 0 ? "" : String(i + 1));

/** `count` panels row by row, and the layout that holds them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { panel, layout } = panels(2, { columns: 2 });
 * assertEquals(panel[1].axes, { xaxis: "x2", yaxis: "y2" });
 * assertEquals((layout.xaxis as { domain: number[] }).domain[0], 0);
 * ```
 */
export function panels(
  count: number,
  options: PanelOptions = {},
): { panel: Panel[]; layout: Part } {
  const { columns = Math.min(count, 3), titles = [], shared = false, gap = {} } = options;
  const rows = Math.ceil(count / columns);
  const gapX = gap.x ?? (shared ? .03 : .09);
  const gapY = gap.y ?? (shared ? .22 : .36) / rows;
  const width = (1 - gapX * (columns - 1)) / columns;
  const height = (1 - gapY * (rows - 1)) / rows;
  const panel: Panel[] = [], layout: Part = {}, annotations: Part[] = [];
  for (let i = 0; i < count; i++) {
    const column = i % columns, row = Math.floor(i / columns);
    const left = column === 0, bottom = i + columns >= count;
    const x0 = column * (width + gapX), y1 = 1 - row * (height + gapY);
    panel.push({ axes: { xaxis: `x${suffix(i)}`, yaxis: `y${suffix(i)}` }, left, bottom });
    layout[`xaxis${suffix(i)}`] = {
      domain: [x0, x0 + width],
      anchor: `y${suffix(i)}`,
      ...(shared ? { ...(i > 0 && { matches: "x" }), showticklabels: bottom } : {}),
      ...(bottom && options.xTitle ? { title: { text: options.xTitle, standoff: 8 } } : {}),
      ...options.x,
    };
    layout[`yaxis${suffix(i)}`] = {
      domain: [Math.max(0, y1 - height), y1],
      anchor: `x${suffix(i)}`,
      ...(shared ? { ...(i > 0 && { matches: "y" }), showticklabels: left } : {}),
      ...(left && options.yTitle ? { title: { text: options.yTitle, standoff: 8 } } : {}),
      ...options.y,
    };
    if (titles[i] !== undefined) {
      annotations.push({
        text: titles[i],
        showarrow: false,
        x: x0 + width / 2,
        xref: "paper",
        xanchor: "center",
        y: y1,
        yref: "paper",
        yanchor: "bottom",
        yshift: 2,
        font: { size: 13, color: INK.text },
      });
    }
  }
  return { panel, layout: { ...layout, annotations } };
}
