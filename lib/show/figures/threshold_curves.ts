/** What the threshold for calling a class costs and brings, one class against the rest. */
import { type Figure, literalFigure } from "../figure.ts";
import { nothingToShow } from "./nothing.ts";
import { legendUnderTitle, panels } from "./panels.ts";
import type { Part } from "../spec.ts";
import { classColours, INK } from "../theme.ts";
import { words } from "../words.ts";

/** One class against the rest, threshold by threshold. */
export interface RocCurve {
  /** The class; gives the curve its colour. */
  readonly name: string;
  /** 0 to 1, ascending. */
  readonly falsePositiveRate: ArrayLike<number>;
  /** 0 to 1, at the same thresholds. */
  readonly truePositiveRate: ArrayLike<number>;
  /** Area under the curve; goes into the legend. */
  readonly area?: number;
}

/** One class against the rest, threshold by threshold. */
export interface PrecisionRecallCurve {
  /** The class; gives the curve its colour. */
  readonly name: string;
  /** 0 to 1, ascending. */
  readonly recall: ArrayLike<number>;
  /** 0 to 1, at the same thresholds. */
  readonly precision: ArrayLike<number>;
  /** Average precision; goes into the legend. */
  readonly area?: number;
}

/** As much of an evaluated model as the figure needs. */
export interface Thresholds {
  /** Stands in the title. */
  readonly name: string;
  /** A curve per class. */
  readonly roc: readonly RocCurve[];
  /** A curve per class, in the same order. */
  readonly precisionRecall: readonly PrecisionRecallCurve[];
}

/** A line holds at most this many points in a figure; the eye sees no more. */
const MOST_POINTS = 500;

/** ROC curves beside curves of precision against recall, each class in its own colour; the legend holds the areas under
 * both (AUC and AP).
 *
 * @param model an evaluated model
 * @returns where there is no class, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { data } = thresholdCurves({
 *   name: "boosting",
 *   roc: [{ name: "rap", falsePositiveRate: [0, 0, 1], truePositiveRate: [0, 1, 1], area: 1 }],
 *   precisionRecall: [{ name: "rap", recall: [0, 1], precision: [1, .5], area: .75 }],
 * });
 * assertEquals(data[1].name, "rap (AUC 1.000, AP 0.750)");
 * ```
 */
export function thresholdCurves(
  { name: model, roc, precisionRecall }: Thresholds,
  { title = `${model}: one ${words().task} against the rest` } = {},
): Figure {
  if (roc.length === 0) return nothingToShow(title, `there is no ${words().task}`);
  const colours = classColours(roc.map(({ name }) => name)), height = 470;
  const { panel, layout } = panels(2, {
    titles: ["ROC", "precision and recall"],
    x: { range: [-.01, 1.01] },
    y: { range: [-.01, 1.01] },
    gap: { x: .1 },
  });
  const [left, right] = panel.map(({ axes }) => axes);
  const line = (i: number, axes: Part, x: ArrayLike<number>, y: ArrayLike<number>): Part => ({
    type: "scatter",
    mode: "lines",
    name: legend(roc[i], precisionRecall[i]),
    legendgroup: roc[i].name,
    ...axes,
    ...thinned(x, y),
    line: { color: colours[i], width: 2 },
  });
  const chance: Part = {
    type: "scatter",
    mode: "lines",
    ...left,
    x: [0, 1],
    y: [0, 1],
    line: { color: INK.axis, width: 1, dash: "dot" },
    hoverinfo: "skip",
    showlegend: false,
  };
  const data = [
    chance,
    ...roc.map((own, i) => line(i, left, own.falsePositiveRate, own.truePositiveRate)),
    ...precisionRecall.map((own, i) => ({
      ...line(i, right, own.recall, own.precision),
      showlegend: false,
    })),
  ];
  const titled = (axis: string, text: string) => ({
    [axis]: { ...layout[axis] as Part, title: { text, standoff: 8 } },
  });
  return literalFigure(data, {
    title: { text: title },
    height,
    ...layout,
    ...titled("xaxis", "false positive rate"),
    ...titled("yaxis", "true positive rate"),
    ...titled("xaxis2", "recall"),
    ...titled("yaxis2", "precision"),
    ...legendUnderTitle(height, { top: 130 }),
  });
}

function legend({ name, area: auc }: RocCurve, { area: ap }: PrecisionRecallCurve): string {
  const areas = [
    auc !== undefined && `AUC ${auc.toFixed(3)}`,
    ap !== undefined && `AP ${ap.toFixed(3)}`,
  ];
  const known = areas.filter(Boolean).join(", ");
  return known ? `${name} (${known})` : name;
}

/** At most {@linkcode MOST_POINTS} points, evenly picked, ends included. */
function thinned(x: ArrayLike<number>, y: ArrayLike<number>) {
  const count = Math.min(x.length, MOST_POINTS);
  const kept = Array.from(
    { length: count },
    (_, i) => Math.round(i * (x.length - 1) / (count - 1 || 1)),
  );
  return { x: kept.map((at) => x[at]), y: kept.map((at) => y[at]) };
}
