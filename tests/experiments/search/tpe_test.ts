/** Tree-structured Parzen estimators: where they look, and that nothing but scores decides. */
import { assert, assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import { mean } from "../../../lib/core/statistics.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { axisOf } from "../../../lib/experiments/search/axes.ts";
import {
  integer,
  logUniform,
  oneOf,
  uniform,
} from "../../../lib/experiments/search/distributions.ts";
import { parzen } from "../../../lib/experiments/search/parzen.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { random, settingsOf, type Space } from "../../../lib/experiments/search/space.ts";
import { tpe } from "../../../lib/experiments/search/tpe.ts";
import type { Settings } from "../../../lib/experiments/runs/record.ts";
import { toyRunner } from "../toy_runner.ts";
import { type Played, played } from "./played.ts";

/** Settings in the order of their trials, whose scores are told. */
const searched = (
  space: Space,
  score: (settings: Settings) => number | undefined,
  how?: Played,
): Settings[] => played(space, (plan, ended) => plan.report(ended, score(ended.settings)), how);

const parameters = {
  rate: logUniform(1e-5, 1),
  layers: integer(1, 6),
  dropout: uniform(0, .8),
  norm: oneOf("none", "batch", "layer"),
  epochs: 20,
};
/** Best at rate .003, 3 layers, dropout .2, batch norm: 0 there, less everywhere else. */
const score = ({ rate, layers, dropout, norm }: Settings): number =>
  -((Math.log10(Number(rate)) + 2.5) ** 2) - (Number(layers) - 3) ** 2 / 4 -
  8 * (Number(dropout) - .2) ** 2 - (norm === "batch" ? 0 : 1);

const best = (settings: readonly Settings[]) => Math.max(...settings.map(score));

Deno.test("it finds better settings than random draws do, in as many trials, either way", () => {
  const over = (space: (trials: number) => Space) =>
    mean(Array.from({ length: 8 }, (_, seed) => best(searched(space(60), score, { seed }))));
  const drawn = over((trials) => random(parameters, { trials }));
  for (const multivariate of [true, false]) {
    const found = over((trials) => tpe(parameters, { trials, multivariate }));
    assert(found > drawn / 2, `${found}, random ${drawn}, multivariate ${multivariate}`);
  }
});

Deno.test("drawn together, settings are found that only go with one another", () => {
  const two = { a: uniform(0, 1), b: uniform(0, 1) };
  // a narrow ridge along a = b, whose height says little of a or b alone
  const ridge = ({ a, b }: Settings) =>
    -20 * Math.abs(Number(a) - Number(b)) - Math.abs(Number(a) - .8);
  const found = (multivariate: boolean) =>
    mean(Array.from({ length: 10 }, (_, seed) => {
      const all = searched(tpe(two, { trials: 60, multivariate }), ridge, { seed });
      return mean(all.slice(40).map(ridge));
    }));
  const [together, apart] = [found(true), found(false)];
  assert(together > apart, `${together} together, ${apart} apart`);
});

Deno.test("the search is the same in whichever order trials end, and on any number of workers", async () => {
  const rng = new Rng(9), space = tpe(parameters, { trials: 40, parallel: 3 });
  const straight = searched(space, score);
  for (let turn = 0; turn < 3; turn++) {
    assertEquals(searched(space, score, { pick: (running) => rng.int(running) }), straight);
  }
  const toy = { learningRate: logUniform(1e-4, 1), width: integer(8, 128), nap: 1 };
  const made = [];
  for (const workers of [1, 3]) {
    const runner = toyRunner(workers);
    const runs = await search(tpe(toy, { trials: 24 }), runner, { part: "00", name: "tpe" });
    made.push(runs.map(({ settings, scores }) => ({ settings, scores })));
    await runner.close();
  }
  assertEquals(made[0], made[1]);
});

Deno.test("its first trials are those of a random search, and no settings come twice", () => {
  const space = tpe(parameters, { trials: 50, startup: 12 }), tried = searched(space, score);
  assertEquals(tried.slice(0, 12), settingsOf(random(parameters, { trials: 12 }), new Rng(1)));
  assertEquals(new Set(tried.map((each) => JSON.stringify(each))).size, 50);
  const all = searched(tpe({ layers: integer(1, 4), norm: oneOf("a", "b") }, { trials: 8 }), score);
  assertEquals(new Set(all.map((each) => JSON.stringify(each))).size, 8);
});

Deno.test("as many trials run at once as are said, and each knows all scores but the last few", () => {
  const plan = tpe(parameters, { trials: 30, startup: 5, parallel: 4 }).plan(new Rng(1));
  const first = plan.ready();
  assertEquals([plan.total, first.length], [30, 5]);
  assertEquals(plan.upcoming().length, 25);
  plan.report(first[0], 1);
  assertEquals(plan.ready().length, 0); // trial 5 knows those up to 1
  plan.report(first[1], 2);
  const [next] = plan.ready();
  assertEquals(next.index, 5);
  assertEquals(plan.ready(), []);
});

Deno.test("trials that fail are bad places, and a search in which all fail ends", () => {
  const fails = ({ rate }: Settings) =>
    Number(rate) > 1e-2 ? undefined : -((Math.log10(Number(rate)) + 3.5) ** 2);
  const tried = searched(tpe({ rate: logUniform(1e-5, 1) }, { trials: 60 }), fails);
  const late = tried.slice(30).filter(({ rate }) => Number(rate) > 1e-2).length;
  assert(late < 5, `${late} of the last 30 failed`);
  assertEquals(searched(tpe(parameters, { trials: 20 }), () => undefined).length, 20);
});

Deno.test("a density of settings integrates to 1 and is highest where its points are", () => {
  const number = axisOf("x", { low: 0, high: 4, scale: "linear", whole: false });
  const whole = axisOf("n", { low: 1, high: 5, scale: "linear", whole: true });
  const choice = axisOf("c", { values: ["a", "b", "c"] });
  for (const points of [[[.1, .5, 0], [.2, .5, 0], [.9, .1, 2]], []]) {
    const density = parzen([number, whole, choice], points);
    let sum = 0;
    for (let i = 0; i < 400; i++) {
      for (const n of [1, 2, 3, 4, 5]) {
        for (const c of [0, 1, 2]) {
          sum += Math.exp(density.logDensity([(i + .5) / 400, whole.place(n), c])) / 400;
        }
      }
    }
    assertAllClose([sum], [1], { relative: 1e-4 });
  }
  const near = parzen([number], [[.1], [.15], [.9]]);
  assert(near.logDensity([.12]) > near.logDensity([.5]));
  const rng = new Rng(1), drawn = Array.from({ length: 4000 }, () => near.sample(rng)[0]);
  const share = drawn.filter((x) => x < .3).length / 4000;
  let expected = 0;
  for (let i = 0; i < 300; i++) expected += Math.exp(near.logDensity([(i + .5) / 1000])) / 1000;
  assert(Math.abs(share - expected) < .03, `${share} drawn below .3, ${expected} by the density`);
});

Deno.test("places along an axis are values again; values that are none are refused", async () => {
  const rate = axisOf("rate", { low: 1e-4, high: 1, scale: "log", whole: false });
  assertAllClose([rate.place(1e-2), rate.value(.25) as number], [.5, 1e-3], { relative: 1e-12 });
  const layers = axisOf("layers", { low: 1, high: 4, scale: "linear", whole: true });
  assertEquals([0, .24, .26, .999].map(layers.value), [1, 1, 2, 4]);
  assertEquals([1, 2, 3, 4].map((n) => layers.value(layers.place(n))), [1, 2, 3, 4]);
  const widths = axisOf("widths", { values: [[64], [64, 32]] });
  assertEquals([widths.place([64, 32]), widths.value(0)], [1, [64]]);
  await assertFails(() => rate.place(2), "rate cannot have", "2", "0.0001 to 1");
  await assertFails(() => widths.place([8]), "widths", "[8]", "[64,32]");
});

Deno.test("what cannot be searched is refused by name", async () => {
  await assertFails(() => tpe(parameters, { trials: 0 }), "tpe({ trials })", "0");
  await assertFails(() => tpe(parameters, { trials: 5, trial: 1 } as never), "trial", "startup");
  const own = { rate: { sample: (rng: Rng) => rng.uniform() } };
  await assertFails(() => tpe(own, { trials: 5 }), "values rate may have", "logUniform");
  const few = tpe({ norm: oneOf("a", "b") }, { trials: 3, startup: 1 });
  await assertFails(() => searched(few, score), "not as many different settings", "3");
  const quick = tpe(parameters, { trials: 100 }).fewer!({ trials: 12 } as never);
  assertEquals(quick.plan(new Rng(1)).total, 12);
});
