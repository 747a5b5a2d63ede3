/** The figures that the article draws from its facts, as pgfplots source. */
import type { Figure } from "../../../publish/article/compose.ts";
import { dots, hundredfold } from "../../../publish/article/figures/plots.ts";
import type { DecisionFacts, Facts, JudgedFacts } from "./facts.ts";

/** Every figure; undefined where there are no facts for it. */
export function figuresOf({ decisions, models }: Facts): Record<string, Figure | undefined> {
  return {
    strategies: decisions?.rows.some(({ gain }) => gain) ? strategiesFigure(decisions) : undefined,
    gains: models?.rows.some(({ gain }) => gain) ? gainsFigure(models) : undefined,
  };
}

/** Those that may be left out where there is no room: the tables tell the same. */
export const OPTIONAL = ["strategies", "gains"];

const strategiesFigure = ({ rows }: DecisionFacts): Figure => ({ name }) =>
  dots(
    rows.filter(({ gain }) => gain)
      .map(({ strategy, gain }) => ({
        label: name("strategies", strategy),
        dots: [hundredfold(gain)],
      })),
    { unit: name("axes", "points") },
  );

const gainsFigure = ({ rows }: JudgedFacts): Figure => ({ name }) =>
  dots(
    rows.filter(({ gain }) => gain)
      .map(({ model, gain, macroGain }) => ({
        label: name("models", model),
        dots: [hundredfold(gain), hundredfold(macroGain)],
      })),
    { unit: name("axes", "points") },
  );
