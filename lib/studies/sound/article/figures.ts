/** The figures that the article draws from its facts, as pgfplots source. */
import type { Figure } from "../../../publish/article/compose.ts";
import { dots, hundredfold } from "../../../publish/article/figures/plots.ts";
import type { Facts, FewFacts, ScoreFacts } from "./facts.ts";

/** Every figure; undefined where there are no facts for it. */
export function figuresOf({ few, networks }: Facts): Record<string, Figure | undefined> {
  return {
    copies: few?.copies.length ? lines(few.copies, "copies", "points") : undefined,
    few: few && fewFigure(few),
    networks: networks && lines([...networks.starts, ...networks.pooling], "models", "accuracy"),
  };
}

/** Those that may be left out where there is no room: the tables and the notebooks tell the same. */
export const OPTIONAL = ["networks", "copies", "few"];

const lines = (rows: readonly ScoreFacts[], kind: string, axis: string): Figure => ({ name }) =>
  dots(
    rows.map((row) => ({
      label: name(kind, row.name),
      dots: [hundredfold(row.score)],
    })),
    { unit: name("axes", axis) },
  );

const fewFigure = ({ known }: FewFacts): Figure => ({ name }) =>
  dots(
    known.flatMap(({ labels, models }) =>
      models.map((row) => ({
        label: `${name("models", row.name)}, ${labels}`,
        dots: [hundredfold(row.score)],
      }))
    ),
    { unit: name("axes", "accuracy") },
  );
