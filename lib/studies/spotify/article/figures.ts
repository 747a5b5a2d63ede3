/** The files that the article draws from its facts: name → pgfplots or table source. */
import { confusionTable } from "../../../publish/article/figures/confusion.ts";
import { bars, type Dot, dots, learningCurves } from "../../../publish/article/figures/plots.ts";
import type { Estimate } from "../../../publish/article/numbers.ts";
import type { Say } from "../../../publish/article/say.ts";
import type { Facts } from "./facts.ts";

/** Which figures there are facts and room for. */
export interface Shown {
  readonly tells: boolean;
  readonly curves: boolean;
  readonly tricks: boolean;
  readonly confusion: boolean;
}

/** Where all parts of the study are reported, eight pages leave no room for what the text tells in words as well: the
 * figure of the columns and the confusion matrix then stand in the notebooks alone. */
export function whichFigures({ data, networks, tricks, text, transfer, predictors }: Facts): Shown {
  const roomy = !(text && transfer);
  return {
    tells: roomy && (data?.tells.length ?? 0) > 0,
    curves: (networks?.fates.length ?? 0) > 0,
    tricks: tricks !== undefined,
    confusion: roomy && predictors.base?.confusion !== undefined,
  };
}

/** Every figure that is shown, by file name. */
export function figuresOf(facts: Facts, say: Say): Record<string, string> {
  const drawn = { tells, curves, tricks, confusion }, shown = whichFigures(facts);
  const names = (Object.keys(drawn) as (keyof Shown)[]).filter((name) => shown[name]);
  return Object.fromEntries(names.map((name) => [`${name}.tex`, drawn[name](facts, say)]));
}

function tells({ data }: Facts, { name }: Say): string {
  const rows = data!.tells.map(({ column, nats }) => ({
    label: name("columns", column),
    value: nats,
  }));
  return bars(rows, { unit: name("axes", "tells") });
}

function curves({ networks }: Facts, { name, setting }: Say): string {
  const panels = networks!.fates.map(({ layers, loss, validationLoss, lowestEpoch }) => ({
    title: `${name("axes", "layers")} ${setting(layers)}`,
    training: loss,
    validation: validationLoss,
    lowest: lowestEpoch,
  }));
  return learningCurves(panels, { x: name("axes", "epoch"), y: name("axes", "loss") });
}

/** In points of a hundred. */
const inPoints = (found: Estimate | undefined): Dot | undefined =>
  found && { value: 100 * found.value, low: 100 * found.low, high: 100 * found.high };

function tricks({ tricks: found }: Facts, { name }: Say): string {
  const rows = found!.worth.map(({ trick, alone, among }) => ({
    label: name("tricks", trick),
    dots: [inPoints(alone), inPoints(among)],
  }));
  return dots(rows, { unit: name("axes", "points") });
}

function confusion({ predictors }: Facts, say: Say): string {
  const { counts, classes } = predictors.base!.confusion!;
  const text = { truth: say.name("axes", "truth"), rows: say.name("axes", "rows") };
  return confusionTable(counts, classes, say, text);
}
