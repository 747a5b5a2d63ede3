/** Learning curves: what training and validation say, epoch by epoch. */
import { type Figure, literalFigure } from "../figure.ts";
import { nothingToShow } from "./nothing.ts";
import { legendUnderTitle, panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, INK } from "../theme.ts";
import { withUnit } from "./units.ts";

/** The history of one training. */
export interface Curve {
  /** One entry per epoch, in order. */
  readonly epochs: readonly {
    /** Number of the epoch, from 1. */
    readonly epoch: number;
    /** Mean cross-entropy of the training rows, in nats. */
    readonly loss: number;
    /** Share of training rows classified right, from 0 to 1. */
    readonly accuracy: number;
    /** Mean cross-entropy of the validation rows, in nats. */
    readonly validationLoss?: number;
    /** Share of validation rows classified right, from 0 to 1. */
    readonly validationAccuracy?: number;
    /** At the epoch's last step. */
    readonly learningRate?: number;
    /** Seconds since the training began. */
    readonly seconds: number;
  }[];
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
  const columns = curve as Readonly<Record<string, readonly number[]>>;
  const at = (name: string, i: number) => columns[name]?.[i];
  return {
    bestEpoch,
    epochs: (columns.loss ?? []).map((loss, i) => ({
      epoch: at("epoch", i) ?? i + 1,
      loss,
      accuracy: at("accuracy", i) ?? NaN,
      validationLoss: at("validationLoss", i),
      validationAccuracy: at("validationAccuracy", i),
      learningRate: at("learningRate", i),
      seconds: at("seconds", i) ?? NaN,
    })),
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
  const { panel, layout } = panels(2, {
    columns: 2,
    xTitle: "epoch",
    gap: { x: .12 },
    x: epochAxis(epochs.at(-1)!.epoch),
  });
  const epoch = epochs.map((e) => e.epoch);
  const markers = epochs.length === 1 ? "markers" : "lines"; // one epoch makes no line
  const trace = (at: number, name: string, y: (number | undefined)[], dash: string): Part => ({
    type: "scatter",
    mode: markers,
    name,
    legendgroup: name,
    showlegend: at === 0,
    ...panel[at].axes,
    x: epoch,
    y: y.map((value) => value ?? null),
    line: { color: COLOURS.blue, width: 2, dash },
    marker: { color: COLOURS.blue, symbol: dash === "dash" ? "circle-open" : "circle" },
  });
  const data = [
    trace(0, "training", epochs.map((e) => e.loss), "dash"),
    trace(1, "training", epochs.map((e) => e.accuracy), "dash"),
  ];
  if (epochs.some((e) => e.validationLoss !== undefined)) {
    data.push(
      trace(0, "validation", epochs.map((e) => e.validationLoss), "solid"),
      trace(1, "validation", epochs.map((e) => e.validationAccuracy), "solid"),
    );
  }
  const yTitles = [withUnit("loss"), withUnit("accuracy")];
  for (const [i, key] of ["yaxis", "yaxis2"].entries()) {
    layout[key] = { ...layout[key] as Part, title: { text: yTitles[i], standoff: 8 } };
  }
  return literalFigure(data, {
    title: { text: title },
    height: 400,
    ...layout,
    ...(bestEpoch === undefined
      ? {}
      : bestEpochLines(bestEpoch, epoch.at(-1)!, panel.map((p) => p.axes))),
    ...legendUnderTitle(400, { top: 84 }),
  });
}

/** From 0 with at most six ticks, all at whole epochs. */
export function epochAxis(last: number): Part {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500].find((step) => last / step <= 6);
  return { rangemode: "tozero", tick0: 0, dtick: step ?? Math.ceil(last / 6) };
}

/** A dotted line at the best epoch in every panel, named once. */
function bestEpochLines(
  epoch: number,
  last: number,
  axes: { xaxis: string; yaxis: string }[],
): Part {
  const early = epoch < last / 3; // no room for words to its left
  return {
    shapes: axes.map(({ xaxis, yaxis }) => ({
      type: "line",
      xref: xaxis,
      yref: `${yaxis} domain`,
      x0: epoch,
      x1: epoch,
      y0: 0,
      y1: 1,
      line: { color: INK.muted, width: 1.5, dash: "dot" },
    })),
    annotations: [{
      text: `best epoch ${epoch}`,
      xref: axes[0].xaxis,
      yref: `${axes[0].yaxis} domain`,
      x: epoch,
      y: 1,
      yanchor: "top",
      xanchor: early ? "left" : "right",
      xshift: early ? 3 : -3,
      showarrow: false,
      font: { size: 11, color: INK.muted },
    }],
  };
}
