/** Validation curves: what training and validation say as one setting grows. */
import { InputError } from "../../core/errors.ts";
import { type Figure, literalFigure } from "../figure.ts";
import { logAxis } from "./lines.ts";
import { legendUnderTitle, type Panel, panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS } from "../theme.ts";
import { withUnit } from "./units.ts";

/** One value of a setting, such as `validationCurve` of the study gives. */
export interface ValidationPoint {
  /** What the setting was. */
  readonly value: number;
  /** Mean scores of the validation rows; accuracy from 0 to 1. */
  readonly mean: Readonly<Record<string, number>>;
  /** Mean scores of the training rows. */
  readonly trainingMean: Readonly<Record<string, number>>;
}

/** Small multiples, one panel per setting: training dashed, validation solid, a ring around the best
 * validation. Settings that span more than a factor of 12 are drawn logarithmically.
 *
 * @param curves by the setting's name; values ascending
 * @throws {InputError} when a setting has no values, or there is none
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const at = (value: number, a: number, b: number) => ({ value, mean: { accuracy: a }, trainingMean: { accuracy: b } });
 * const { data } = validationCurves({ "tree: maxDepth": [at(2, .4, .4), at(8, .5, .6), at(20, .4, 1)] });
 * assertEquals(data.at(-1)!.x, [8]); // the ring
 * ```
 */
export function validationCurves(
  curves: Readonly<Record<string, readonly ValidationPoint[]>>,
  { title = "Training and validation accuracy by setting" } = {},
): Figure {
  const names = Object.keys(curves), empty = names.find((name) => curves[name].length === 0);
  if (names.length === 0 || empty !== undefined) {
    throw new InputError("validation curves need values of a setting", { found: empty ?? "none" });
  }
  const columns = Math.min(3, names.length), rows = Math.ceil(names.length / columns);
  const height = 150 + 240 * rows;
  const { panel, layout } = panels(names.length, {
    columns,
    titles: names,
    yTitle: withUnit("accuracy"),
    gap: { x: .07, y: .2 / rows },
  });
  const all = Object.values(curves).flat()
    .flatMap(({ mean, trainingMean }) => [mean.accuracy, trainingMean.accuracy]);
  const low = Math.min(...all), more = .05 * (Math.max(...all) - low || 1);
  names.forEach((name, i) => {
    const key = panel[i].axes.xaxis.replace("x", "xaxis"), y = key.replace("x", "y");
    layout[key] = { ...layout[key] as Part, ...xAxis(curves[name].map(({ value }) => value)) };
    layout[y] = { ...layout[y] as Part, range: [low - more, Math.max(...all) + more] };
  });
  return literalFigure(names.flatMap((name, i) => traces(curves[name], panel[i], i === 0)), {
    title: { text: title },
    height,
    ...layout,
    ...legendUnderTitle(height),
  });
}

function xAxis(values: readonly number[]): Part {
  const ticks = {
    tickvals: values,
    ticktext: values.map(String),
    tickfont: { size: 11 },
    tickangle: 0,
  };
  return values[0] > 0 && values.at(-1)! / values[0] > 12
    ? { ...logAxis([values], true), ...ticks }
    : ticks;
}

function traces(points: readonly ValidationPoint[], { axes }: Panel, first: boolean): Part[] {
  const line = (name: string, of: (p: ValidationPoint) => number, dash: string, color: string) => ({
    type: "scatter",
    mode: "lines+markers",
    name,
    legendgroup: name,
    showlegend: first,
    ...axes,
    x: points.map(({ value }) => value),
    y: points.map(of),
    line: { color, width: 2, dash },
    marker: { color, size: 5 },
  });
  const best = points.reduce((a, b) => b.mean.accuracy > a.mean.accuracy ? b : a);
  return [
    line("training", (point) => point.trainingMean.accuracy, "dash", COLOURS.orange),
    line("validation", (point) => point.mean.accuracy, "solid", COLOURS.blue),
    {
      type: "scatter",
      mode: "markers",
      name: "best validation",
      legendgroup: "best",
      showlegend: first,
      ...axes,
      x: [best.value],
      y: [best.mean.accuracy],
      marker: { symbol: "circle-open", size: 13, color: COLOURS.vermilion, line: { width: 2 } },
    },
  ];
}
