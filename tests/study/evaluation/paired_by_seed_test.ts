import { pairedBySeed } from "../../../lib/study/evaluation/paired_by_seed.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";

const runs = (...accuracy: number[]) =>
  accuracy.map((value, i) => ({ seed: i + 1, scores: { accuracy: value } }));

Deno.test("a gain is paired by seed, whatever the order", () => {
  const a = runs(.5, .6, .7), b = runs(.4, .5, .65);
  const { name, way, value, interval: [low, high] } = pairedBySeed("a", a.toReversed(), "b", b);
  assertEquals([name, way], ["a", "b"]);
  assertAlmostEquals(value, .25 / 3);
  assert(low < value && value < high && low > 0);
});

Deno.test("a seed that failed on either side leaves its pair out, and one pair has no interval", () => {
  const a = runs(.5, .6, .7), b = runs(.4, .5, .65);
  const failed = (of: typeof a, ...seeds: number[]) =>
    of.map((run) => ({
      ...run,
      ...(seeds.includes(run.seed) &&
        { status: "failed" as const, scores: {} as { accuracy: number } }),
    }));
  assertAlmostEquals(pairedBySeed("a", failed(a, 3), "b", b).value, .1);
  assertAlmostEquals(pairedBySeed("a", failed(a, 3), "b", failed(b, 1)).value, .1);
  assertEquals(pairedBySeed("a", failed(a, 3), "b", failed(b, 1)).interval, [NaN, NaN]);
  assertEquals(pairedBySeed("a", failed(a, 1, 2, 3), "b", b).value, NaN);
});

Deno.test("ways of training are compared over the same seeds alone, by a score that all have", async () => {
  const two = runs(.2, .2), [, second] = two, others = [two[0], { ...second, seed: 3 }];
  await assertFails(() => pairedBySeed("a", two, "b", others), "same seeds", "1,2", "1,3");
  await assertFails(() => pairedBySeed("a", two, "b", two.slice(1)), "same seeds");
  await assertFails(
    () => pairedBySeed("a", two, "b", two, "recall"),
    "without the score",
    "recall",
  );
});
