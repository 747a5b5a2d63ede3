import { assert, assertEquals } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { mlp, type MlpSettings } from "../../lib/nn/mlp.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { train } from "../../lib/nn/train.ts";
import { tidyTest } from "./rows.ts";

/** Which engine a training takes by itself, seen at its first step. */
async function chosen(
  plan: Partial<MlpSettings>,
  settings: Partial<TrainSettings>,
): Promise<[engine: string, reason: string | undefined]> {
  const rng = new Rng(1), rows = 2048, model = mlp({ inputs: 20, classes: 6, ...plan }, rng);
  const x = matrix(rows, Array.from({ length: 20 }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const classes = ["a", "b", "c", "d", "e", "f"];
  const y = { classes, codes: Int32Array.from({ length: rows }, (_, i) => i % 6) };
  const stop = new AbortController(), onStep = () => stop.abort();
  const { engine, reason } = await train(model, x, y, {
    ...{ epochs: 1e5, ...settings },
    ...{ rng, onStep, signal: stop.signal },
  });
  model.dispose();
  return [engine, reason];
}

const large = { layers: [256, 128] }, normed = { ...large, batchNorm: true };

tidyTest(
  "a graph trains what is large, the fused engine what is small or short",
  async () => {
    const graph = ["graph", "faster than the fused engine at this size"];
    assertEquals(await chosen(large, { batchSize: 1024 }), graph as [string, string]);
    assertEquals(await chosen(large, { batchSize: 16 }), ["wasm", undefined]);
    assertEquals(await chosen(large, { batchSize: 1024, epochs: 3 }), ["wasm", undefined]);
    assertEquals(await chosen(large, { batchSize: 1024, threads: 2 }), graph as [string, string]);
    assertEquals((await chosen(large, { batchSize: 128 }))[0], "graph");
    assertEquals((await chosen(normed, { batchSize: 128 }))[0], "wasm");
    assertEquals((await chosen(normed, { batchSize: 256 }))[0], "graph");
  },
);

tidyTest("members count as so many networks", async () => {
  const [[one], [four]] = [
    await chosen({ layers: [64] }, { batchSize: 512 }),
    await chosen({ layers: [64], members: 16 }, { batchSize: 512 }),
  ];
  assertEquals([one, four], ["wasm", "graph"]);
});

tidyTest("a setting takes the engine that it names, whatever the size", async () => {
  for (const engine of ["graph", "wasm", "tfjs"] as const) {
    const [found, reason] = await chosen(large, { batchSize: 16, engine });
    assertEquals(found, engine);
    assert(engine !== "tfjs" || reason === "the settings ask for tfjs", reason);
  }
});
