/** Dataset → what a search trains on: features fitted on the training rows alone, scaled, with their target. */
import type { Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { type Dataset, type Split, taskOf } from "../../data/mod.ts";
import type { Target } from "../../core/target.ts";
import { chain } from "../../features/chain.ts";
import type { Features, Scaler } from "../../features/features.ts";

/** Features and target of the rows to learn from and of those that choose. */
export interface TrialData<Kind extends Target = Target> {
  /** Rows × features, and a class or tags per row. */
  readonly train: { readonly x: Matrix; readonly y: Kind };
  /** Likewise, of the same columns. */
  readonly validation: { readonly x: Matrix; readonly y: Kind };
  /** How the features were made, as plain data, for the record. */
  readonly made?: Readonly<Record<string, unknown>>;
}

/** The features of a split, once for all trainings of a search: what `onFeatures` does for one model.
 *
 * @param scalers applied in order, each fitted on the training rows alone
 * @throws {InputError} when the file lacks the task's column, or from the features
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { numeric } from "../../features/numeric.ts";
 * import { standard } from "../../features/scale.ts";
 * const tracks = smallTracks(["pop", "rap", "pop"].map((genre) => ({ genre })));
 * const split = { train: Int32Array.of(0, 1), validation: Int32Array.of(2), provenance: {} };
 * const { train, validation } = await trialData(tracks, split, new Rng(1), numeric(), standard());
 * assertEquals([train.x.rows, validation.x.rows, train.y.classes], [2, 1, ["pop", "rap"]]);
 * ```
 */
export async function trialData(
  tracks: Dataset,
  { train, validation }: Split,
  rng: Rng,
  features: Features,
  ...scalers: Scaler[]
): Promise<TrialData> {
  const source = chain(features, ...scalers);
  const fitted = await source.fit(tracks, train, rng.fork("features"));
  return {
    train: { x: fitted.train, y: taskOf(tracks, train) },
    validation: { x: await fitted.transform(tracks, validation), y: taskOf(tracks, validation) },
    made: source.settings,
  };
}
