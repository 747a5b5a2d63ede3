/** What a recurrent network of random weights remembers, and what one without recurrence forgets at once. */
import { matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import type { TagTarget } from "../../core/target.ts";
import { RESERVOIR_DEFAULTS } from "../../features/mod.ts";
import { Reservoir } from "../../features/reservoir.ts";
import { drawReservoir } from "../../features/reservoir_weights.ts";
import { ridge } from "../../models/mod.ts";
import type { Line } from "../../show/mod.ts";

const UNITS = 100, MOMENTS = 1600;

/** How well a readout tells from the state of a reservoir what it heard so many moments ago. It hears coins, thrown one a
 * moment; the readout learns on the first half and is judged on the second. Guessing is right in half the cases.
 *
 * @param spectralRadius of the weights between units; 0: an extreme learning machine
 * @param ago the longest way back, in moments
 * @returns a line from moments ago to the share that is right
 * @see Jaeger, H. (2001). Short term memory in echo state networks.
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const { y } = await remembers(0, new Rng(1), 2); // knows the last coin, and none before
 * assert(y[0] > .95 && y[1] < .6);
 * ```
 */
export async function remembers(spectralRadius: number, rng: Rng, ago = 20): Promise<Line> {
  const thrown = rng.fork("coins");
  const coins = Float32Array.from({ length: MOMENTS }, () => thrown.int(2));
  const settings = {
    ...RESERVOIR_DEFAULTS,
    ...{ units: UNITS, spectralRadius, leak: 1, inputScaling: .5, standardise: false },
  };
  const reservoir = new Reservoir(drawReservoir(1, settings, rng.fork("reservoir")), settings.leak);
  const states = reservoir.run(coins.map((coin) => 2 * coin - 1)), middle = MOMENTS / 2;
  const names = Array.from({ length: UNITS }, (_, j) => `unit ${j + 1}`);
  const classes = Array.from({ length: ago + 1 }, (_, back) => `${back} ago`), k = classes.length;
  const part = (from: number, to: number) => {
    const length = (to - from) * k;
    const tags = Uint8Array.from({ length }, (_, at) => coins[from + Math.floor(at / k) - at % k]);
    const y: TagTarget = { classes, tags };
    return { x: matrix(to - from, names, states.slice(from * UNITS, to * UNITS)), y };
  };
  const learn = part(ago, middle), judge = part(middle + ago, MOMENTS);
  const fitted = await ridge({ ridge: 1e-2 }).fit(learn.x, learn.y, rng.fork("readout"));
  const { data } = await fitted.predictProba(judge.x), right = new Float64Array(k);
  judge.y.tags.forEach((coin, at) => {
    right[at % k] += Number((data[at] >= .5) === (coin === 1)) / judge.x.rows;
  });
  const name = spectralRadius === 0 ? "no recurrence (elm)" : `spectral radius ${spectralRadius}`;
  return { name, x: [...right.keys()], y: right };
}
