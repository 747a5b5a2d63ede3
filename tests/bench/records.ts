/** Many records, as JSON lines: a search that trains nothing, with its progress shown, without records, writing them, and
 * finding them again; then all of them listed without an index, while it is made, and by it; and ranked.
 *
 * deno task bench records [how many, 10000]
 */
import process from "node:process";
import { Rng } from "../../lib/core/rng.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { describeData, type Runner } from "../../lib/experiments/runners/runner.ts";
import { openRuns, type RunStore } from "../../lib/experiments/runs/runs.ts";
import { rankSettings } from "../../lib/experiments/runs/standings.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import * as network from "../../lib/experiments/search/trial.ts";
import type { TrialData } from "../../lib/experiments/search/trial_data.ts";
import { watched } from "../../lib/show/watched.ts";

const count = Number(Deno.args[0] ?? 10_000), folder = await Deno.makeTempDir();
const EPOCHS = 20, rng = new Rng(1);

/** A network's settings and data, and results as long as a training's, drawn instead of trained. */
function noTraining(): Runner {
  const classes = ["a", "b", "c", "d", "e", "f"], names = classes;
  const made = { features: { name: "numeric", quantities: names, missing: "median" }, scaling: [] };
  const part = { x: matrix(1000, names), y: { codes: new Int32Array(1000), classes } };
  const numbers = () => Array.from({ length: EPOCHS }, () => rng.uniform());
  const one = () => ({ loss: numbers(), validationLoss: numbers(), validationAccuracy: numbers() });
  const scores = ["accuracy", "macroF1", "logLoss", "bestEpoch", "epochs", "steps", "parameters"];
  return {
    parallel: 8,
    ...describeData<TrialData>(network, { train: part, validation: part, made }),
    run: () =>
      Promise.resolve({
        ...{
          scores: Object.fromEntries(scores.map((name) => [name, rng.uniform()])),
          curve: one(),
        },
        seconds: 1,
      }),
    close: () => Promise.resolve(),
  };
}

const space = grid({
  learningRate: Array.from({ length: Math.ceil(count / 50) }, (_, i) => (i + 1) * 1e-5),
  batchSize: [16, 32, 64, 128, 256],
  layers: Array.from({ length: 10 }, (_, i) => [32 * (i + 1), 16]),
});

async function timed<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  const start = performance.now(), before = cpu();
  const result = await work(), ms = performance.now() - start, spent = cpu() - before;
  const round = (x: number) => Number(x.toPrecision(3));
  const each = { ms_each: round(ms / count), cpu_ms_each: round(spent / count) };
  const line = { bench: "records", records: count, what, seconds: round(ms / 1000), ...each };
  const megabytes = Math.round(Deno.memoryUsage().rss / 1e6);
  console.log(JSON.stringify({ ...line, megabytes }));
  return result;
}

/** Milliseconds of this process on all cores. */
const cpu = () => (({ user, system }) => (user + system) / 1000)(process.cpuUsage());

const searched = (runs?: RunStore) =>
  search(space, noTraining(), {
    ...{ part: "03", runs, split: { holdOut: .2, group: "audio" } },
    ...watched("many runs"),
  });
await timed("search without records", () => searched());
await timed("search that writes records", () => searched(openRuns(folder)));
await timed("search that finds its records", () => searched(openRuns(folder)));
await timed("listed without an index", () => openRuns(folder, undefined, { indexFrom: 1e9 }).all());
await timed("listed while its index is made", () => openRuns(folder).all());
const runs = await timed("listed by its index", () => openRuns(folder).all());
await timed("ranked", () => rankSettings(runs));
await timed("read curves", () => runs.reduce((sum, { curve }) => sum + curve!.loss[0], 0));
await Deno.remove(folder, { recursive: true });
