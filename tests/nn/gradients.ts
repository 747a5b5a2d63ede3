/** Tests of a network's gradient: engines against each other and against differences of the loss. */
import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { Target } from "../../lib/core/target.ts";
import { Arena, strideOf } from "../../lib/nn/arena.ts";
import { Batches } from "../../lib/nn/batches.ts";
import { chooseEngine, type Engine, type EngineName } from "../../lib/nn/engine.ts";
import { networkOf } from "../../lib/nn/network.ts";
import { Parameters } from "../../lib/nn/parameters.ts";
import { type TrainSettings, trainSettings } from "../../lib/nn/settings.ts";
import { ready, tf } from "../../lib/nn/tf.ts";

const ROWS = 23, data = new Rng("gradient");
export const CLASSES = 3;
/** Tables of so many columns. */
export const [four, five, eleven] = [4, 5, 11].map((width) => {
  const x = matrix(ROWS, [..."abcdefghijk"].slice(0, width));
  for (let i = 0; i < x.data.length; i++) x.data[i] = data.normal();
  return x;
});
const y = {
  codes: Int32Array.from({ length: ROWS }, () => data.int(CLASSES)),
  classes: ["k", "l", "m"],
};
/** Tags of the same rows; the third has none. */
export const tags = {
  tags: Uint8Array.from({ length: ROWS * CLASSES }, (_, at) => at >= 6 && at < 9 ? 0 : data.int(2)),
  classes: y.classes,
};

/** Loss and gradient of one batch of all rows; `shift` is added to one number of the parameters first. */
export async function gradientOf(
  engine: EngineName,
  build: (x: Matrix) => tf.LayersModel,
  training: Partial<TrainSettings>,
  x: Matrix,
  y: Target,
  shifts: { parameter: string; index: number; by: number }[] = [],
) {
  await ready();
  const rows = x.rows;
  const settings = trainSettings({ batchSize: rows, shuffle: false, ...training });
  const model = build(x), arena = Arena.acquire(), rng = new Rng(5);
  let made: Engine | undefined;
  try {
    const batches = new Batches(x, y, settings, rng.fork("batches"), arena, rows);
    const parameters = new Parameters(model, arena), network = networkOf(model);
    made = await chooseEngine(engine, network, {
      arena,
      parameters,
      input: batches.x,
      capacity: rows,
      examples: rows,
      passes: 0,
      threads: 1,
      rng: rng.fork("d"),
    });
    assertEquals(made.name, engine);
    const find = (name: string) => parameters.trainable.find((p) => p.name === name)!;
    for (const { parameter, index, by } of shifts) {
      const { at, columns } = find(parameter);
      const place = Math.floor(index / columns) * strideOf(columns) + index % columns;
      arena.floats(at, place + 1)[place] += by;
    }
    const { loss, accuracy } = await made.gradient(batches.take(0));
    const gradient = new Map(
      parameters.trainable.map((p) => [p.name, arena.readRows(p.gradient, p.rows, p.columns)]),
    );
    return { loss, accuracy, gradient, p: await made.probabilities(x.data, rows) };
  } finally {
    made?.release?.();
    model.dispose();
    arena.release();
  }
}

/** Registers the tests of the network that `build` makes for a table.
 *
 * @param engines those whose gradient must be that of tfjs; the slope is the first one's
 * @param slopes the engine whose gradient must be the loss's slope, where no engine is compared */
export function gradientTests(
  name: string,
  build: (x: Matrix) => tf.LayersModel,
  training: Partial<TrainSettings>,
  x: Matrix,
  target: Target = y,
  engines: readonly EngineName[] = ["wasm", "graph"],
  slopes: EngineName = engines[0],
): void {
  for (const engine of engines) {
    Deno.test(`${engine} and tfjs make the same gradient: ${name}`, async () => {
      await ready();
      const tensors = tf.memory().numTensors;
      const a = await gradientOf(engine, build, training, x, target),
        b = await gradientOf("tfjs", build, training, x, target);
      assertAllClose([a.loss, a.accuracy], [b.loss, b.accuracy], {
        relative: 1e-5,
        absolute: 1e-6,
      });
      assertAllClose(a.p, b.p, { relative: 1e-4, absolute: 1e-5 });
      assertEquals([...a.gradient.keys()], [...b.gradient.keys()]);
      for (const [parameter, values] of a.gradient) {
        const expected = b.gradient.get(parameter)!;
        const size = Math.sqrt(expected.reduce((sum, v) => sum + v * v, 0));
        assertAllClose(values, expected, { relative: 1e-4, absolute: 2e-5 * size + 1e-6 });
      }
      assertEquals(tf.memory().numTensors, tensors);
    });
  }

  Deno.test(`the gradient is the slope of the loss: ${name}`, async () => {
    const rng = new Rng(name), { gradient } = await gradientOf(slopes, build, training, x, target);
    for (const [parameter, values] of gradient) {
      // along a random direction, so that every number counts and rounding does not
      const by = 3e-4,
        shifts = [1, -1].map((sign) =>
          Array.from(values, (_, index) => ({ parameter, index, by: sign * by }))
        );
      const signs = Array.from(values, () => rng.uniform() < 0.5 ? -1 : 1);
      const losses: number[] = [];
      for (const list of shifts) {
        const signed = list.map((shift, i) => ({ ...shift, by: shift.by * signs[i] }));
        losses.push((await gradientOf(slopes, build, training, x, target, signed)).loss);
      }
      const slope = (losses[0] - losses[1]) / (2 * by);
      const expected = values.reduce((sum, v, i) => sum + v * signs[i], 0);
      const close = 0.03 * Math.abs(expected) + 4e-3;
      assert(
        Math.abs(slope - expected) < close,
        `${parameter}: ${expected}, by differences ${slope}`,
      );
    }
  });
}
