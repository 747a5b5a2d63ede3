import fc from "../../fast_check.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import {
  integer,
  logUniform,
  oneOf,
  uniform,
} from "../../../lib/experiments/search/distributions.ts";
import { grid, random, settingsOf, type Space } from "../../../lib/experiments/search/space.ts";
import { halving } from "../../../lib/experiments/search/halving.ts";

const rng = () => new Rng(1);

Deno.test("a grid holds every combination once, whatever its size", () => {
  const values = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,5}$/),
    fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 4 }),
    { maxKeys: 4, noNullPrototype: true },
  );
  fc.assert(fc.property(values, (values) => {
    const settings = settingsOf(grid(values), rng()), names = Object.keys(values);
    assertEquals(settings.length, names.reduce((n, name) => n * values[name].length, 1));
    assertEquals(new Set(settings.map((each) => JSON.stringify(each))).size, settings.length);
    for (const each of settings) {
      assertEquals(Object.keys(each), names);
      assert(names.every((name) => values[name].includes(each[name] as number)));
    }
  }));
});

Deno.test("a grid refuses a parameter without values or with one twice", async () => {
  await assertFails(() => grid({ layers: [] }), "layers", "values");
  await assertFails(() => grid({ layers: 3 as unknown as number[] }), "layers");
  await assertFails(() => grid({ layers: [[64], [32], [64]] }), "layers", "twice", "[64]");
});

Deno.test("random draws stay in their ranges and fill them", () => {
  const space = random({
    learningRate: logUniform(1e-4, 1e-1),
    dropout: uniform(0, .5),
    members: integer(1, 4),
    layers: oneOf([64], [128, 64]),
    optimizer: "adam",
  }, { trials: 400 });
  const settings = settingsOf(space, rng());
  assertEquals(settings.length, 400);
  const of = (name: string) => settings.map((each) => each[name] as number);
  assert(of("learningRate").every((v) => v >= 1e-4 && v < 1e-1));
  assert(of("dropout").every((v) => v >= 0 && v < .5));
  const share = (values: unknown[], is: (v: number) => boolean) =>
    values.filter((v) => is(v as number)).length / values.length;
  // a third of the draws per order of magnitude: ± 4 standard deviations of a binomial share
  assert(Math.abs(share(of("learningRate"), (v) => v < 1e-3) - 1 / 3) < .1);
  assert(Math.abs(share(of("dropout"), (v) => v < .25) - 1 / 2) < .1);
  for (const m of [1, 2, 3, 4]) assert(Math.abs(share(of("members"), (v) => v === m) - 1 / 4) < .1);
  assertEquals(new Set(of("layers").map(String)), new Set(["64", "128,64"]));
  assert(of("optimizer").every((v) => String(v) === "adam"));
});

Deno.test("the first trials are the same however many follow, and whatever else is drawn", () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 20 }), (seed, n) => {
    const parameters = { dropout: uniform(0, .5), width: integer(1, 1000) };
    const few = settingsOf(random(parameters, { trials: n }), new Rng(seed));
    const many = settingsOf(random(parameters, { trials: 25 }), new Rng(seed));
    const other = random({ momentum: uniform(0, 1), ...parameters }, { trials: n });
    const more = settingsOf(other, new Rng(seed));
    assertEquals(many.slice(0, n), few);
    assertEquals(more.map(({ momentum: _, ...rest }) => rest), few);
  }));
});

Deno.test("random trials all differ, and too many for the space are refused", async () => {
  const six = { a: oneOf(1, 2, 3), b: oneOf("x", "y") };
  const settings = settingsOf(random(six, { trials: 6 }), rng());
  assertEquals(new Set(settings.map((each) => JSON.stringify(each))).size, 6);
  await assertFails(() => settingsOf(random(six, { trials: 7 }), rng()), "6 settings", "7");
  await assertFails(() => random(six, { trials: 0 }), "trials");
  await assertFails(() => logUniform(0, 1), "0 < low < high");
  await assertFails(() => uniform(1, 0), "low < high");
});

