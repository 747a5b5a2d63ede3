/** Functional analysis of variance: shares that are known, and optuna's of the same trials. */
import { assert, assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { axisOf, axisOfValues } from "../../../lib/experiments/search/axes.ts";
import {
  integer,
  logUniform,
  oneOf,
  uniform,
} from "../../../lib/experiments/search/distributions.ts";
import {
  settingImportance,
  type SettingImportanceOptions,
} from "../../../lib/experiments/search/setting_importance.ts";
import { growTree, treeVariance } from "../../../lib/experiments/search/variance_tree.ts";
import reference from "../../fixtures/importance.json" with { type: "json" };
import { smallRun } from "../small_run.ts";

Deno.test("of a function that is known on its whole grid, shares are exact", () => {
  const { values, mainA, mainB, interaction } = reference.exactGrid;
  const points: number[][] = [], y: number[] = [];
  for (const numbers of [true, false]) {
    const side = (name: string, n: number) => {
      const all = Array.from({ length: n }, (_, i) => numbers ? i : `${i}`);
      return axisOfValues(name, all);
    };
    const axes = [side("a", 4), side("b", 3)];
    points.length = y.length = 0;
    values.forEach((row, i) =>
      row.forEach((value, j) => {
        points.push(axes.map((axis, k) => axis.place(numbers ? [i, j][k] : `${[i, j][k]}`)));
        y.push(value);
      })
    );
    const leaves = growTree(axes, points, y, Int32Array.from(y.keys()), new Rng(1));
    assertEquals(leaves.length, 12);
    const { total, of } = treeVariance(axes, leaves), [a, b] = [of(0), of(1)];
    assertAllClose([of(0, 1)], [total], { relative: 1e-12 });
    assertAllClose([a, b, of(0, 1) - a - b].map((part) => part / total), [
      mainA,
      mainB,
      interaction,
    ], { relative: 1e-8 });
  }
});

const trials = reference.trials.map(({ value, ...settings }) =>
  smallRun(settings, { accuracy: value })
);
const others = {
  layers: integer(1, 4),
  dropout: uniform(0, .5),
  norm: oneOf("none", "batch", "layer"),
};

for (
  const [name, lr] of [
    ["fanova", uniform(1e-5, 1e-1)],
    ["fanovaLogScale", logUniform(1e-5, 1e-1)],
  ] as const
) {
  Deno.test(`with choices as columns of 0 and 1, and layers as a length, shares are optuna's: ${name}`, () => {
    // so that its first and last layers count half, and norms that there are not as much as those there are
    const numbers = Object.entries({ lr, layers: uniform(1, 4), dropout: others.dropout });
    const axes = [
      ...numbers.map(([name, { domain }]) => axisOf(name, domain!)),
      ...["none", "batch", "layer"].map((norm) => axisOfValues(norm, [0, 1])),
    ];
    const points = trials.map(({ settings }) =>
      axes.map((axis, a) =>
        axis.place(a < 3 ? settings[axis.name] : +(settings.norm === axis.name))
      )
    );
    const y = trials.map(({ scores }) => scores.accuracy), expected = reference[name];
    const shares = [0, 0, 0, 0], rng = new Rng(7), groups = [[0], [1], [2], [3, 4, 5]];
    for (let tree = 0; tree < 320; tree++) { // as many as its five forests have
      const own = Int32Array.from(y, () => rng.int(y.length));
      const { total, of } = treeVariance(axes, growTree(axes, points, y, own, rng));
      groups.forEach((group, g) => shares[g] += of(...group) / total);
    }
    const sum = shares.reduce((a, b) => a + b); // its shares are made to sum to 1
    const order = ["lr", "layers", "dropout", "norm"] as const;
    order.forEach((setting, g) => {
      const { min, max } = expected[setting], found = shares[g] / sum, wide = max - min;
      // the range of five forests, and as much again: it is the forests' chance
      assert(found > min - wide && found < max + wide, `${setting}: ${found}, ${min} to ${max}`);
    });
  });
}

const imported = (options: SettingImportanceOptions) => {
  const found = settingImportance(trials, new Rng(1), options);
  return Object.fromEntries(found.map(({ settings, share }) => [settings.join(" × "), share]));
};

Deno.test("on the scale that was searched, shares come near those of the noise-free function", () => {
  const found = imported({ space: { lr: logUniform(1e-5, 1e-1), ...others }, pairs: true });
  const far = (shares: (name: keyof typeof reference.fanovaLogScale) => number) =>
    (["lr", "layers", "dropout", "norm"] as const).reduce(
      (sum, name) => sum + Math.abs(shares(name) - reference.trueShares[name]),
      0,
    );
  const ours = far((name) => found[name]), optunas = far((n) => reference.fanovaLogScale[n].mean);
  assert(ours < .35 && ours < optunas, `${ours} from the truth, optuna ${optunas}`);
  assert(Object.values(found).reduce((a, b) => a + b) < 1 + 1e-9);
  assertEquals(Object.keys(found).length, 10);
  assert(found["dropout × norm"] > found["layers × dropout"], "dropout matters without a norm");
});

Deno.test("where no space is given, the values that were tried count the same", () => {
  const runs = [16, 64, 1024].flatMap((batchSize) =>
    [null, .1].flatMap((weightDecay) =>
      [[64], [64, 32]].flatMap((layers) =>
        [1, 2, 3, 4].map((seed) =>
          smallRun({ batchSize, weightDecay, layers, epochs: 9 }, {
            accuracy: .5 + (batchSize === 64 ? .3 : 0) + (weightDecay ? .1 : 0),
          }, seed)
        )
      )
    )
  );
  const found = settingImportance(runs, new Rng(1), { trees: 200, pairs: true });
  // variances of 3 values, one of them .3 higher, and of 2 values .1 apart: .02 and .0025
  const share = (name: string) => found.find(({ settings }) => settings.join() === name)!.share;
  assert(Math.abs(share("batchSize") - .02 / .0225) < .03, `${share("batchSize")}`);
  assert(share("layers") < .01 && share("batchSize,weightDecay") < .05);
  assert(!found.some(({ settings }) => settings.includes("epochs")), "it never changes");
  assertEquals(found, settingImportance(runs, new Rng(1), { trees: 200, pairs: true }));
});

Deno.test("choices are divided by their means, whatever their order", () => {
  const axes = [axisOf("c", { values: ["a", "b", "c", "d"] })];
  const leaves = growTree(
    axes,
    [[0], [1], [2], [3]],
    [5, 1, 5, 1],
    Int32Array.of(0, 1, 2, 3),
    new Rng(1),
  );
  assertEquals(leaves.map(({ value }) => value).sort(), [1, 5]);
  assertAllClose([treeVariance(axes, leaves).of(0)], [4]);
});

Deno.test("runs from which nothing can be told are refused", async () => {
  const go = (runs: typeof trials, options = {}) => () =>
    settingImportance(runs, new Rng(1), options);
  await assertFails(go(trials.slice(0, 3)), "3 that are done", "4 or more");
  await assertFails(go(trials.map((run) => ({ ...run, scores: { accuracy: .5 } }))), "0.5 to 0.5");
  await assertFails(go(trials.map((run) => ({ ...run, settings: { a: 1 } }))), "same settings");
  await assertFails(go(trials, { trees: 0 }), "trees", "0");
  const narrow = { lr: logUniform(1e-3, 1e-2) };
  await assertFails(go(trials, { space: narrow }), "lr cannot have", "0.001 to 0.01");
});
