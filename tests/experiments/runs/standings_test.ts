import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import {
  bestRun,
  effectOf,
  rankSettings,
  variedSettings,
} from "../../../lib/experiments/runs/standings.ts";
import {
  makeRun,
  type Run,
  type RunKey,
  type Settings,
} from "../../../lib/experiments/runs/record.ts";

function runOf(settings: Settings, seed: number, accuracy: number | undefined): Run {
  const key: RunKey = {
    part: "03",
    name: "board",
    settings: { epochs: 5, ...settings },
    seed,
    data: { fingerprint: "f", rows: 10 },
    split: null,
  };
  return makeRun(
    key,
    accuracy === undefined
      ? { error: "loss is not finite", seconds: seed }
      : { scores: { accuracy, logLoss: 1 - accuracy }, seconds: seed },
  );
}

const runs = [
  runOf({ width: 64, rate: .1 }, 1, .5),
  runOf({ width: 64, rate: .1 }, 2, .7), // the luckiest seed, but not the best settings
  runOf({ width: 16, rate: .1 }, 1, undefined),
  runOf({ width: 16, rate: .1 }, 2, undefined),
  runOf({ width: 128, rate: .1 }, 1, .66),
  runOf({ width: 128, rate: .1 }, 2, .64),
  runOf({ width: 128, rate: .01 }, 1, .4),
  runOf({ width: 128, rate: .01 }, 2, undefined),
];

Deno.test("standings group seeds and rank settings by their mean, failures last", () => {
  const rows = rankSettings(runs);
  assertEquals(rows.map((row) => [row.rank, row.settings.width, row.settings.rate, row.failed]), [
    [1, 128, .1, 0],
    [2, 64, .1, 0],
    [3, 128, .01, 1],
    [4, 16, .1, 2],
  ]);
  const { n, mean, sd, min, max } = rows[1].scores.accuracy;
  assertEquals([n, min, max], [2, .5, .7]);
  assertAlmostEquals(mean, .6);
  assertAlmostEquals(sd, .1 * Math.SQRT2);
  assertAlmostEquals(rows[1].scores.seconds.mean, 1.5);
  assert(Number.isNaN(rows[2].scores.accuracy.sd));
  assertEquals(rows[0].varied, { width: 128, rate: .1 });
  assertEquals(rows[0].name, "width 128, rate 0.1");
  assertAlmostEquals(rows[0].score, .65);
  assertEquals(rows.map((row) => row.interval), [[.64, .66], [.5, .7], undefined, undefined]);
  assertEquals(rows[1].runs.map((run) => run.seed), [2, 1]);
  assertEquals(rows[3].scores, {});
  assertEquals(rankSettings([]), []);
});

Deno.test("of a loss less is better", () => {
  assertEquals(rankSettings(runs, "logLoss").map((row) => row.settings.width), [128, 64, 128, 16]);
  assertEquals(rankSettings(runs, "seconds")[0].settings, { epochs: 5, width: 128, rate: .01 });
});

Deno.test("the best run belongs to the best settings, not to the luckiest seed", () => {
  const { settings, seed } = bestRun(runs);
  assertEquals({ settings, seed }, { settings: { epochs: 5, width: 128, rate: .1 }, seed: 1 });
});

Deno.test("there is no best of nothing, of failures, or by a score nobody has", async () => {
  await assertFails(() => bestRun([]), "no runs at all");
  await assertFails(() => bestRun(runs.slice(2, 4)), "2 failed runs", "loss is not finite");
  await assertFails(() => bestRun(runs, "f1"), "f1", "accuracy, logLoss");
});

Deno.test("the effect of a setting is told per value, over everything else", async () => {
  const effect = effectOf(runs, "width");
  assertEquals(effect.map(({ value, n, max }) => [value, n, max]), [[64, 2, .7], [128, 3, .66]]);
  assertAlmostEquals(effect[1].mean, (.66 + .64 + .4) / 3);
  assertEquals(variedSettings(runs), ["width", "rate"]);
  await assertFails(() => effectOf(runs, "depth"), "depth", "width, rate");
});

Deno.test("the effect of a list-valued setting keeps the order in which the values came", () => {
  const lists = [[128, 64], [64], [16, 16]].map((layers, i) => runOf({ layers }, 1, .5 + i / 10));
  assertEquals(effectOf(lists, "layers").map(({ value }) => value), [[128, 64], [64], [16, 16]]);
});
