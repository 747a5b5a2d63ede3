import { evalCurve } from "../../../lib/experiments/runs/eval_curve.ts";
import { assertEquals, assertFails } from "../../assert.ts";

const run = (seed: number, accuracy: number[], every = 10) => ({
  seed,
  scores: { accuracy: accuracy.at(-1)! },
  curve: {
    "eval: step": accuracy.map((_, i) => i * every),
    "eval: accuracy": accuracy,
    "eval: seconds": accuracy.map((_, i) => i / 2),
  },
});

Deno.test("a line over seeds goes on where one of them has ended", async () => {
  const { x, y, low, high } = evalCurve("a", [run(1, [.1, .3]), run(2, [.3, .5, .8])], "accuracy");
  assertEquals(x, [0, 10, 20]);
  assertEquals([y[0], y[2]].map((v) => Math.round(10 * v)), [2, 8]);
  assertEquals([low, high], [[.1, .3, .8], [.3, .5, .8]]);
  await assertFails(() => evalCurve("a", [{}], "accuracy"), "no run of a", "evalEvery");
});
