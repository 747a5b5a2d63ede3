import { Rng } from "../../lib/core/rng.ts";
import { mean, standardDeviation } from "../../lib/core/statistics.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";

Deno.test("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number | string) =>
    Array.from({ length: 5 }, ((r) => () => r.uint32())(new Rng(seed)));
  assertEquals(draw(3), draw(3));
  assert(draw(3).some((value, i) => value !== draw(4)[i]));
});

Deno.test("the generator gives the numbers that rand_xoshiro's xoshiro128** gives", () => {
  const rng = Rng.fromState(1, 2, 3, 4);
  const first = Array.from({ length: 6 }, () => rng.uint32());
  assertEquals(first, [11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
});

Deno.test("the seeding is pinned: a change of it would change every result", () => {
  const rng = new Rng(1);
  assertEquals([rng.uint32(), rng.uint32(), rng.uint32()], [3871124233, 914440265, 3232607756]);
});

Deno.test("a fork depends on its name alone, not on what was drawn before", () => {
  const a = new Rng(1), b = new Rng(1);
  b.uniform();
  b.fork("first").uniform();
  assertEquals(a.fork("second").uint32(), b.fork("second").uint32());
  assert(a.fork("x").uint32() !== a.fork("y").uint32());
});

Deno.test("uniform numbers lie in [0, 1) and fill it evenly", () => {
  const rng = new Rng("even"), counts = new Array(10).fill(0);
  for (let i = 0; i < 20000; i++) counts[Math.floor(rng.uniform() * 10)]++;
  const chi2 = counts.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0);
  assert(chi2 < 27.9, `chi-squared ${chi2} of 9 degrees of freedom (p < .001)`);
});

Deno.test("int gives each number its share, also where n does not divide 2^32", () => {
  const rng = new Rng("int"), counts = new Array(7).fill(0);
  for (let i = 0; i < 14000; i++) counts[rng.int(7)]++;
  for (const n of counts) assert(Math.abs(n - 2000) < 200, `${counts}`);
});

Deno.test("normal numbers have mean 0, spread 1 and the tails of the bell", () => {
  const rng = new Rng("bell"), values = Float64Array.from({ length: 40000 }, () => rng.normal());
  assertAlmostEquals(mean(values), 0, .02);
  assertAlmostEquals(standardDeviation(values), 1, .02);
  assertAlmostEquals(values.filter((v) => Math.abs(v) > 1.959964).length / 40000, .05, .005);
});

Deno.test("shuffle keeps every item and permutation holds each position once", () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  assertEquals(new Rng(2).shuffle([...items]).toSorted((a, b) => a - b), items);
  assertEquals([...new Rng(2).permutation(50)].toSorted((a, b) => a - b), items);
});

Deno.test("choice follows its weights and never takes what weighs nothing", () => {
  const rng = new Rng(5), counts = { a: 0, b: 0, c: 0 };
  for (let i = 0; i < 9000; i++) counts[rng.choice(["a", "b", "c"] as const, [1, 2, 0])]++;
  assertEquals(counts.c, 0);
  assertAlmostEquals(counts.b / 9000, 2 / 3, .03);
});

Deno.test("impossible draws are refused", async () => {
  await assertFails(() => new Rng(.5), "integer");
  await assertFails(() => new Rng(1).int(0), "1 to 2^32");
  await assertFails(() => new Rng(1).choice([]), "nothing");
  await assertFails(() => new Rng(1).choice([1], [0]), "above 0");
});
