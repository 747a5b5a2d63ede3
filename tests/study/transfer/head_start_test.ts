/** What trainings that were looked at say of each other. */
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { pairedBySeed } from "../../../lib/study/evaluation/paired_by_seed.ts";
import { arrival, stepsToTarget } from "../../../lib/study/transfer/steps_to_target.ts";
import { evalCurve } from "../../../lib/study/runs/eval_curve.ts";
import { chosenRows } from "../../../lib/study/transfer/replay.ts";

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
  await assertFails(() => pairedBySeed("a", two, "b", others), "same seeds");
  await assertFails(
    () => pairedBySeed("a", two, "b", two, "recall"),
    "without the score",
    "recall",
  );
});

Deno.test("a gain is paired by seed, whatever the order", () => {
  const runs = (accuracy: number[]) => accuracy.map((value, i) => run(i + 1, [value]));
  const a = runs([.5, .6, .7]), b = runs([.4, .5, .65]);
  const { value, interval: [low, high] } = pairedBySeed("a", a.toReversed(), "b", b);
  assertAlmostEquals(value, .25 / 3);
  assert(low < value && value < high && low > 0);
});

Deno.test("a line over seeds goes on where one of them has ended", async () => {
  const { x, y, low, high } = evalCurve("a", [run(1, [.1, .3]), run(2, [.3, .5, .8])], "accuracy");
  assertEquals(x, [0, 10, 20]);
  assertEquals([y[0], y[2]].map((v) => Math.round(10 * v)), [2, 8]);
  assertEquals([low, high], [[.1, .3, .8], [.3, .5, .8]]);
  await assertFails(() => evalCurve("a", [{}], "accuracy"), "no run of a", "lookEvery");
});

Deno.test("a smaller share's rows are among a larger one's, class by class", () => {
  const y = {
    codes: Int32Array.from({ length: 400 }, (_, i) => i % 4),
    classes: ["edm", "a", "b", "c"],
  };
  const rows = (newShare: number, oldShare: number) =>
    chosenRows(y, ["a", "b", "c"], { newShare, oldShare }, new Rng(7));
  const count = (list: Int32Array) =>
    y.classes.map((_, c) => list.filter((r) => y.codes[r] === c).length);
  assertEquals(count(rows(.1, 1)), [10, 100, 100, 100]);
  assertEquals(count(rows(1, .03)), [100, 3, 3, 3]);
  assertEquals(count(rows(.001, 0)), [1, 0, 0, 0]);
  const large = new Set(rows(1, .3));
  assert(rows(1, .1).every((row) => large.has(row)));
  const all = rows(1, 1);
  assertEquals(all, all.toSorted());
});
