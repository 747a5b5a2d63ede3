/** SpecAugment hides one stretch or band per mask, of every width and at every place alike, by the seed alone. */
import { madeSounds } from "../../lib/audio/collection/made.ts";
import { onnxRuntime } from "../../lib/core/onnx_runtime.ts";
import { Graph } from "../../lib/nn/graph/graph.ts";
import type { Context } from "../../lib/nn/graph/layer.ts";
import { specAugment } from "../../lib/nn/graph/layers/spec_augment.ts";
import { onnxBytes } from "../../lib/nn/graph/onnx.ts";
import { kept } from "../../lib/nn/graph/random.ts";
import { SpecAugment } from "../../lib/nn/layers/spec_augment.ts";
import { ready, tf } from "../../lib/nn/tf.ts";
import { assert, assertEquals } from "../assert.ts";
import { tidyTest } from "./rows.ts";

const ROWS = 2000, TIME = 12, BANDS = 7;
const masks = { timeMasks: 1, timeWidth: 4, bandMasks: 1, bandWidth: 2 };

/** What is left of ones, by tfjs. */
function byTf(seed: number, training = true): Float32Array {
  const layer = new SpecAugment(masks), ones = tf.ones([ROWS, TIME, BANDS]);
  layer.seed = seed;
  const y = layer.apply(ones, { training }) as tf.Tensor, values = y.dataSync() as Float32Array;
  tf.dispose([ones, y]);
  layer.dispose();
  return values;
}

/** And by a graph. */
async function byGraph(seed: number): Promise<Float32Array> {
  const g = new Graph(), fed = g.input("seed", [], "int32");
  let calls = 0;
  const draw: Context["kept"] = (shape, p, scale) => kept(g, fed, calls++, shape, p, scale);
  const context = { g, training: true, kept: draw } as unknown as Context;
  const built = specAugment(new SpecAugment(masks), context, [g.filled([ROWS, TIME, BANDS], 1)]);
  assert(typeof built === "object");
  g.output(built.y, "y");
  const runtime = await onnxRuntime(), session = await runtime.open(onnxBytes(g));
  const { y } = await session.run({ seed: runtime.tensor(Int32Array.of(seed), []) });
  await session.release();
  return y.data as Float32Array;
}

/** Which of a row's moments, or bands, are hidden. */
function hiddenIn(values: Float32Array, row: number) {
  const at = (t: number, band: number) => values[(row * TIME + t) * BANDS + band];
  const all = (n: number) => [...Array(n).keys()];
  return {
    time: all(TIME).filter((t) => all(BANDS).every((band) => at(t, band) === 0)),
    bands: all(BANDS).filter((band) => all(TIME).every((t) => at(t, band) === 0)),
  };
}

/** How often each of these numbers comes is about as often as it should; five standard deviations. */
function assertEven(found: readonly number[], choices: number, what: string): void {
  const counts = Array.from({ length: choices }, (_, k) => found.filter((v) => v === k).length);
  const p = 1 / choices, spread = 5 * Math.sqrt(found.length * p * (1 - p));
  for (const count of counts) {
    assert(Math.abs(count - p * found.length) < spread, `${what}: ${counts}`);
  }
}

for (const [engine, draw] of [["tfjs", byTf], ["graph", byGraph]] as const) {
  tidyTest(
    `SpecAugment by ${engine}: stretches in one piece, widths and places alike`,
    async () => {
      await ready();
      const values = await draw(5),
        rows = Array.from({ length: ROWS }, (_, i) => hiddenIn(values, i));
      for (const { time, bands } of rows) {
        for (const list of [time, bands]) {
          assert(list.every((t, i) => t === list[0] + i), `${list}`);
        }
      }
      assertEven(
        rows.map(({ time }) => time.length),
        5,
        "steps hidden",
      );
      assertEven(rows.map(({ bands }) => bands.length), 3, "bands hidden");
      const ofTwo = rows.filter(({ time }) => time.length === 2).map(({ time }) => time[0]);
      assertEven(ofTwo, TIME - 1, "where two steps are hidden");
      assertEquals(await draw(5), values);
      assert(`${await draw(6)}` !== `${values}`);
    },
  );
}

tidyTest("SpecAugment changes nothing when predicting", async () => {
  await ready();
  assert(byTf(5, false).every((value) => value === 1));
});

tidyTest(
  "a time mask blanks whole frames of a collection's mel, a band mask whole bands",
  async () => {
    await ready();
    const { train } = madeSounds({ perStyle: 1, seconds: 1, test: 0, arrays: { nMels: 8 } });
    const mel = await train.tensor("mel", Int32Array.of(0, 3)), [frames, bands] = mel.shape;
    const hiddenBy = (config: Partial<SpecAugment["masks"]>) => {
      const none = { timeMasks: 0, timeWidth: 0, bandMasks: 0, bandWidth: 0 };
      const layer = new SpecAugment({ ...none, ...config }),
        x = tf.tensor(mel.data, [2, ...mel.shape]);
      layer.seed = 2;
      const y = layer.apply(x, { training: true }) as tf.Tensor, values = y.dataSync();
      tf.dispose([x, y]);
      layer.dispose();
      return Array.from(mel.data.keys()).filter((at) => values[at] !== mel.data[at]);
    };
    const time = hiddenBy({ timeMasks: 1, timeWidth: 20 });
    const hidden = new Set(time.map((at) => Math.floor(at / bands))); // frames of both sounds
    assertEquals(time.length, hidden.size * bands);
    assert([...hidden].some((frame) => frame >= bands), "no frame beyond the number of bands");
    const band = hiddenBy({ bandMasks: 1, bandWidth: 4 });
    assert(band.length > 0);
    assertEquals(
      band.length,
      new Set(band.map((at) => `${at < frames * bands} ${at % bands}`)).size * frames,
    );
  },
);
