/** Target leakage: encodings that see a row's own label, to show what that does. */
import { asRecord } from "./chain.ts";
import type { Features } from "./features.ts";

/** The same features, but the training rows' are made as those of any other row: each from counts that its own
 * label is part of. A model then trusts them far more than it may. Never use it to predict.
 *
 * @see Prokhorenkova, L. et al. (2018). CatBoost: unbiased boosting with categorical features. NeurIPS 31:
 * "target leakage".
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { allRows } from "../data/dataset.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { targetEncoding } from "./target_encoding.ts";
 * const tracks = smallTracks(Array.from({ length: 8 }, (_, i) => ({ genre: i % 2 ? "rap" : "pop" })));
 * const honest = targetEncoding({ by: ["album"], folds: 4, smoothing: 1 }); // every album has one track
 * const own = await withTargetLeakage(honest).fit(tracks, allRows(tracks), new Rng(1));
 * assertEquals(own.train.data.slice(0, 2), Float32Array.of(.75, .25)); // the pop track gives itself away
 * const fitted = await honest.fit(tracks, allRows(tracks), new Rng(1));
 * assertEquals(fitted.train.data.slice(0, 2), Float32Array.of(.5, .5));
 * ```
 */
export function withTargetLeakage(features: Features): Features {
  return {
    name: "seeingOwnLabels",
    settings: { features: asRecord(features) },
    async fit(data, rows, rng) {
      const fitted = await features.fit(data, rows, rng);
      return { ...fitted, train: await fitted.transform(data, rows) };
    },
  };
}
