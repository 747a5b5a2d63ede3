/** What training and validation say as something grows: a setting, or the number of rows. */
import { InputError } from "../../core/errors.ts";
import { metricOf } from "../../evaluation/metrics/registry.ts";
import { type Figure, literalFigure } from "../figure.ts";
import { logAxis } from "./lines.ts";
import { nothingToShow } from "./nothing.ts";
import { legendUnderTitle, type Panel, panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, faded } from "../theme.ts";
import { withUnit } from "./units.ts";

/** One fit, such as the points of an experiment's `validationCurve` and `learningCurve`. */
export interface ScoredPoint {
  /** Value of the setting, or number of rows. */
  readonly value: number;
  /** Of rows that were not learnt from; accuracy from 0 to 1. */
  readonly scores: Readonly<Record<string, number>>;
  /** Of rows that were learnt from. */
  readonly trainingScores?: Readonly<Record<string, number>>;
}

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
  const columns = Math.min(3, curves.length), rows = Math.ceil(curves.length / columns);
  const height = 150 + (rows > 1 ? 240 * rows : 280);
  const { panel, layout } = panels(curves.length, {
    columns,
    titles: curves.map(({ name }) => name),
    yTitle: withUnit(score),
    gap: { x: .07, y: .2 / rows },
  });
  const all = curves.flatMap(({ points }) => points)
    .flatMap(({ scores, trainingScores }) => [scores[score], trainingScores?.[score] ?? NaN])
    .filter(Number.isFinite);
  const low = Math.min(...all), more = .05 * (Math.max(...all) - low || 1);
  curves.forEach(({ points }, i) => {
    const key = panel[i].axes.xaxis.replace("x", "xaxis"), y = key.replace("x", "y");
    layout[key] = { ...layout[key] as Part, ...xAxis(valuesOf(points)) };
    layout[y] = { ...layout[y] as Part, range: [low - more, Math.max(...all) + more] };
  });
  return literalFigure(curves.flatMap((curve, i) => traces(curve, score, panel[i], i === 0)), {
    title: { text: title },
    height,
    ...layout,
    ...legendUnderTitle(height),
  });
}

const valuesOf = (points: readonly ScoredPoint[]): number[] =>
  [...new Set(points.map(({ value }) => value))].sort((a, b) => a - b);

function xAxis(values: readonly number[]): Part {
  if (values.length > FEW) return {};
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

/** One line: the mean at each value, and how far its repeats reach. */
interface Means {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

function meansOf(points: readonly ScoredPoint[], of: (point: ScoredPoint) => number): Means {
  const x = valuesOf(points);
  const each = x.map((value) => points.filter((point) => point.value === value).map(of));
  return {
    x,
    y: each.map((own) => own.reduce((sum, one) => sum + one, 0) / own.length),
    low: each.map((own) => Math.min(...own)),
    high: each.map((own) => Math.max(...own)),
  };
}

function traces(curve: ScoredCurve, score: string, { axes }: Panel, first: boolean): Part[] {
  const { points } = curve;
  const validation = meansOf(points, ({ scores }) => scores[score]);
  const training = points.some(({ trainingScores }) => trainingScores) &&
    meansOf(points, ({ trainingScores }) => trainingScores?.[score] ?? NaN);
  const shared = (name: string) => ({ type: "scatter", name, legendgroup: name, ...axes });
  const line = (name: string, { x, y, low, high }: Means, dash: string, color: string): Part[] => [
    ...(points.length > x.length
      ? [{
        ...shared(name),
        mode: "lines",
        x: [...x, ...x.toReversed()],
        y: [...high, ...low.toReversed()],
        fill: "toself",
        fillcolor: faded(color, .15),
        line: { width: 0 },
        hoverinfo: "skip",
        showlegend: false,
      }]
      : []),
    {
      ...shared(name),
      mode: x.length > FEW ? "lines" : "lines+markers",
      showlegend: first,
      x,
      y,
      line: { color, width: 2, dash },
      marker: { color, size: 5 },
    },
  ];
  const at = curve.best?.(score), best = at === undefined ? -1 : validation.x.indexOf(at);
  return [
    ...(training ? line("training", training, "dash", COLOURS.orange) : []),
    ...line("validation", validation, "solid", COLOURS.blue),
    ...(best < 0 ? [] : [{
      ...shared("best validation"),
      mode: "markers",
      showlegend: first,
      x: [validation.x[best]],
      y: [validation.y[best]],
      marker: { symbol: "circle-open", size: 13, color: COLOURS.vermilion, line: { width: 2 } },
    }]),
  ];
}
