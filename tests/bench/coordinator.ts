/** What a search costs besides its trainings: CPU milliseconds per run, with the settings of real networks and
 * trainings that take no time. It must not grow with the number of runs. */
import process from "node:process";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { halving } from "../../lib/experiments/search/halving.ts";
import { type Job, localRunner } from "../../lib/experiments/runners/runner.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import * as mlpTrial from "../../lib/experiments/search/trial.ts";

const x = matrix(60, ["a", "b"], new Float32Array(120));
const y = { codes: new Int32Array(60), classes: ["pop", "rap"] };
const data = { train: { x, y }, validation: { x, y } };
const trial = {
  ...mlpTrial,
  trial: ({ settings, seed }: Job) => {
    const accuracy = new Rng(seed).fork(JSON.stringify(settings)).uniform();
    return { scores: { accuracy, logLoss: 1 - accuracy } };
  },
};

/** `sets` settings, three seeds each. */
const spaceOf = (sets: number) =>
  grid({
    layers: [[64], [128], [64, 64]],
    dropout: [0, .1, .2],
    batchSize: Array.from({ length: sets / 9 }, (_, i) => 8 + i),
  });

for (const records of [false, true]) {
  for (const runs of [270, 1350, 2700, 5400]) {
    const folder = await Deno.makeTempDir();
    const asked = {
      part: "03",
      name: "bench",
      seeds: 3,
      onProgress: () => {},
      ...(records && { runs: openRuns(folder) }),
    };
    for (const halved of [false, true]) {
      const plain = spaceOf(runs / 3);
      const space = halved ? halving(plain, { minimum: 1, maximum: 27 }) : plain;
      const before = process.cpuUsage(), start = performance.now();
      const found = await search(space, localRunner(trial, data), asked);
      const { user, system } = process.cpuUsage(before);
      console.log(JSON.stringify({
        bench: "coordinator",
        space: halved ? "halving" : "grid",
        records,
        runs: found.length,
        cpu_ms_per_run: Number(((user + system) / 1000 / found.length).toFixed(3)),
        ms_per_run: Number(((performance.now() - start) / found.length).toFixed(3)),
      }));
    }
    await Deno.remove(folder, { recursive: true });
  }
}
