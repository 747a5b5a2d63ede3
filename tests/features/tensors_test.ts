/** Tensors of a dataset as features, and scalers after them. */
import { Rng } from "../../lib/core/rng.ts";
import { type Tensor, tensor } from "../../lib/core/tensor.ts";
import { chain } from "../../lib/features/chain.ts";
import { standard } from "../../lib/features/scale.ts";
import { tensors } from "../../lib/features/tensors.ts";
import { assertAllClose, assertEquals } from "../assert.ts";
import { smallTracks } from "../tracks.ts";

/** Two rows of three moments of two bands; the second band is ten times the first and 100 above it. */
const mel = (rows: Int32Array) =>
  tensor(
    rows.length,
    [3, 2, 1],
    ["power"],
    Float32Array.from(
      { length: rows.length * 6 },
      (_, at) => {
        const row = rows[Math.floor(at / 6)], moment = Math.floor(at % 6 / 2), value = row + moment;
        return at % 2 ? 100 + 10 * value : value;
      },
    ),
  );
const clips = {
  ...smallTracks([{}, {}, {}]),
  tensor: (_name: string, rows: Int32Array) => mel(rows),
};
const fit = async (features: ReturnType<typeof tensors>) => {
  const { train, transform } = await features.fit(clips, Int32Array.of(0, 1), new Rng(1));
  return { train: train as Tensor, other: await transform(clips, Int32Array.of(2)) as Tensor };
};

Deno.test("a tensor keeps its shape under a scaler, whose mean is taken over all rows and places", async () => {
  const { train, other } = await fit(chain(tensors("mel"), standard()));
  assertEquals([train.shape, other.shape], [[3, 2, 1], [3, 2, 1]]);
  assertAllClose([train.data.reduce((a, b) => a + b, 0)], [0], { absolute: 1e-4 });
  assertAllClose([train.data.reduce((a, b) => a + b * b, 0) / 12], [1], { relative: 1e-5 });
});

Deno.test("flat, each band is scaled for itself, by the training rows' mean and deviation", async () => {
  const { train, other } = await fit(chain(tensors("mel", { flat: true }), standard()));
  assertEquals([train.shape, train.names], [[3, 2], ["power 1", "power 2"]]);
  for (let at = 0; at < train.data.length; at += 2) {
    assertAllClose([train.data[at + 1]], [train.data[at]], { absolute: 1e-5 });
  }
  // values 0, 1, 2, 1, 2, 3: mean 1.5, variance 11 / 12
  assertAllClose([other.data[0]], [.5 / Math.sqrt(11 / 12)], { relative: 1e-5 });
});
