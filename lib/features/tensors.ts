/** A dataset's own tensors as features: what networks for pictures and sequences read. */
import type { Tensor } from "../core/tensor.ts";
import type { Dataset } from "../data/mod.ts";
import type { Features } from "./features.ts";

/** The tensor of that name, such as "mel", as it is: scalers after it go by what stands along its last axis, over all rows
 * and places.
 *
 * @param options.flat leave a last axis of length 1 out: pictures [steps, bands, 1] become sequences [steps, bands], and a
 * scaler sees every band for itself
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { tensor } from "../core/tensor.ts";
 * import { Rng } from "../core/rng.ts";
 * const mel = (rows: Int32Array) => tensor(rows.length, [2, 1], ["power"], new Float32Array(2 * rows.length).fill(3));
 * const clips = { ...smallTracks([{}, {}]), tensor: (_name: string, rows: Int32Array) => mel(rows) };
 * const { train } = await tensors("mel").fit(clips, Int32Array.of(0, 1), new Rng(1));
 * assertEquals([...train.data], [3, 3, 3, 3]);
 * ```
 */
export function tensors(name: string, { flat = false } = {}): Features {
  const read = async (data: Dataset, rows: Int32Array) => {
    const x = await data.tensor(name, rows);
    return flat ? withoutLast(x) : x;
  };
  return {
    name: "tensors",
    settings: { of: name, flat },
    fit: async (data, rows) => ({ train: await read(data, rows), transform: read }),
  };
}

function withoutLast(x: Tensor): Tensor {
  if (x.shape.length < 2 || x.shape.at(-1) !== 1) return x;
  const shape = x.shape.slice(0, -1), [name] = x.names;
  return {
    ...x,
    shape,
    names: Array.from({ length: shape.at(-1)! }, (_, i) => `${name} ${i + 1}`),
  };
}
