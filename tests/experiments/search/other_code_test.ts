/** Records that other code made are not taken for this code's, and that is said. */
import { Rng } from "../../../lib/core/rng.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { numeric } from "../../music.ts";
import { gaussianBayes } from "../../../lib/models/bayes.ts";
import { onFeatures } from "../../../lib/models/estimator.ts";
import { evaluate } from "../../../lib/experiments/evaluate.ts";
import { codeOf } from "../../../lib/experiments/runs/code.ts";
import { openRuns, type RunStore } from "../../../lib/experiments/runs/runs.ts";
import * as mlpTrial from "../../../lib/experiments/search/trial.ts";
import { localRunner, type Trial } from "../../../lib/experiments/runners/runner.ts";
import { search, type SearchProgress } from "../../../lib/experiments/search/search.ts";
import { grid } from "../../../lib/experiments/search/space.ts";
import { trialData } from "../../../lib/experiments/search/trial_data.ts";
import { watched } from "../../../lib/show/watched.ts";
import { assert, assertEquals } from "../../assert.ts";
import { toyData, toyRunner } from "../toy_runner.ts";
import { toyTracks } from "../toy_tracks.ts";
import * as toy from "../toy_trial.ts";

const asked = { part: "03", name: "toy" }, space = grid({ width: [16, 32, 64] });
const store = async () => openRuns(await Deno.makeTempDir());

/** As if the records had been made before code was hashed, or by other code. */
async function age(runs: RunStore, code?: string) {
  for (const run of await runs.all()) {
    const { code: _, ...versions } = run.versions;
    await runs.save({ ...run, versions: { ...versions, ...(code && { code }) } });
  }
}

/** What `work` warns of. */
async function warnings(work: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [], { warn } = console;
  console.warn = (text: string) => told.push(text);
  try {
    await work();
  } finally {
    console.warn = warn;
  }
  return told;
}

Deno.test("a search trains again what other code recorded, and its progress says how many", async () => {
  const runs = await store();
  let last: SearchProgress | undefined;
  const onProgress = (progress: SearchProgress) => last = progress;
  const again = () => search(space, localRunner(toy, toyData), { ...asked, runs, onProgress });
  const [{ versions: { code } }] = await again();
  assert(/^[0-9a-f]{16}$/.test(code!));
  for (const other of [undefined, "0123456789abcdef"]) {
    await age(runs, other);
    await again();
    assertEquals([last!.reused, last!.outdated, last!.done], [0, 3, 3]);
    await again(); // what is recorded now is this code's
    assertEquals([last!.reused, last!.outdated], [3, 0]);
  }
});

Deno.test("without a listener a search warns once, and a bar tells it among its notes", async () => {
  const runs = await store();
  const again = (shown = {}) =>
    search(space, localRunner(toy, toyData), { ...asked, ...shown, runs });
  assertEquals(await warnings(again), []);
  await age(runs);
  assertEquals(await warnings(again), [
    "toy: 3 records were made by other code; computed again.",
  ]);
  await age(runs);
  const notes: string[] = [];
  const bar = watched("toy", () => ({
    ended: false,
    update: (_, note = "") => void notes.push(note),
    end: () => Promise.resolve(),
  }));
  assertEquals(await warnings(() => again(bar)), []);
  assert(notes.at(-1)!.includes("3 records were made by other code"), notes.at(-1));
});

Deno.test("another trial under the same name is other code, in this thread and on workers", async () => {
  const runs = await store();
  let last: SearchProgress | undefined;
  const again = (trial: Trial<toy.ToyData>) =>
    search(space, localRunner(trial, toyData), {
      ...asked,
      runs,
      onProgress: (progress) => last = progress,
    });
  await again(toy);
  const mended = (...[job, data]: Parameters<typeof toy.trial>) => toy.trial(job, data);
  await again({ ...toy, trial: mended });
  assertEquals(last!.outdated, 3);
  const workers = toyRunner(1);
  assertEquals(workers.code, localRunner(toy, toyData).code);
  await workers.close();
});

Deno.test("a network's training is known by the modules that it is made of", async () => {
  const tracks = toyTracks(60), split = holdOut(tracks, {}, new Rng(1));
  const runner = localRunner(mlpTrial, await trialData(tracks, split, new Rng(1), numeric()));
  assertEquals(
    runner.code,
    codeOf(new URL("../../../lib/experiments/search/trial.ts", import.meta.url)),
  );
});

Deno.test("kept predictions of other code are made again, and that is told once for all of them", async () => {
  const tracks = toyTracks(120), split = holdOut(tracks, {}, new Rng(1)), runs = await store();
  const key = { part: "04", seed: 1, split: null, data: { fingerprint: "toy", rows: 9 } };
  const estimator = onFeatures(numeric(), gaussianBayes());
  let fits = 0;
  const fit: typeof estimator.fit = (...all) => (fits++, estimator.fit(...all));
  const model = { ...estimator, fit }, models = { a: model, b: model };
  const notes: string[] = [], asked = { runs, key };
  const onFit = (_: number, note: string) => void notes.push(note);
  await evaluate(models, tracks, split, new Rng(1), asked);
  await age(runs, "0123456789abcdef");
  const again = () => evaluate(models, tracks, split, new Rng(1), { ...asked, onFit });
  assertEquals(await warnings(again), []);
  assertEquals([fits, notes.at(-1)], [4, "b; 2 records were made by other code; computed again"]);
  await again();
  assertEquals([fits, notes.at(-1)], [4, "b"]);
  await age(runs);
  const silent = () => evaluate(models, tracks, split, new Rng(1), asked);
  assertEquals(
    await warnings(silent),
    ["a", "b"].map((name) => `${name}: 1 record was made by other code; computed again.`),
  );
});
