/** What becomes of each class while a network learns: a panel per way of training, a line per class. */
import { type Figure, literalFigure } from "../figure.ts";
import { hoverTemplate } from "../literal.ts";
import { nothingToShow } from "./nothing.ts";
import { legendUnderTitle, panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { classColours } from "../theme.ts";

/** A line per class, with one x for all: recalls, such as the mean over seeds. */
export interface RecallPanel {
  /** The way of training; the panel's title. */
  readonly name: string;
  /** A class each. */
  readonly lines: readonly {
    /** The class; gives the line its colour. */
    readonly name: string;
    /** Steps or epochs, ascending. */
    readonly x: readonly number[];
    /** Its recall there, 0 to 1. */
    readonly y: readonly number[];
  }[];
}

/** Small multiples with the same axes, every class in its colour; the class asked for is drawn thicker.
 *
 * @param options.thick a class that is to be told from the others, such as the new one
 * @returns where no panel has a line, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const lines = ["edm", "rap"].map((name) => ({ name, x: [0, 30], y: [0, .9] }));
 * const { data } = recallPanels([{ name: "EDM alone", lines }], { title: "Forgetting", thick: "edm" });
 * assertEquals(data.map(({ name }) => name), ["edm", "rap"]);
 * ```
 */
export function recallPanels(
  all: readonly RecallPanel[],
  { title, thick, xTitle = "step" }: { title: string; thick?: string; xTitle?: string },
): Figure {
  if (!all.some(({ lines }) => lines.some(({ x }) => x.length > 0))) {
    return nothingToShow(title, "no training was looked at to its end");
  }
  const columns = Math.min(3, all.length), height = 160 + 220 * Math.ceil(all.length / columns);
  const { panel, layout } = panels(all.length, {
    columns,
    shared: true,
    titles: all.map(({ name }) => name),
    xTitle,
    yTitle: "recall (share found)",
    x: { rangemode: "tozero", nticks: 5 },
    y: { range: [-.02, 1.02] },
  });
  const classes = [...new Set(all.flatMap(({ lines }) => lines.map(({ name }) => name)))].sort();
  const colours = classColours(classes);
  const data = all.flatMap(({ lines }, p) =>
    lines.map(({ name, x, y }): Part => ({
      type: "scatter",
      mode: "lines",
      ...panel[p].axes,
      name,
      legendgroup: name,
      showlegend: p === all.findIndex((other) => other.lines.some((line) => line.name === name)),
      x: [...x],
      y: [...y],
      line: { color: colours[classes.indexOf(name)], width: name === thick ? 4 : 2 },
      hovertemplate: hoverTemplate`${name}, ${xTitle} %{x}: %{y:.3f}<extra></extra>`,
    }))
  );
  return literalFigure(data, {
    title: { text: title },
    height,
    ...layout,
    ...legendUnderTitle(height),
  });
}
