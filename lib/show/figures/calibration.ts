/** Whether probabilities mean what they say. */
import { type Figure, literalFigure } from "../figure.ts";
import { panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, INK } from "../theme.ts";

/** Predictions of one model whose confidence is alike. */
export interface CalibrationBin {
  /** Mean of the highest probability. */
  readonly confidence: number;
  /** Share of them that is right. */
  readonly accuracy: number;
  /** How many predictions there are. */
  readonly count: number;
}

/** As much of an evaluated model as the figure needs. */
export interface Calibrated {
  /** Stands in the legend. */
  readonly name: string;
  /** Its predictions, from the least confident to the most. */
  calibration(): readonly CalibrationBin[];
}

/** Accuracy against confidence, and below it how many predictions stand behind each point. On the dotted
 * line a model is right as often as it says; below it, it says too much.
 *
 * @param models evaluated models; empty bins are left out
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const bins = [{ confidence: .4, accuracy: .5, count: 9 }, { confidence: NaN, accuracy: NaN, count: 0 }];
 * assertEquals(calibrationCurve([{ name: "mlp", calibration: () => bins }]).data[1].x, [.4]);
 * ```
 */
export function calibrationCurve(
  models: readonly Calibrated[],
  { title = "Calibration" } = {},
): Figure {
  const palette = Object.values(COLOURS);
  const { panel, layout } = panels(2, { columns: 1, gap: { y: .08 } });
  const data: Part[] = [{
    type: "scatter",
    mode: "lines",
    ...panel[0].axes,
    x: [0, 1],
    y: [0, 1],
    line: { color: INK.axis, width: 1, dash: "dot" },
    hoverinfo: "skip",
    showlegend: false,
  }];
  for (const [i, { name }] of models.entries()) {
    const bins = models[i].calibration().filter(({ count }) => count > 0),
      colour = palette[i % palette.length];
    const shared = {
      x: bins.map(({ confidence }) => confidence),
      name,
      legendgroup: name,
      marker: { color: colour, size: 7 },
    };
    data.push(
      {
        type: "scatter",
        mode: "lines+markers",
        ...panel[0].axes,
        ...shared,
        y: bins.map(({ accuracy }) => accuracy),
        line: { color: colour, width: 2 },
      },
      {
        type: "scatter",
        mode: "lines+markers",
        ...panel[1].axes,
        ...shared,
        y: bins.map(({ count }) => count),
        line: { color: colour, width: 1.5 },
        showlegend: false,
      },
    );
  }
  const range = [0, 1.01];
  return literalFigure(data, {
    title: { text: title },
    width: 600,
    height: 560,
    ...layout,
    xaxis: { ...layout.xaxis as Part, range, showticklabels: false },
    yaxis: {
      ...layout.yaxis as Part,
      range,
      domain: [.32, 1],
      title: { text: "accuracy (share right)" },
    },
    xaxis2: {
      ...layout.xaxis2 as Part,
      range,
      title: { text: "confidence (highest probability)" },
    },
    yaxis2: {
      ...layout.yaxis2 as Part,
      domain: [0, .24],
      rangemode: "tozero",
      title: { text: "predictions" },
    },
    legend: { x: .02, xanchor: "left", y: .98, yanchor: "top", bgcolor: "rgba(255,255,255,.8)" },
  });
}
