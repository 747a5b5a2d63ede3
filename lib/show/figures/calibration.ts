/** Whether probabilities mean what they say. */
import type { ProbabilityBin } from "../../evaluation/metrics/curves.ts";
import type { Figure } from "../figure.ts";
import { diagonal, line } from "../marks/marks.ts";
import { panels } from "../marks/panels.ts";
import { paletteColour } from "../theme.ts";

/** As much of an evaluated model as the figure needs. */
export interface Calibrated {
  /** Stands in the legend. */
  readonly name: string;
  /** Its predictions, from the least confident to the most. */
  calibration(): readonly ProbabilityBin[];
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
  const range = [0, 1.01];
  const drawn = models.map((model, i) => ({
    ...{ name: model.name, colour: paletteColour(i) },
    bins: model.calibration().filter(({ count }) => count > 0),
  }));
  const confidence = "confidence (highest probability)";
  const above = { domain: [.32, 1], range, title: { text: "accuracy (share right)" } };
  const below = { domain: [0, .24], rangemode: "tozero", title: { text: "predictions" } };
  return panels(["accuracy", "count"] as const, {
    ...{ title, columns: 1, height: () => 560 },
    x: (i) => ({
      range,
      ...(i === 0 ? { showticklabels: false } : { title: { text: confidence } }),
    }),
    y: (i) => i === 0 ? above : below,
    layout: {
      width: 600,
      margin: { l: 64, r: 24, t: 56, b: 52 },
      legend: { x: .02, xanchor: "left", y: .98, yanchor: "top", bgcolor: "rgba(255,255,255,.8)" },
    },
  }, (what, panel, i) => [
    ...(i === 0 ? [diagonal(panel)] : []),
    ...drawn.map(({ name, colour, bins }) =>
      line({
        ...{ name, colour, panel, legend: i === 0, dots: 7, width: i === 0 ? 2 : 1.5 },
        x: bins.map(({ confidence }) => confidence),
        y: bins.map((bin) => bin[what]),
      })
    ),
  ]);
}
