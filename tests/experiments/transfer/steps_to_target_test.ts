import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { pairedBySeed } from "../../../lib/experiments/paired_by_seed.ts";
import { arrival, stepsToTarget } from "../../../lib/experiments/transfer/steps_to_target.ts";

const run = (variant: string, seed: number, accuracy: number[]) => ({
  ...{ seed, label: { variant }, scores: { accuracy: accuracy.at(-1)! } },
  curve: {
    "eval: step": accuracy.map((_, i) => i * 10),
    "eval: accuracy": accuracy,
    "eval: seconds": accuracy.map((_, i) => i / 2),
  },
});
const against = { against: "scratch" };

Deno.test("a run arrives where it first is as good, and may never arrive", async () => {
  const one = run("a", 1, [.1, .4, .6, .5, .7]);
  assertEquals(arrival(one, .55), { steps: 20, seconds: 1 });
  assertEquals(arrival(one, .8), undefined);
  await assertFails(() => arrival({ seed: 1, curve: {} }, .5), "not looked at", "evalEvery");
});

Deno.test("the head start is the geometric mean of the seeds' ratios, over those that got there", () => {
  const scratch = [
    run("scratch", 1, [.1, .3, .5, .6, .7]),
    run("scratch", 2, [.1, .3, .5, .7, .6]),
    run("scratch", 3, [.1, .2, .3, .6, .7]),
  ];
  const copied = [
    run("copied", 3, [.4, .5, .6, .7]),
    run("copied", 1, [.4, .7]),
    run("copied", 2, [.4, .5, .6, .69]),
  ];
  const late = copied.map(({ seed }) => run("late", seed, [.1]));
  const [found, none] = stepsToTarget([...scratch, ...copied, ...late], against);
  assertEquals([found.variant, found.reached, found.seeds], ["copied", 2, 3]);
  assertEquals([found.baselineSteps, found.steps], [40, 20]); // seeds 1 and 3
  assertAlmostEquals(found.ratio, Math.sqrt(10 / 40 * 30 / 40));
  assert(Number.isNaN(found.low), "two seeds make no interval");
  assertEquals([none.variant, none.reached, none.ratio, none.steps], ["late", 0, NaN, NaN]);
  const [nearly] = stepsToTarget([...copied, ...scratch], { ...against, within: .01 });
  assertEquals(nearly.reached, 3);
  assert(nearly.low < nearly.ratio && nearly.ratio < nearly.high);
  assertAlmostEquals(nearly.target, .69);
});

Deno.test("variants are compared over the same seeds alone", async () => {
  const scratch = [run("scratch", 1, [.1, .2]), run("scratch", 2, [.1, .2])];
  const others = [...scratch, run("a", 1, [.2]), run("a", 3, [.2])];
  for (const compare of [stepsToTarget, pairedBySeed]) {
    await assertFails(() => compare(others, against), "same seeds", "1,3", "1,2");
    await assertFails(() => compare(others, { against: "b" }), "no such variant", "scratch, a");
  }
});
