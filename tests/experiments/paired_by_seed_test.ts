import { pairedBySeed, type Trained } from "../../lib/experiments/paired_by_seed.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";

/** A run per accuracy, of the seeds 1, 2 …; NaN failed. */
const runs = (variant: string, accuracy: readonly number[], settings = {}) =>
  accuracy.map((value, i): Trained => {
    const key = { seed: i + 1, settings, label: { variant } };
    if (Number.isNaN(value)) return { ...key, status: "failed", scores: {} };
    return { ...key, status: "done", scores: { accuracy: value } };
  });
const against = { against: "scratch" };

Deno.test("a gain is paired by seed, whatever the order", () => {
  const a = runs("a", [.5, .6, .7]).toReversed(), b = runs("scratch", [.4, .5, .65]);
  const [{ name, way, value, interval: [low, high] }] = pairedBySeed([...a, ...b], against);
  assertEquals([name, way], ["a", "scratch"]);
  assertAlmostEquals(value, .25 / 3);
  assert(low < value && value < high && low > 0);
  assertEquals(pairedBySeed([...a, ...b], { ...against, way: "at the end" })[0].way, "at the end");
});

Deno.test("a seed that failed on either side leaves its pair out, and one pair has no interval", () => {
  const gain = (a: number[], b: number[]) =>
    pairedBySeed([...runs("a", a), ...runs("scratch", b)], against)[0];
  assertAlmostEquals(gain([.5, .6, NaN], [.4, .5, .65]).value, .1);
  assertAlmostEquals(gain([.5, .6, NaN], [NaN, .5, .65]).value, .1);
  assertEquals(gain([.5, .6, NaN], [NaN, .5, .65]).interval, [NaN, NaN]);
  assertEquals(gain([NaN, NaN, NaN], [.4, .5, .65]).value, NaN);
});

Deno.test("variants are compared over the same seeds alone, by a score that all have", async () => {
  const scratch = runs("scratch", [.2, .2]), [first, second] = runs("a", [.2, .2]);
  const compare = (...others: typeof scratch) => () =>
    pairedBySeed([...scratch, ...others], against);
  await assertFails(compare(first, { ...second, seed: 3 }), "same seeds", "1,3", "1,2");
  await assertFails(compare(first), "same seeds");
  await assertFails(
    () => pairedBySeed([...scratch, first, second], { ...against, score: "recall" }),
    "without the score",
    "recall",
  );
});

Deno.test("variants are compared at each value of a setting, in the values' order", () => {
  const found = pairedBySeed([
    ...[...runs("scratch", [.6, .6], { share: 1 }), ...runs("copied", [.6, .6], { share: 1 })],
    ...[...runs("scratch", [.3, .3], { share: .1 }), ...runs("copied", [.5, .5], { share: .1 })],
  ], { ...against, by: "share" });
  assertEquals(found.map(({ name, way }) => [name, way]), [
    ["share = 0.1", "copied"],
    ["share = 1", "copied"],
  ]);
  assertAlmostEquals(found[0].value, .2);
  assertAlmostEquals(found[1].value, 0);
});
