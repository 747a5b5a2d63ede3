/** Learning curves: what training and validation say, epoch by epoch. */
import type { Epoch } from "../../nn/history.ts";
import type { Figure } from "../figure.ts";
import { epochAxis, withUnit } from "../marks/axes.ts";
import { dot, line, rule } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { panelAt, panels } from "../marks/panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, INK } from "../theme.ts";

/** The history of one training. */
export interface Curve {
  /** One entry per epoch, in order. */
  readonly epochs: readonly (
    & Pick<Epoch, "epoch" | "loss" | "accuracy" | "validationLoss" | "validationAccuracy">
    & Partial<Pick<Epoch, "learningRate" | "seconds">>
  )[];
  /** The epoch whose weights were kept. */
  readonly bestEpoch?: number;
}

/** A training's history, or the numbers per epoch by name that a run's record holds. */
export type CurveLike = Curve | Readonly<Record<string, readonly number[]>>;

/** Either form as a {@linkcode Curve}; epochs count from 1 where the record does not say. */
export function toCurve(curve: CurveLike, bestEpoch?: number): Curve {
  const { epochs } = curve as Curve;
  if (Array.isArray(epochs) && typeof epochs[0] !== "number") {
    return { epochs, bestEpoch: (curve as Curve).bestEpoch ?? bestEpoch };
  }
  const columns = Object.entries(curve as Readonly<Record<string, readonly number[]>>);
  const at = (i: number) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]]));
  const [, loss = []] = columns.find(([name]) => name === "loss") ?? [];
  return {
    bestEpoch,
    epochs: loss.map((_, i) => ({ epoch: i + 1, ...at(i) } as Curve["epochs"][number])),
  };
}

/** Loss and accuracy of one training side by side: training dashed, validation solid, best epoch dotted.
 *
 * @returns where no epoch was trained, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const epochs = [
 *   { epoch: 1, loss: 1.4, accuracy: .4, validationLoss: 1.3, validationAccuracy: .45, seconds: 1 },
 *   { epoch: 2, loss: 1.2, accuracy: .5, validationLoss: 1.25, validationAccuracy: .5, seconds: 1 },
 * ];
 * assertEquals(learningCurve({ epochs, bestEpoch: 2 }).data.length, 4);
 * ```
 */
export function learningCurve(history: CurveLike, { title = "Learning curve" } = {}): Figure {
  const { epochs, bestEpoch } = toCurve(history);
  if (epochs.length === 0) return nothingToShow(title, "no epoch was trained");
  const x = epochs.map(({ epoch }) => epoch), last = x.at(-1)!;
  const quantities = [
    { name: "loss", training: "loss", validation: "validationLoss" },
    { name: "accuracy", training: "accuracy", validation: "validationAccuracy" },
  ] as const;
  const validated = epochs.some(({ validationLoss }) => validationLoss !== undefined);
  return panels(
    quantities,
    {
      ...{ title, height: () => 400, legend: { top: 84 }, xTitle: "epoch", gap: { x: .12 } },
      x: epochAxis(last),
      y: (i) => ({ title: { text: withUnit(quantities[i].name), standoff: 8 } }),
      layout: bestEpoch === undefined ? {} : bestEpochLines(bestEpoch, last),
    },
    (quantity, panel, i) =>
      (validated ? ["training", "validation"] as const : ["training"] as const).map((name) => {
        const dash = name === "training" ? "dash" : "solid", colour = COLOURS.blue;
        const y = epochs.map((epoch) => epoch[quantity[name]] ?? null);
        if (x.length > 1) return line({ name, x, y, colour, dash, panel, legend: i === 0 });
        const symbol = dash === "dash" ? "circle-open" : "circle"; // one epoch makes no line
        return dot({ name, x, y, colour, size: 6, more: { symbol }, panel, legend: i === 0 });
      }),
  );
}

/** A dotted line at the best epoch in both panels, named once. */
function bestEpochLines(epoch: number, last: number): Part {
  const early = epoch < last / 3; // no room for words to its left
  return {
    shapes: [0, 1].map((i) => rule(epoch, panelAt(i))),
    annotations: [{
      ...{ text: `best epoch ${epoch}`, xref: "x", yref: "y domain", x: epoch, y: 1 },
      ...{ yanchor: "top", xanchor: early ? "left" : "right", xshift: early ? 3 : -3 },
      ...{ showarrow: false, font: { size: 11, color: INK.muted } },
    }],
  };
}
