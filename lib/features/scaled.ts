/** Features with a change of scale of their own, so that several sources can each have theirs. */
import type { Features, Scaler } from "./features.ts";

/** `features`, scaled by what `scaler` learns from the training rows.
 * @example
 * ```ts ignore
 * const features = combine(scaled(numeric(), quantileNormal()), scaled(targetFrequencies(), standard()));
 * ```
 */
export function scaled(features: Features, scaler: Scaler): Features {
  return {
    name: "scaled",
    settings: {
      features: { name: features.name, ...features.settings },
      scaling: { name: scaler.name, ...scaler.settings },
    },
    async fit(data, rows, rng) {
      const fitted = await features.fit(data, rows, rng);
      const change = scaler.fit(fitted.train);
      return {
        train: change.transform(fitted.train),
        transform: async (data, rows) => change.transform(await fitted.transform(data, rows)),
      };
    },
  };
}
