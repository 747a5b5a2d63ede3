/** A network as a picture: its layers from left to right. */
import { InputError } from "../../core/errors.ts";
import type { HiddenSettings } from "../../nn/hidden.ts";
import type { Figure } from "../figure.ts";
import { hoverTemplate, markup } from "../literal.ts";
import { HIDDEN } from "../marks/axes.ts";
import { dot, line } from "../marks/marks.ts";
import { plot } from "../marks/panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, faded, INK } from "../theme.ts";

/** As much of a network's plan as its picture shows. */
export interface DiagramPlan
  extends Pick<HiddenSettings, "layers">, Partial<Pick<HiddenSettings, "batchNorm" | "dropout">> {
  /** Columns that it reads. */
  readonly inputs: number;
  /** Units of the last layer. */
  readonly classes: number;
  /** Written beneath each hidden layer. */
  readonly activation?: string;
}

/** Units of a layer that are drawn; of a wider one the rest is told by its number alone. */
const MOST = 11;

/** Heights of the units drawn, the middle at 0; a wide layer leaves a gap in the middle for three dots. */
function places(units: number): number[] {
  const drawn = Math.min(units, MOST), wide = units > MOST;
  const heights = Array.from({ length: drawn }, (_, i) => (drawn - 1) / 2 - i);
  return wide ? heights.filter((height) => height !== 0) : heights;
}

/** Circles for units, a line from each unit to each of the next layer, and beneath how many there are, what
 * they compute and how many weights lead to them.
 *
 * @throws {InputError} when a layer has no units
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data } = networkDiagram({ inputs: 14, classes: 5, layers: [128, 64] });
 * assertEquals(data.length, 3 + 4); // the lines between, then the units
 * ```
 */
export function networkDiagram(
  { inputs, classes, layers, activation = "relu", batchNorm = false, dropout = 0 }: DiagramPlan,
  { title = "The network" } = {},
): Figure {
  const sizes = [inputs, ...layers, classes], bad = sizes.find((size) => !(size >= 1));
  if (bad !== undefined) {
    throw new InputError("a layer without units", { found: bad, expected: "1 or more" });
  }
  const weights = (i: number) =>
    `${((sizes[i - 1] + 1) * sizes[i]).toLocaleString("en-US")} weights`;
  const does = [batchNorm && "batch norm", activation, dropout > 0 && `dropout ${dropout}`]
    .filter(Boolean).join(", ");
  const last = sizes.length - 1;
  const columns = sizes.map((units, i) => {
    if (i === 0) return { units, title: "inputs", below: "", colour: INK.muted };
    const below = markup`${i === last ? "softmax" : does}<br>${weights(i)}`;
    return i === last
      ? { units, title: "classes", below, colour: COLOURS.vermilion }
      : { units, title: `hidden ${i}`, below, colour: COLOURS.blue };
  });
  const edges = columns.slice(1).map((to, i) => {
    const ends = places(columns[i].units).flatMap((a) => places(to.units).map((b) => [a, b]));
    return line({
      x: ends.flatMap(() => [i, i + 1, null]),
      y: ends.flatMap(([a, b]) => [a, b, null]),
      ...{ colour: faded(INK.axis, .45), width: .6, hover: false },
    });
  });
  const units = columns.map(({ units, title, colour }, i) =>
    dot({
      ...{ x: places(units).map(() => i), y: places(units), size: 14, colour },
      more: { line: { color: "white", width: 1 } },
      hover: hoverTemplate`${title}: ${units}<extra></extra>`,
    })
  );
  const text = (x: number, y: number, text: unknown, more: Part = {}): Part => ({
    ...{ x, y, text, showarrow: false, ...more },
  });
  const top = MOST / 2 + .6;
  return plot([...edges, ...units], {
    ...{ title, height: 460, x: { ...HIDDEN, range: [-.6, columns.length - .4] } },
    y: { ...HIDDEN, range: [-top - 2, top + .6] },
    layout: {
      width: Math.max(640, 200 * columns.length),
      showlegend: false,
      margin: { l: 24, r: 24, t: 56, b: 16 },
      annotations: columns.flatMap((layer, x) => [
        text(x, top, markup`<b>${layer.units}</b> ${layer.title}`),
        text(x, -top, layer.below, { yanchor: "top", font: { size: 11, color: INK.muted } }),
        ...(layer.units > MOST ? [text(x, 0, "⋮", { font: { size: 18 } })] : []),
      ]),
    },
  });
}
