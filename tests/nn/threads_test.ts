import { assert, assertEquals } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { Arena } from "../../lib/nn/arena.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";

/** The weights after a training of a network large enough to be shared out. */
async function weightsAfter(threads: number): Promise<number[][]> {
  await ready();
  const rng = new Rng(3), x = matrix(6000, Array.from({ length: 20 }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const y = { codes: Int32Array.from({ length: 6000 }, () => rng.int(5)), classes: [..."abcde"] };
  const plan = { inputs: 20, classes: 5, layers: [128, 64], batchNorm: true, dropout: 0.3 };
  const model = mlp(plan, new Rng(1));
  await train(model, x, y, { epochs: 12, batchSize: 500, threads, rng: new Rng(2) });
  const all = model.getWeights().map((w) => [...w.dataSync()]);
  model.dispose();
  return all;
}

Deno.test("one thread and two give the same weights, bit for bit, whenever the second arrives", async () => {
  const alone = await weightsAfter(1);
  assertEquals(await weightsAfter(2), alone);
  assertEquals(await weightsAfter(2), alone);
});

Deno.test("the helper does its half of a product, and the product is the same", async () => {
  const arena = Arena.acquire(), { kernels } = arena, m = 256, n = 64, k = 96;
  const [a, b, alone, both] = [m * k, k * n, m * n, m * n].map((count) => arena.allocate(count));
  arena.floats(a, m * k).forEach((_, i, all) => all[i] = Math.sin(i));
  arena.floats(b, k * n).forEach((_, i, all) => all[i] = Math.cos(i * 1.3));
  const multiply = (to: number) => kernels.gemm(m, n, k, a, k, 1, b, n, to, n, 0, 0);
  multiply(alone);
  const before = kernels.helped(), expected = arena.floats(alone, m * n).slice();
  arena.startHelper();
  for (let i = 0; i < 1000 && kernels.helped() === before; i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    multiply(both);
  }
  assert(kernels.helped() > before, "no helper came in 10 seconds");
  for (let i = 0; i < 200; i++) {
    arena.floats(both, m * n).fill(0);
    multiply(both);
    assertEquals(arena.floats(both, m * n).slice(), expected);
  }
  arena.release();
});
