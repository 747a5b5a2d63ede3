/** Figures that are full of hostile texts. */
import { matrix } from "../../lib/core/matrix.ts";
import type { Figure } from "../../lib/show/figure.ts";
import * as figures from "../../lib/show/figures.ts";
import { HOSTILE } from "./hostile_texts.ts";

const map = matrix(HOSTILE.length, ["x", "y"]);
/** A text as a picture can hold it. */
export const drawable = (text: string) =>
  text.replace(/(?!\t)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
/** As many as most figures have room for. */
export const few = HOSTILE.slice(0, 16);
const ones = few.map(() => few.map(() => 1));
/** A text for every cell makes a large matrix dear. */
const matrixOf = (classes: readonly string[]): [Figure, readonly string[]] => {
  const confusion = classes.map(() => classes.map(() => 1));
  return [figures.confusionMatrix({ confusion, classes }, { title: classes[0] }), classes];
};
/** Figures and the texts that must stand in them. */
export const drawings: Record<string, [figure: Figure, written: readonly string[]]> = {
  "ranked bars": [
    figures.bars(HOSTILE.map((name, i) => ({ name, value: i })), {
      title: few[0],
      unit: few[11],
    }),
    HOSTILE,
  ],
  "counted bars": [figures.bars(HOSTILE, { title: few[1] }), HOSTILE],
  "confusionMatrix of some": matrixOf(few.slice(0, 8)),
  "confusionMatrix of others": matrixOf(few.slice(8)),
  heatmap: [
    figures.heatmap({ z: ones, x: few, y: few, title: few[12], unit: "n", digits: false }),
    few,
  ],
  "bars by class": [
    figures.bars(
      Object.fromEntries(few.slice(0, 4).map((name) => [name, [{ name, value: 1 }]])),
      { title: few[11], unit: "n" },
    ),
    few.slice(0, 4),
  ],
  lines: [
    figures.lines(few.map((name) => ({ name, x: [1, 2], y: [1, 2] })), {
      title: few[11],
      xTitle: few[0],
      yTitle: few[8],
    }),
    few,
  ],
  scatterLabelled: [
    figures.scatterLabelled(few.map((name, i) => ({ name, x: i, y: i, group: name })), {
      title: few[2],
      xTitle: "x",
      yTitle: "y",
    }),
    few,
  ],
  scatterByClass: [
    figures.scatterByClass(map, HOSTILE, { title: few[3], hover: HOSTILE }),
    HOSTILE,
  ],
  intervals: [
    figures.intervals(
      few.map((name) => ({ name, way: name, value: .5, interval: [.4, .6] as const })),
      { title: few[13], unit: "n" },
    ),
    few,
  ],
};