/** Runs a plan, ending running candidates in a random order, `workers` at a time. */
function play(
  space: Space,
  score: (settings: Record<string, unknown>) => number | undefined,
  workers: number,
  order: Rng,
) {
  const plan = space.plan(rng()), queue = plan.ready(), running: typeof queue = [];
  const seen: { index: number; settings: Record<string, unknown> }[] = [];
  let overlaps = 0;
  while (queue.length + running.length > 0) {
    while (queue.length > 0 && running.length < workers) running.push(queue.shift()!);
    if (new Set(running.map((each) => each.settings.epochs)).size > 1) overlaps++;
    const [candidate] = running.splice(order.int(running.length), 1);
    seen.push({ ...candidate });
    plan.report(candidate, score(candidate.settings));
    queue.push(...plan.ready());
  }
  seen.sort((a, b) => a.index - b.index);
  return { seen, total: plan.total, overlaps, upcoming: plan.upcoming().length };
}

Deno.test("halving promotes the best third, and the third of these, with three times the epochs", () => {
  const x = [5, 3, 9, 1, 7, 2, 8, 4, 6], space = halving(grid({ x }), { minimum: 1, maximum: 9 });
  const { seen, total } = play(space, ({ x }) => Number(x), 1, rng());
  assertEquals(total, 13);
  assertEquals(
    seen.map(({ settings }) => [settings.epochs, settings.x]),
    [...x.map((x) => [1, x]), [3, 9], [3, 7], [3, 8], [9, 9]],
  );
});

Deno.test("halving knows what its coming rungs cost before it knows who will be in them", () => {
  const space = halving(grid({ x: [1, 2, 3, 4, 5, 6, 7, 8, 9] }), { minimum: 1, maximum: 9 });
  const plan = space.plan(rng());
  const coming = () => plan.upcoming().map(({ epochs, x }) => [epochs, x]);
  assertEquals(coming(), [[3, 2], [3, 5], [3, 8], [9, 5]]);
  for (const each of plan.ready()) plan.report(each, Number(each.settings.x));
  assertEquals(coming(), [[9, 5]]);
});

Deno.test("halving ends at its maximum and keeps one candidate to the end", () => {
  const space = halving(grid({ x: [1, 2] }), { minimum: 5, maximum: 100, resource: "rows" });
  const { seen } = play(space, ({ x }) => Number(x), 1, rng());
  assertEquals(seen.map(({ settings }) => settings.rows), [5, 5, 15, 45, 100]);
});

Deno.test("halving decides the same whatever the number of workers and who ends first, and keeps them busy", () => {
  let overlaps = 0;
  fc.assert(fc.property(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(undefined)), {
      minLength: 1,
      maxLength: 40,
    }),
    fc.integer({ min: 1, max: 8 }),
    fc.constantFrom(2, 3, 4),
    fc.integer(),
    (scores, workers, eta, seed) => {
      const space = halving(grid({ x: scores.map((_, i) => i) }), {
        minimum: 1,
        maximum: 30,
        eta,
      });
      // noise makes the order differ between rungs; equal scores and failures stay
      const score = ({ x, epochs }: Record<string, unknown>) => {
        const base = scores[Number(x)];
        return base === undefined ? undefined : (base * 7 + Number(epochs)) % 10;
      };
      const serial = play(space, score, 1, rng()),
        parallel = play(space, score, workers, new Rng(seed));
      assertEquals(parallel.seen, serial.seen);
      assertEquals(parallel.total, parallel.seen.length);
      assertEquals(parallel.upcoming, 0);
      overlaps += parallel.overlaps;
    },
  ));
  assert(overlaps > 0, "the next rung never began before the last one ended");
});

Deno.test("a failed candidate is never promoted, and halving of failures alone ends", () => {
  const space = halving(grid({ x: [1, 2, 3, 4, 5, 6, 7, 8, 9] }), { minimum: 1, maximum: 9 });
  const some = play(space, ({ x }) => Number(x) > 2 ? undefined : Number(x), 2, rng());
  assertEquals(some.seen.slice(9).map(({ settings }) => [settings.epochs, settings.x]), [
    [3, 1],
    [3, 2],
    [9, 2],
  ]);
  const none = play(space, () => NaN, 2, rng());
  assertEquals([none.seen.length, none.total], [9, 9]);
});

Deno.test("halving refuses a space that sets the resource, and rungs that cannot be", async () => {
  const space = grid({ epochs: [1, 2] });
  await assertFails(() => halving(space, { minimum: 1, maximum: 9 }).plan(rng()), "epochs");
  await assertFails(() => halving(space, { minimum: 9, maximum: 9 }), "minimum 9");
  await assertFails(() => halving(space, { minimum: 1, maximum: 9, eta: 1 }), "eta 1");
});
