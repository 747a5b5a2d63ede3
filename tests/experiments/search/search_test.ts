import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { formatRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { localRunner, type Runner } from "../../../lib/experiments/runners/runner.ts";
import {
  search,
  type SearchOptions,
  type SearchProgress,
} from "../../../lib/experiments/search/search.ts";
import { logUniform, oneOf } from "../../../lib/experiments/search/distributions.ts";
import { grid, random, type Space } from "../../../lib/experiments/search/space.ts";
import { halving } from "../../../lib/experiments/search/halving.ts";
import { bestRun } from "../../../lib/experiments/runs/standings.ts";
import * as toy from "../toy_trial.ts";
import { toyData, toyRunner } from "../toy_runner.ts";

const asked = { part: "03", name: "toy" };
const store = async () => openRuns(await Deno.makeTempDir());

/** A record without what may differ: the seconds it took and when it was made. */
const bytes = (run: Run) => formatRun({ ...run, seconds: 0, created: "" });

async function withRunner<T>(runner: Runner, work: (runner: Runner) => Promise<T>): Promise<T> {
  try {
    return await work(runner);
  } finally {
    await runner.close();
  }
}

const searchToy = (space: Space, workers: number, options: Partial<SearchOptions> = {}) =>
  withRunner(
    workers === 0 ? localRunner(toy, toyData) : toyRunner(workers),
    (runner) => search(space, runner, { ...asked, ...options }),
  );

Deno.test("a grid with seeds gives one record per setting and seed, in the grid's order", async () => {
  const runs = await store();
  const found = await searchToy(grid({ width: [16, 64], learningRate: [.1, .01] }), 0, {
    seeds: 3,
    seed: 10,
    runs,
    base: { epochs: 5 },
    split: { validation: .2 },
  });
  assertEquals(
    found.map(({ settings, seed }) => [settings.width, settings.learningRate, seed]),
    [16, 64].flatMap((w) => [.1, .01].flatMap((l) => [10, 11, 12].map((s) => [w, l, s]))),
  );
  assert(found.every((run) => run.settings.epochs === 5 && run.data.rows === 50));
  assertEquals(new Set(found.map((run) => run.id)).size, 12);
  const recorded = await runs.all();
  assertEquals(recorded, [...found].sort((a, b) => a.id < b.id ? -1 : 1));
  assertEquals(bestRun(found).settings, { epochs: 5, width: 64, learningRate: .01 });
});

Deno.test("the records are the same bytes in this thread, with one worker and with two", async () => {
  const spaces = {
    grid: grid({ width: [16, 32, 64], epochs: [1, 9] }),
    random: random({ learningRate: logUniform(1e-4, .1), width: oneOf(16, 64) }, { trials: 8 }),
    halving: halving(random({ learningRate: logUniform(1e-4, .1) }, { trials: 9 }), {
      minimum: 1,
      maximum: 9,
    }),
  };
  for (const space of Object.values(spaces)) {
    // naps of different lengths, so that with two workers runs end out of order
    const [local, one, two] = await Promise.all(
      [0, 1, 2].map((workers) => searchToy(space, workers, { seeds: 2, base: { nap: true } })),
    );
    assertEquals(one.map(bytes), local.map(bytes));
    assertEquals(two.map(bytes), local.map(bytes));
  }
});

Deno.test("halving finds what is best in truth, and its records say the epochs of each rung", async () => {
  const space = halving(grid({ learningRate: [.1, .01, .001], width: [16, 64, 256] }), {
    minimum: 1,
    maximum: 9,
  });
  const runs = await searchToy(space, 2);
  assertEquals(runs.map((run) => run.settings.epochs), [...Array(9).fill(1), 3, 3, 3, 9]);
  assertEquals(bestRun(runs).settings, { learningRate: .01, width: 64, epochs: 9 });
  // by a loss, less is better: the same choice
  const byLoss = await searchToy(space, 2, { score: "logLoss" });
  assertEquals(byLoss.at(-1)!.settings, { learningRate: .01, width: 64, epochs: 9 });
});

Deno.test("a second search reuses what is recorded, unless it shall be fresh or the seed differs", async () => {
  const runs = await store(), space = grid({ width: [16, 32, 64] });
  let last: SearchProgress | undefined;
  const onProgress = (progress: SearchProgress) => last = progress;
  const first = await searchToy(space, 0, { runs, onProgress });
  assertEquals([last!.reused, last!.done, last!.total], [0, 3, 3]);
  const second = await searchToy(space, 2, { runs, onProgress });
  assertEquals([last!.reused, last!.done], [3, 3]);
  assertEquals(second, first);
  const fresh = await searchToy(space, 0, { runs, onProgress, fresh: true });
  assertEquals([last!.reused, last!.done], [0, 3]);
  assertEquals(fresh.map(bytes), first.map(bytes));
  await searchToy(grid({ width: [16, 32, 64, 128] }), 0, { runs, onProgress });
  assertEquals([last!.reused, last!.done], [3, 4]);
  await searchToy(space, 0, { runs, onProgress, seed: 2 });
  assertEquals(last!.reused, 0);
  // records of another version of this project are not believed
  for (const run of await runs.all()) {
    await runs.save({ ...run, versions: { ...run.versions, study: "0.0.1" } });
  }
  await searchToy(space, 0, { runs, onProgress });
  assertEquals(last!.reused, 0);
});

Deno.test("a failed run is recorded with its message while the others go on, and is tried again", async () => {
  for (const workers of [0, 2]) {
    const runs = await store(), space = grid({ fail: [0, 7, 9], width: [16, 64] });
    const found = await searchToy(space, workers, { runs });
    assertEquals(found.map((run) => run.status), [
      ...["done", "done", "failed", "failed", "failed", "failed"],
    ]);
    assertEquals(found[2].error, "loss is not finite at step 7");
    assertEquals(found[2].scores, {});
    assertEquals((await runs.all()).filter((run) => run.status === "failed").length, 4);
    let last: SearchProgress | undefined;
    await searchToy(space, workers, { runs, onProgress: (progress) => last = progress });
    assertEquals([last!.reused, last!.failed, last!.done], [2, 4, 6]);
    assertEquals(last!.best!.settings.width, 64);
  }
});

Deno.test("a worker that dies ends its run, not the search", async () => {
  const space = grid({ end: ["none", "exit", "late", "rejection"], width: [16, 32, 64] });
  for (const workers of [1, 2]) {
    const found = await searchToy(space, workers);
    assertEquals(
      found.map((run) => run.status),
      ["done", "failed", "failed", "failed"].flatMap((s) => [s, s, s]),
    );
    assert(found[3].error!.includes("died") && found[3].error!.includes("exit code 3"));
    for (const run of [found[6], found[9]]) {
      assert(run.error!.includes("thrown where nobody waits"), run.error);
    }
  }
});

Deno.test("unknown settings stop the search before its first run", async () => {
  let told = 0;
  const options = { onProgress: () => told++ };
  await assertFails(
    () => searchToy(grid({ width: [1], learningrate: [.1] }), 1, options),
    "no such setting",
    "learningrate",
  );
  for (const seeds of [[], [1, 1], [1, .5], 0, 1.5]) {
    await assertFails(() => searchToy(grid({ width: [1] }), 1, { seeds }), "seeds");
  }
  await assertFails(() => searchToy(grid({ width: [1] }), 1, { base: { x: NaN } }), "x");
  assertEquals(told, 0);
});

Deno.test("a search can be cancelled in the middle of a training that never ends, and used again after", async () => {
  const runs = await store(), cancel = new AbortController();
  await withRunner(toyRunner(2), async (runner) => {
    const stuck = search(grid({ width: [16], spin: [0, 1] }), runner, {
      ...asked,
      runs,
      signal: cancel.signal,
      onProgress: ({ done }) => done === 1 && setTimeout(() => cancel.abort(), 50),
    });
    await assertFails(() => stuck, "abort");
    // what had ended is recorded, what was cancelled is not
    assertEquals((await runs.all()).map((run) => run.settings.spin), [0]);
    const after = await search(grid({ width: [16, 32] }), runner, asked);
    assertEquals(after.map((run) => run.status), ["done", "done"]);
    const early = search(grid({ width: [16] }), runner, { ...asked, signal: cancel.signal });
    await assertFails(() => early, "abort");
  });
});

Deno.test("progress is told every second, however long a training takes", async () => {
  const told: SearchProgress[] = [];
  await searchToy(grid({ sleep: [1500] }), 1, { onProgress: (progress) => told.push(progress) });
  const under = told.filter(({ running }) => running === 1);
  assert(under.length >= 2, `told ${told.length} times`);
  assertEquals([under[0].done, told.at(-1)!.done], [0, 1]);
});

Deno.test("progress counts, names the best so far and tells how long it will take", async () => {
  const told: SearchProgress[] = [];
  await searchToy(grid({ epochs: [1, 2, 4, 8], sleep: [20] }), 2, {
    onProgress: (progress) => told.push(progress),
  });
  assertEquals(told[0].done, 0);
  assert(Number.isNaN(told[0].secondsLeft));
  assert(told.every(({ running, total }) => running <= 2 && total === 4));
  assert(told.every(({ done }, i) => i === 0 || done >= told[i - 1].done));
  const { done, running, failed, secondsLeft } = told.at(-1)!;
  assertEquals({ done, running, failed, secondsLeft }, {
    done: 4,
    running: 0,
    failed: 0,
    secondsLeft: 0,
  });
  assertEquals(told.at(-1)!.best!.settings.epochs, 8);
  const between = told.filter(({ done }) => done > 0 && done < 4);
  assert(between.length > 0);
  for (const { secondsLeft } of between) assert(secondsLeft > 0 && secondsLeft < 5);
  // the longest first: the one of 8 epochs is the first to be trained
  assertEquals(told.find((each) => each.done >= 1)!.best!.settings.epochs! as number >= 4, true);
});

Deno.test("a search killed with SIGKILL goes on where it was, with the results of one never killed", async () => {
  const folder = await Deno.makeTempDir(), runs = openRuns(folder);
  const space = grid({ width: [8, 16, 32, 64, 128, 256], sleep: [150, 151] });
  const script = `
    import { openRuns } from "${new URL("../../../lib/experiments/runs/runs.ts", import.meta.url)}";
    import { search } from "${new URL(
    "../../../lib/experiments/search/search.ts",
    import.meta.url,
  )}";
    import { grid } from "${new URL("../../../lib/experiments/search/space.ts", import.meta.url)}";
    import { toyRunner } from "${new URL("../toy_runner.ts", import.meta.url)}";
    await search(grid({ width: [8, 16, 32, 64, 128, 256], sleep: [150, 151] }), toyRunner(2),
      { part: "03", name: "toy", runs: openRuns(${JSON.stringify(folder)}) });
  `;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", script],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const deadline = performance.now() + 30_000;
  while ((await runs.all()).length < 3) {
    assert(performance.now() < deadline, "the child recorded nothing");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill("SIGKILL");
  await child.status;
  const before = await runs.all();
  assert(before.length < 12, "the child was not killed in the middle");
  assertEquals(runs.skipped, []);
  let last: SearchProgress | undefined;
  const resumed = await searchToy(space, 2, { runs, onProgress: (progress) => last = progress });
  assertEquals([last!.reused, last!.done], [before.length, 12]);
  const kept = new Map(resumed.map((run) => [run.id, run]));
  for (const run of before) assertEquals(kept.get(run.id), run);
  const whole = await searchToy(space, 2);
  assertEquals(resumed.map(bytes), whole.map(bytes));
});

Deno.test("random candidates come from the seed, or from a given stream", async () => {
  const space = random({ learningRate: logUniform(1e-4, .1) }, { trials: 3 });
  const rates = (runs: Run[]) => runs.map((run) => run.settings.learningRate as number);
  const [a, b, c] = await Promise.all([1, 1, 2].map((seed) => searchToy(space, 0, { seed })));
  assertEquals(rates(a), rates(b));
  assert(rates(a)[0] !== rates(c)[0]);
  assertAlmostEquals(toy.quality(a[0].settings), a[0].scores.accuracy, .01);
});
