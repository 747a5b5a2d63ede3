/** The figures that the article draws from its facts, by name, as pgfplots or table source. */
import type { Figure } from "../../../publish/article/compose.ts";
import { confusionTable } from "../../../publish/article/figures/confusion.ts";
import { bars, dots, hundredfold, learningCurves } from "../../../publish/article/figures/plots.ts";
import type { DataFacts } from "./facts/data.ts";
import type { NetworkFacts } from "./facts/networks.ts";
import type { Confusion } from "./facts/predictors.ts";
import type { SourceFacts } from "./facts/sources.ts";
import type { TrickFacts } from "./facts/tricks.ts";
import type { Facts } from "./facts.ts";

/** Every figure; undefined where there are no facts for it. */
export function figuresOf(facts: Facts): Record<string, Figure | undefined> {
  const { data, networks, tricks, sources, predictors } = facts,
    { confusion } = predictors.base ?? {};
  return {
    tells: data?.tells.length ? tellsFigure(data) : undefined,
    curves: networks?.fates.length ? curvesFigure(networks) : undefined,
    tricks: tricks && tricksFigure(tricks),
    confusion: confusion && confusionFigure(confusion),
    sources: sources && sourcesFigure(sources),
  };
}

/** Those that may be left out where there is no room, the first first: the text tells the same in words. */
export const OPTIONAL = ["tells", "confusion", "sources"];

const tellsFigure = ({ tells }: DataFacts): Figure => ({ name }) => {
  const rows = tells.map(({ column, nats }) => ({ label: name("columns", column), value: nats }));
  return bars(rows, { unit: name("axes", "tells") });
};

const curvesFigure = ({ fates }: NetworkFacts): Figure => ({ name, setting }) => {
  const panels = fates.map(({ layers, loss, validationLoss, lowestEpoch }) => ({
    title: `${name("axes", "layers")} ${setting(layers)}`,
    training: loss,
    validation: validationLoss,
    lowest: lowestEpoch,
  }));
  return learningCurves(panels, { x: name("axes", "epoch"), y: name("axes", "loss") });
};

const tricksFigure = ({ worth }: TrickFacts): Figure => ({ name }) => {
  const rows = worth.map(({ trick, alone, among }) => ({
    label: name("tricks", trick),
    dots: [hundredfold(alone), hundredfold(among)],
  }));
  return dots(rows, { unit: name("axes", "points") });
};

const sourcesFigure = ({ added }: SourceFacts): Figure => ({ name }) => {
  const rows = added.map(({ source, gain, apart }) => ({
    label: `+ ${name("sources", source)}`,
    dots: [hundredfold(gain), hundredfold(apart)],
  }));
  return dots(rows, { unit: name("axes", "points") });
};

const confusionFigure = ({ counts, classes }: Confusion): Figure => (say) => {
  const text = { truth: say.name("axes", "truth"), rows: say.name("axes", "rows") };
  return confusionTable(counts, classes, say, text);
};
