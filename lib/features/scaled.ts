/** Features with a change of scale of their own, so that several sources can each have theirs. */
import { chain } from "./chain.ts";
import type { Features, Scaler } from "./features.ts";

/** `features`, scaled by what `scaler` learns from the training rows.
 * @example
 * ```ts ignore
 * const features = combine(scaled(numeric(), quantileNormal()), scaled(targetEncoding(), standard()));
 * ```
 */
export function scaled(features: Features, scaler: Scaler): Features {
  const { settings, fit } = chain(features, scaler), { scaling: [scaling] } = settings;
  return { name: "scaled", settings: { ...settings, scaling }, fit };
}
