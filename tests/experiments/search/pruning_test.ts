/** Median pruning: who is held to what, and that trainings end by it. */
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import type { Settings } from "../../../lib/experiments/runs/record.ts";
import { integer, logUniform } from "../../../lib/experiments/search/distributions.ts";
import { classifierFromRun } from "../../../lib/experiments/search/classifier_from_run.ts";
import { medianPruning } from "../../../lib/experiments/search/pruning.ts";
import { variedSettings } from "../../../lib/experiments/runs/standings.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { grid, random, type Space } from "../../../lib/experiments/search/space.ts";
import { tpe } from "../../../lib/experiments/search/tpe.ts";
import * as trial from "../../../lib/experiments/search/trial.ts";
import { smallRun } from "../small_run.ts";
import { learn, watch } from "../../nn/rows.ts";
import { type Played, played } from "./played.ts";

/** What all candidates are held to, whose curves are told. */
const held = (space: Space, curveOf: (settings: Settings) => number[], how?: Played): Settings[] =>
  played(space, (plan, ended) => {
    const curve = { validationLoss: curveOf(ended.settings) };
    const run = { ...smallRun(ended.settings, { accuracy: .5 }), curve };
    plan.report(ended, -curve.validationLoss.at(-1)!, [run]);
  }, how);

Deno.test("a trial is held to the median of what those before it had reached at their best", () => {
  const space = grid({ x: [1, 2, 3, 4, 5, 6, 7, 8] });
  const curve = ({ x }: Settings) => [9, Number(x), 9, Number(x) - 1];
  const plan = { at: [2, 3, 4], startup: 3, parallel: 2 };
  const tried = held(medianPruning(space, plan), curve);
  assertEquals(tried.slice(0, 4).every((settings) => !("milestones" in settings)), true);
  assertEquals(tried[4], { x: 5, milestones: { 2: 2, 3: 2, 4: 1 } }); // of 1, 2 and 3
  assertEquals(tried[7].milestones, { 2: 3.5, 3: 3.5, 4: 2.5 }); // of 1 to 6
});

Deno.test("those that ended early count where they came, and failed ones nowhere", () => {
  const space = grid({ x: [1, 2, 3, 4, 5, 6] });
  const curve = ({ x }: Settings) => Number(x) % 2 ? [3, 1] : [2];
  const tried = held(medianPruning(space, { at: [1, 2], startup: 2, parallel: 1 }), curve);
  assertEquals(tried[2].milestones, { 1: 2.5 });
  assertEquals(tried[3].milestones, { 1: 3, 2: 1 });
  const plan = medianPruning(space, { at: [1], startup: 1, parallel: 1 }).plan(new Rng(1));
  plan.report(plan.ready()[0], undefined, [smallRun({}, {})]);
  const [second] = plan.ready();
  assertEquals(second.settings, { x: 2 });
});

Deno.test("an accuracy must be at least the median, and seeds count by their mean", () => {
  const space = grid({ x: [1, 2] });
  const plan = medianPruning(space, { at: [2], startup: 1, parallel: 1 }).plan(new Rng(1));
  const runs = [[.5, .25], [.25, .75]].map((validationAccuracy) => ({
    ...smallRun({ monitor: "validationAccuracy" }, { accuracy: 1 }),
    curve: { validationAccuracy, validationLoss: [1, 1] },
  }));
  plan.report(plan.ready()[0], 1, runs);
  assertEquals(plan.ready()[0].settings, { x: 2, milestones: { 2: .625 } });
});

Deno.test("whoever ends first, all are held to the same; also around tpe", () => {
  const curve = ({ rate = 1, n = 1 }: Settings) =>
    [4, 3, 2].map((start) => start + Math.abs(Math.log10(Number(rate)) + 2) + Number(n) / 9);
  const parameters = { rate: logUniform(1e-4, 1), n: integer(1, 5) }, rng = new Rng(4);
  for (const space of [random(parameters, { trials: 25 }), tpe(parameters, { trials: 25 })]) {
    const pruned = medianPruning(space, { at: [1, 2] }), straight = held(pruned, curve);
    assertEquals(straight.length, 25);
    assert(straight.slice(-10).every((settings) => "milestones" in settings));
    for (let turn = 0; turn < 3; turn++) {
      assertEquals(held(pruned, curve, { pick: (running) => rng.int(running) }), straight);
    }
  }
});

Deno.test("trainings that lag behind end at a milestone, and records say at which", async () => {
  const data = { train: learn, validation: watch };
  const space = medianPruning(
    random({ learningRate: logUniform(1e-5, 3e-2) }, { trials: 14 }),
    { at: [2, 4], startup: 3, parallel: 2 },
  );
  const run = () =>
    search(space, localRunner(trial, data), {
      ...{ part: "00", name: "pruned", base: { layers: [8], epochs: 8, batchSize: 100 } },
    });
  const runs = await run();
  const epochs = runs.map(({ scores }) => scores.epochs);
  assert(epochs.every((n) => [2, 4, 8].includes(n)), epochs.join(", "));
  const short = runs.filter(({ scores }) => scores.epochs === 2);
  assert(short.length >= 3 && short.length <= 10, `${short.length} ended after two epochs`);
  for (const { settings, curve } of runs) {
    const goal = (settings.milestones as Record<string, number>)[2];
    const missed = Math.min(...curve!.validationLoss.slice(0, 2)) > goal;
    assertEquals(curve!.validationLoss.length === 2, missed);
  }
  const best = runs.reduce((a, b) => a.scores.accuracy > b.scores.accuracy ? a : b);
  assertEquals(best.scores.epochs, 8);
  assertEquals(variedSettings(runs), ["learningRate"]); // what they were held to is no choice
  const again = await run();
  assertEquals(again.map(({ id }) => id), runs.map(({ id }) => id));
  const { settings } = classifierFromRun(best.settings);
  assertEquals(settings.milestones, {}); // there all epochs run
});

Deno.test("what cannot be pruned by is refused by name", async () => {
  const space = grid({ x: [1] });
  await assertFails(() => medianPruning(space, { at: [] }), "no epoch", "at: []");
  await assertFails(() => medianPruning(space, { at: [1.5] }), "1.5", "whole numbers");
  await assertFails(() => medianPruning(space, { at: [1], parallel: 0 }), "parallel", "0");
  const own = medianPruning(grid({ milestones: [{ 1: 2 }] }), { at: [1] });
  await assertFails(() => own.plan(new Rng(1)).ready(), "sets milestones itself");
  for (const milestones of [3, null, { 0: 1 }, { ten: 1 }, { 10: NaN }]) {
    await assertFails(
      () => trial.complete({ milestones }, { train: learn } as never),
      "milestones",
    );
  }
});
