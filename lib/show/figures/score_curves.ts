/** What training and validation say as something grows: a setting, or the number of rows. */
import { InputError } from "../../core/errors.ts";
import { metricOf } from "../../evaluation/metrics/registry.ts";
import type { CurvePoint } from "../../evaluation/score_curve.ts";
import type { Figure } from "../figure.ts";
import { logAxis, padded, withUnit } from "../marks/axes.ts";
import { band, dot, line, spread } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { type Panel, panels } from "../marks/panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS } from "../theme.ts";

/** One fit, and what it is worth. */
export type ScoredPoint =
  & Pick<CurvePoint, "value" | "scores">
  & Partial<Pick<CurvePoint, "trainingScores">>;

/** A curve, such as an experiment's `validationCurve` and `learningCurve` give. */
export interface ScoredCurve {
  /** Heads the panel. */
  readonly name: string;
  /** Several of one value are drawn as their mean, with a band from the lowest to the highest. */
  readonly points: readonly ScoredPoint[];
  /** The value that gets a ring. */
  best?(score: string): number;
}

/** A line of more values has no dots, and the axis no number for each. */
const FEW = 12;

/** Small multiples, one panel per curve, all on one scale: training dashed, validation solid, a ring around the best
 * value where the curve knows one. Few values that span more than a factor of 12 are drawn logarithmically.
 *
 * @param options.score the name of a score
 * @throws {InputError} when a curve has no points
 * @returns where there is no curve, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const at = (value: number, a: number, b: number) => ({ value, scores: { accuracy: a }, trainingScores: { accuracy: b } });
 * const tree = { name: "tree: maxDepth", points: [at(2, .4, .4), at(8, .5, .6), at(20, .4, 1)], best: () => 8 };
 * const { data } = scoreCurves([tree]);
 * assertEquals([data.at(-1)!.x, data.at(-1)!.y], [[8], [.5]]); // the ring
 * ```
 */
export function scoreCurves(
  curves: readonly ScoredCurve[],
  { score = "accuracy", title = `Training and validation ${metricOf(score).label}` }: {
    score?: string;
    title?: string;
  } = {},
): Figure {
  if (curves.length === 0) return nothingToShow(title, "there is no curve");
  const empty = curves.find(({ points }) => points.length === 0);
  if (empty) throw new InputError(`the curve ${empty.name} has no points`);
  const all = curves.flatMap(({ points }) => points)
    .flatMap(({ scores, trainingScores }) => [scores[score], trainingScores?.[score] ?? NaN])
    .filter(Number.isFinite);
  return panels(curves, {
    ...{ title, headings: curves.map(({ name }) => name), gap: { x: .07, y: .2 } },
    ...{ height: (rows) => 150 + (rows > 1 ? 240 * rows : 280), yTitle: withUnit(score) },
    x: (i) => xAxis(valuesOf(curves[i].points)),
    y: { range: padded(all, .05) },
  }, (curve, panel, i) => marks(curve, score, panel, i === 0));
}

const valuesOf = (points: readonly ScoredPoint[]): number[] =>
  [...new Set(points.map(({ value }) => value))].sort((a, b) => a - b);

function xAxis(values: readonly number[]): Part {
  if (values.length > FEW) return {};
  const ticktext = values.map(String), tickfont = { size: 11 };
  const ticks = { tickvals: values, ticktext, tickfont, tickangle: 0 };
  return values[0] > 0 && values.at(-1)! / values[0] > 12
    ? { ...logAxis([values], true), ...ticks }
    : ticks;
}

function marks(
  curve: ScoredCurve,
  score: string,
  panel: Panel,
  legend: boolean,
): Part[] {
  const { points } = curve;
  const values = valuesOf(points);
  const along = (of: (point: ScoredPoint) => number) =>
    spread(values, values.map((value) => points.filter((own) => own.value === value).map(of)));
  const repeated = points.length > values.length, dots = values.length > FEW ? 0 : 5;
  const drawn = (name: string, at: ReturnType<typeof along>, dash: "dash" | "solid") => {
    const look = { name, panel, colour: dash === "dash" ? COLOURS.orange : COLOURS.blue };
    return [
      ...(repeated ? [band({ ...at, ...look })] : []),
      line({ ...at, ...look, dash, dots, legend }),
    ];
  };
  const validation = along(({ scores }) => scores[score]), ring = curve.best?.(score);
  const at = ring === undefined ? -1 : values.indexOf(ring);
  const training = along(({ trainingScores }) => trainingScores?.[score] ?? NaN);
  return [
    ...(points.some(({ trainingScores }) => trainingScores)
      ? drawn("training", training, "dash")
      : []),
    ...drawn("validation", validation, "solid"),
    ...(at < 0 ? [] : [dot({
      ...{ name: "best validation", panel, legend, x: [values[at]], y: [validation.y[at]] },
      ...{ size: 13, colour: COLOURS.vermilion },
      more: { symbol: "circle-open", line: { width: 2 } },
    })]),
  ];
}
