/** The figures that the article draws from its facts, as pgfplots source. */
import type { Figure } from "../../../publish/article/compose.ts";
import { dots, hundredfold } from "../../../publish/article/figures/plots.ts";
import type { Facts, FeatureFacts, WaysFacts } from "./facts.ts";

/** Every figure; undefined where there are no facts for it. */
export function figuresOf({ features, ways }: Facts): Record<string, Figure | undefined> {
  return {
    features: features.length > 0 ? featuresFigure(features) : undefined,
    ways: ways && waysFigure(ways),
  };
}

/** Those that may be left out where there is no room: the tables and the text tell the same. */
export const OPTIONAL = ["features", "ways"];

const featuresFigure = (features: readonly FeatureFacts[]): Figure => ({ name }) =>
  dots(
    features.map(({ set, atRandom, together }) => ({
      label: name("sets", set),
      dots: [hundredfold(atRandom), hundredfold(together)],
    })),
    { unit: name("axes", "accuracy") },
  );

/** The mean of three models under every way: on the first table, and on both where there are two. */
const waysFigure = ({ ways, rows }: WaysFacts): Figure => ({ name }) => {
  const all = rows.filter(({ model }) => model === "all three");
  return dots(
    ways.map((way, i) => ({
      label: name("ways", way),
      dots: [hundredfold(all[0].of[i]), hundredfold(all[1]?.of[i])],
    })),
    { unit: name("axes", "accuracy") },
  );
};
