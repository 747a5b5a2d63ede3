/** The classic mistake with features that look at labels, for showing what it does. */
import type { Features } from "./features.ts";

/** The same features, but the training rows' are made as those of any other row: each from counts that its own
 * label is part of. A model then trusts them far more than it may. Never use it to predict.
 *
 * @see Prokhorenkova, L. et al. (2018). CatBoost: unbiased boosting with categorical features. NeurIPS 31:
 * "target leakage".
 */
export function seeingOwnLabels(features: Features): Features {
  return {
    name: "seeingOwnLabels",
    settings: { features: { name: features.name, ...features.settings } },
    async fit(tracks, rows, rng) {
      const fitted = await features.fit(tracks, rows, rng);
      return { ...fitted, train: await fitted.transform(tracks, rows) };
    },
  };
}
