import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import { makeRun } from "../../../lib/experiments/runs/record.ts";
import { recorded } from "../../../lib/experiments/runs/reuse.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { grid } from "../../../lib/experiments/search/space.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { assertEquals } from "../../assert.ts";

const key = {
  ...{ part: "03", name: "x", settings: {}, seed: 1, split: null },
  data: { fingerprint: "f", rows: 9 },
};

Deno.test("a record of an older shape counts as made by other code, one that failed does not", async () => {
  const runs = openRuns(await Deno.makeTempDir());
  assertEquals(await recorded(runs, key, "code"), { outdated: false });
  const run = makeRun(key, { scores: {}, seconds: 1 }, "code"),
    path = `${runs.folder}/${run.id}.json`;
  await runs.save(run);
  assertEquals(await recorded(runs, key, "code"), { run, outdated: false });
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, text.replace('"format": 2', '"format": 1'));
  assertEquals(await recorded(runs, key, "code"), { outdated: true });
  await runs.save(makeRun(key, { error: "diverged", seconds: 1 }, "code"));
  assertEquals(await recorded(runs, key, "code"), { outdated: false });
});

Deno.test("of trainings that take hours a search takes what any code made, where it is asked to", async () => {
  const runs = openRuns(await Deno.makeTempDir());
  let made = 0;
  const trial = { rows: () => 9, trial: () => ({ scores: { accuracy: ++made } }) };
  const again = (trial: Parameters<typeof localRunner>[0], anyCode?: boolean) =>
    search(grid({ x: [1] }), { ...localRunner(trial, {}), code: `code ${made}` }, {
      ...{ part: "03", name: "x", runs, anyCode, onProgress() {} },
    });
  for (const asked of [undefined, true, undefined]) await again(trial, asked);
  assertEquals(made, 2); // the second took what the first had made
});
