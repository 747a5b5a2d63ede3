/** Features followed by scalers: from a dataset to the table that a model learns from. */
import type { Matrix } from "../core/matrix.ts";
import type { Features, FittedScaler, Scaler } from "./features.ts";

/** Features with their changes of scale, as one source. */
export interface Chain extends Features {
  /** What is read, and how it is scaled, in order. */
  readonly settings: {
    readonly features: Readonly<Record<string, unknown>>;
    readonly scaling: readonly Readonly<Record<string, unknown>>[];
  };
}

/** `features`, then the scalers in order, each fitted on what the one before made of the training rows.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { Rng } from "../core/rng.ts";
 * import { numeric } from "./numeric.ts";
 * import { minMax, standard } from "./scale.ts";
 * const tracks = smallTracks([90, 120, 150].map((tempo) => ({ tempo }))), source = numeric({ columns: ["tempo"] });
 * const { train, transform } = await chain(source, standard(), minMax()).fit(tracks, Int32Array.of(0, 2), new Rng(1));
 * const { data } = await transform(tracks, Int32Array.of(1)); // between the two that were learnt from
 * assertEquals([...train.data, ...data], [0, 1, .5]);
 * ```
 */
export function chain(features: Features, ...scalers: Scaler[]): Chain {
  return {
    name: "chain",
    settings: { features: asRecord(features), scaling: scalers.map(asRecord) },
    async fit(data, rows, rng) {
      const fitted = await features.fit(data, rows, rng), scalings: FittedScaler[] = [];
      const scaled = (x: Matrix) => scalings.reduce((x, scaling) => scaling.transform(x), x);
      let train = fitted.train;
      for (const scaler of scalers) {
        const scaling = scaler.fit(train);
        train = scaling.transform(train);
        scalings.push(scaling);
      }
      return {
        train,
        transform: async (data, rows) => scaled(await fitted.transform(data, rows)),
      };
    },
  };
}

/** A source or a scaler as it stands in records. */
export const asRecord = (
  { name, settings }: Pick<Features, "name" | "settings">,
): Readonly<Record<string, unknown>> => ({ name, ...settings });
