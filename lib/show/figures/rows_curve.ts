/** Learning curves over the number of rows. */
import type { Figure } from "../figure.ts";
import { type Line, lines } from "./lines.ts";
import { nothingToShow } from "./nothing.ts";
import { COLOURS } from "../theme.ts";
import { withUnit } from "./units.ts";

/** One training on part of the rows, as `learningCurveOverRows` of the study gives it. */
export interface RowsTrained {
  /** How many rows were learnt from. */
  readonly rows: number;
  /** Of rows that were not learnt from; accuracy from 0 to 1. */
  readonly scores: Readonly<Record<string, number>>;
  /** Of the rows that were learnt from. */
  readonly trainingScores: Readonly<Record<string, number>>;
}

/** Accuracy against the number of training rows: training dashed, validation solid, one colour per model;
 * the line is the mean over repeats, the band reaches from the lowest to the highest.
 *
 * @returns where no model has points, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const at = (rows: number, a: number, b: number) => ({ rows, scores: { accuracy: a }, trainingScores: { accuracy: b } });
 * const { data } = curvesOverRows({ tree: [at(10, .25, 1), at(10, .75, 1), at(90, .6, .8)] });
 * assertEquals(data.filter(({ fill }) => !fill)[1].y, [.5, .6]);
 * ```
 */
export function curvesOverRows(
  models: Readonly<Record<string, readonly RowsTrained[]>>,
  { title = "Accuracy by number of training rows" } = {},
): Figure {
  const entries = Object.entries(models).filter(([, points]) => points.length > 0);
  if (entries.length === 0) {
    return nothingToShow(title, "no model was trained on any number of rows");
  }
  const palette = Object.values(COLOURS);
  const series = entries.flatMap(([name, points], i): Line[] => {
    const x = [...new Set(points.map(({ rows }) => rows))].sort((a, b) => a - b);
    const line = (
      what: string,
      of: (point: RowsTrained) => number,
      dash: "solid" | "dash",
    ): Line => {
      const all = x.map((rows) => points.filter((point) => point.rows === rows).map(of));
      return {
        name: `${name}, ${what}`,
        x,
        y: all.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
        low: all.map((values) => Math.min(...values)),
        high: all.map((values) => Math.max(...values)),
        dash,
        colour: palette[i % palette.length],
      };
    };
    return [
      line("training", ({ trainingScores }) => trainingScores.accuracy, "dash"),
      line("validation", ({ scores }) => scores.accuracy, "solid"),
    ];
  });
  return lines(series, {
    title,
    xTitle: "training rows",
    yTitle: withUnit("accuracy"),
    xLog: true,
    markers: true,
  });
}
