/** What the threshold for calling a class costs and brings, one class against the rest. */
import type { Figure } from "../figure.ts";
import { diagonal, line, thinned } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { panels } from "../marks/panels.ts";
import { classColours } from "../theme.ts";
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
  const colours = classColours(roc.map(({ name }) => name));
  const sides = [
    roc.map(({ falsePositiveRate: x, truePositiveRate: y }) => ({ x, y })),
    precisionRecall.map(({ recall: x, precision: y }) => ({ x, y })),
  ];
  const titled = (...texts: string[]) => (i: number) => ({
    ...{ range: [-.01, 1.01], title: { text: texts[i], standoff: 8 } },
  });
  return panels(sides, {
    ...{ title, headings: ["ROC", "precision and recall"], gap: { x: .1 }, height: () => 470 },
    x: titled("false positive rate", "recall"),
    y: titled("true positive rate", "precision"),
    legend: { top: 130 },
  }, (curves, panel, side) => [
    ...(side === 0 ? [diagonal(panel)] : []),
    ...curves.map(({ x, y }, i) => {
      const kept = thinned(x.length), name = legend(roc[i], precisionRecall[i]);
      return line({
        ...{ name, panel, colour: colours[i], legend: side === 0 },
        x: kept.map((at) => x[at]),
        y: kept.map((at) => y[at]),
      });
    }),
  ]);
}

function legend({ name, area: auc }: RocCurve, { area: ap }: PrecisionRecallCurve): string {
  const areas = Object.entries({ AUC: auc, AP: ap }).filter(([, area]) => area !== undefined)
    .map(([of, area]) => `${of} ${area!.toFixed(3)}`);
  return areas.length > 0 ? `${name} (${areas.join(", ")})` : name;
}
