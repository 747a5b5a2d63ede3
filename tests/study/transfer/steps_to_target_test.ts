import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { arrival, stepsToTarget } from "../../../lib/study/transfer/steps_to_target.ts";

const run = (seed: number, accuracy: number[], every = 10) => ({
  seed,
  scores: { accuracy: accuracy.at(-1)! },
  curve: {
    "look: step": accuracy.map((_, i) => i * every),
    "look: accuracy": accuracy,
    "look: seconds": accuracy.map((_, i) => i / 2),
  },
});

Deno.test("a run arrives where it first is as good, and may never arrive", async () => {
  const one = run(1, [.1, .4, .6, .5, .7]);
  assertEquals(arrival(one, .55), { steps: 20, seconds: 1 });
  assertEquals(arrival(one, .8), undefined);
  await assertFails(() => arrival({ seed: 1, curve: {} }, .5), "not looked at", "lookEvery");
});

Deno.test("the head start is the geometric mean of the seeds' ratios, over those that got there", () => {
  const scratch = [
    run(1, [.1, .3, .5, .6, .7]),
    run(2, [.1, .3, .5, .7, .6]),
    run(3, [.1, .2, .3, .6, .7]),
  ];
  const copied = [run(3, [.4, .5, .6, .7]), run(1, [.4, .7]), run(2, [.4, .5, .6, .69])];
  const found = stepsToTarget(scratch, copied);
  assertEquals([found.reached, found.seeds], [2, 3]);
  assertEquals([found.baselineSteps, found.steps], [40, 20]); // seeds 1 and 3
  assertAlmostEquals(found.ratio, Math.sqrt(10 / 40 * 30 / 40));
  assert(Number.isNaN(found.low), "two seeds make no interval");
  const nearly = stepsToTarget(scratch, copied, { within: .01 });
  assertEquals(nearly.reached, 3);
  assert(nearly.low < nearly.ratio && nearly.ratio < nearly.high);
  assertAlmostEquals(nearly.target, .69);
  const none = stepsToTarget(scratch, copied.map(({ seed }) => run(seed, [.1])));
  assertEquals([none.reached, none.ratio, none.steps], [0, NaN, NaN]);
});

Deno.test("ways of training are compared over the same seeds alone", async () => {
  const two = [run(1, [.1, .2]), run(2, [.1, .2])], others = [run(1, [.2]), run(3, [.2])];
  await assertFails(() => stepsToTarget(two, others), "seed by seed", "1,2", "1,3");
});
