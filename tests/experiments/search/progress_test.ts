/** What a search's progress says, and what saying it costs. */
import { makeRun, type Run, type Settings } from "../../../lib/experiments/runs/record.ts";
import { bestRun } from "../../../lib/experiments/runs/standings.ts";
import { halving } from "../../../lib/experiments/search/halving.ts";
import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import { search, type SearchProgress } from "../../../lib/experiments/search/search.ts";
import { grid } from "../../../lib/experiments/search/space.ts";
import { assert, assertEquals } from "../../assert.ts";
import { toyData } from "../toy_runner.ts";
import * as toy from "../toy_trial.ts";

const asked = { part: "03", name: "toy" };

Deno.test("what is best while a search runs is what a full ranking of its runs would say", async () => {
  const space = halving(grid({ width: [16, 32, 64, 65, 66, 128], learningRate: [.1, .01] }), {
    minimum: 1,
    maximum: 9,
  });
  const ended: Run[] = [];
  let told = 0;
  const runner = localRunner(toy, toyData);
  const runs = await search(space, {
    ...runner,
    async run(job, signal) {
      const result = await runner.run(job, signal);
      const key = { ...asked, ...job, data: runner.data, split: null };
      ended.push(makeRun(key, result));
      return result;
    },
  }, {
    ...asked,
    seeds: 3,
    onProgress({ best: first, done }) {
      if (done !== ended.length) return; // a beat between a run's end and its place in the count
      told++;
      const ranked = done > 0 ? bestRun(ended) : undefined;
      assertEquals(first?.id, ranked?.id);
    },
  });
  assert(told >= runs.length);
});

Deno.test("a search asks its plan and prices its candidates once, however many runs end", async () => {
  let priced = 0;
  const trial = { ...toy, cost: (settings: Settings) => (priced++, toy.cost(settings)) };
  const space = halving(grid({ width: Array.from({ length: 90 }, (_, i) => 1 + i) }), {
    minimum: 1,
    maximum: 9,
  });
  const told: SearchProgress[] = [];
  await search(space, localRunner(trial, toyData), {
    ...asked,
    onProgress: (progress) => told.push(progress),
  });
  assert(told.length >= 130);
  assert(priced <= 90 * 3, `${priced}`); // every candidate in every rung
  assertEquals(told.at(-1)!.secondsLeft, 0);
});
