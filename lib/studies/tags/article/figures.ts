/** The figures that the article draws from its facts, as pgfplots source. */
import type { Figure } from "../../../publish/article/compose.ts";
import { type Dot, dots } from "../../../publish/article/figures/plots.ts";
import type { Estimate } from "../../../publish/article/numbers.ts";
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

/** In points of a hundred. */
const inPoints = (found: Estimate | undefined): Dot | undefined =>
  found && { value: 100 * found.value, low: 100 * found.low, high: 100 * found.high };

const strategiesFigure = ({ rows }: DecisionFacts): Figure => ({ name }) =>
  dots(
    rows.filter(({ gain }) => gain)
      .map(({ strategy, gain }) => ({
        label: name("strategies", strategy),
        dots: [inPoints(gain), undefined],
      })),
    { unit: name("axes", "points") },
  );

const gainsFigure = ({ rows }: JudgedFacts): Figure => ({ name }) =>
  dots(
    rows.filter(({ gain }) => gain)
      .map(({ model, gain, macroGain }) => ({
        label: name("models", model),
        dots: [inPoints(gain), inPoints(macroGain)],
      })),
    { unit: name("axes", "points") },
  );
