/** What a random reservoir makes of sequences, or of rows of a table, as features. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { withDefaults } from "../core/settings.ts";
import type { Tensor } from "../core/tensor.ts";
import type { Dataset } from "../data/mod.ts";
import { asRecord } from "./chain.ts";
import type { Features } from "./features.ts";
import { type Reservoir, reservoirFor } from "./reservoir.ts";
import { RESERVOIR_DEFAULTS, type ReservoirSettings } from "./reservoir_weights.ts";

/** Echo states: each row becomes the mean, or the last, of the states that a random recurrent network goes through when
 * it hears the row's sequence. What follows may be linear. Of other features, a table, each row is a sequence of one
 * moment: then these are the random hidden units of an extreme learning machine, and nothing is recurrent.
 *
 * @param of the name of a tensor [moments, columns] that the data has, such as frames; or features
 * @throws {InputError} on settings out of range; from `fit`, where a sequence is not longer than the washout
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { allRows } from "../data/dataset.ts";
 * import { Rng } from "../core/rng.ts";
 * import { numeric } from "./numeric.ts";
 * const tracks = smallTracks([90, 120, 150].map((tempo) => ({ tempo })));
 * const hidden = reservoirStates(numeric({ columns: ["tempo"] }), { units: 50 });
 * const { train } = await hidden.fit(tracks, allRows(tracks), new Rng(1));
 * assertEquals([train.rows, train.names.length], [3, 50]);
 * ```
 */
export function reservoirStates(
  of: string | Features,
  given: Partial<ReservoirSettings> = {},
): Features {
  const settings = withDefaults(RESERVOIR_DEFAULTS, given);
  return {
    name: "reservoir states",
    settings: { of: typeof of === "string" ? of : asRecord(of), ...settings },
    async fit(data, rows, rng) {
      const source = typeof of === "string" ? undefined : await of.fit(data, rows, rng.fork("of"));
      const read = async (data: Dataset, rows: Int32Array): Promise<Matrix | Tensor> =>
        source ? await source.transform(data, rows) : await data.tensor(of as string, rows);
      const x = source?.train ?? await read(data, rows);
      const reservoir = reservoirFor(x, settings, rng.fork("reservoir"));
      return {
        train: statesOf(reservoir, x, settings),
        transform: async (data, rows) => statesOf(reservoir, await read(data, rows), settings),
      };
    },
  };
}

function statesOf(
  reservoir: Reservoir,
  x: Matrix | Tensor,
  settings: ReservoirSettings,
): Matrix {
  const { units } = settings;
  const out = matrix(x.rows, Array.from({ length: units }, (_, j) => `state ${j + 1}`));
  for (const { from, states } of reservoir.pooled(x, settings)) out.data.set(states, from * units);
  return out;
}
