/** Tracks → what a search trains on: features fitted on the training rows alone, scaled, with labels. */
import type { Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import type { Split } from "../../data/split.ts";
import { genreLabels, type Tracks } from "../../data/tracks.ts";
import type { Features, Scaler } from "../../features/features.ts";
import type { Labels } from "../../models/estimator.ts";

/** Features and labels of the rows to learn from and of those that choose. */
export interface TrialData {
  /** Rows × features, and a class per row. */
  readonly train: { readonly x: Matrix; readonly y: Labels };
  /** Likewise, of the same columns. */
  readonly validation: { readonly x: Matrix; readonly y: Labels };
  /** How the features were made, as plain data, for the record. */
  readonly made?: Readonly<Record<string, unknown>>;
}

/** The features of a split, once for all trainings of a search: what `onFeatures` does for one model.
 *
 * @param scalers applied in order, each fitted on the training rows alone
 * @throws {InputError} when the file has no genres, or from the features
 * @example
 * ```ts ignore
 * const split = holdOut(tracks, { fraction: .2 }, rng);
 * const data = await trialData(tracks, split, rng, numeric({ year: true }), quantileNormal());
 * ```
 */
export async function trialData(
  tracks: Tracks,
  { train, validation }: Split,
  rng: Rng,
  features: Features,
  ...scalers: Scaler[]
): Promise<TrialData> {
  const fitted = await features.fit(tracks, train, rng.fork("features"));
  let x = fitted.train, xValidation = await fitted.transform(tracks, validation);
  for (const scaler of scalers) {
    const scaling = scaler.fit(x);
    [x, xValidation] = [scaling.transform(x), scaling.transform(xValidation)];
  }
  return {
    train: { x, y: genreLabels(tracks, train) },
    validation: { x: xValidation, y: genreLabels(tracks, validation) },
    made: {
      features: { name: features.name, ...features.settings },
      scaling: scalers.map(({ name, settings }) => ({ name, ...settings })),
    },
  };
}
