/** The same grids as shared/bench/torch_mlp.py, as searches on all cores: one JSON line per measurement, with
 * the same keys; `threads` is the number of workers.
 *
 * deno run -A tests/bench/grid.ts [grid|grid192]
 */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { grid, listed, settingsOf } from "../../lib/experiments/search/space.ts";
import type { Settings } from "../../lib/experiments/runs/record.ts";
import { mlpRunner } from "../../lib/experiments/runners/mlp_runner.ts";
import type { TrialData } from "../../lib/experiments/search/trial_data.ts";

const COLUMNS = Array.from({ length: 14 }, (_, j) => `x${j}`);
const CLASSES = ["a", "b", "c", "d", "e"];

function noise(rows: number, rng: Rng): TrialData["train"] {
  const x = matrix(rows, COLUMNS), codes = new Int32Array(rows);
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  for (let i = 0; i < rows; i++) codes[i] = rng.int(CLASSES.length);
  return { x, y: { codes, classes: CLASSES } };
}

/** PyTorch's side trains and does not validate: a few validation rows cost nothing and keep the same path. */
const noiseData = (rows: number): TrialData => ({
  train: noise(rows, new Rng("bench/train")),
  validation: noise(256, new Rng("bench/validation")),
});

/** What the names of the peer's optimisers stand for. */
const OPTIMISERS: Record<string, Settings> = {
  adam: { optimiser: "adam", learningRate: 1e-3 },
  sgd: { optimiser: "momentum", momentum: .9, learningRate: 1e-2 },
};

const grid24 = settingsOf(
  grid({
    batchSize: [64, 256],
    layers: [[64], [128, 64], [256, 128]],
    optimiser: ["adam", "sgd"],
    dropout: [0, .3],
  }),
  new Rng(1),
);

const GRIDS = {
  grid: {
    epochs: 5,
    rows: 20000,
    space: listed(grid24.map((each) => ({ ...each, ...OPTIMISERS[String(each.optimiser)] }))),
  },
  grid192: {
    epochs: 20,
    rows: 17142,
    space: grid({
      layers: [[64, 32], [16, 16, 16], [128, 16]],
      batchNorm: [true, false],
      dropout: [.3, .7],
      learningRate: [1e-3, 1e-4],
      batchSize: [16, 32],
      optimiser: ["adam", "sgd"],
      clipNorm: [.5, 1.5],
    }),
  },
};

const which = Deno.args[0] ?? "grid";
if (!(which in GRIDS)) {
  console.error(`no such grid: ${which}; there are ${Object.keys(GRIDS).join(" and ")}`);
  Deno.exit(1);
}
const { epochs, rows, space } = GRIDS[which as keyof typeof GRIDS];
const cores = navigator.hardwareConcurrency;
for (const workers of which === "grid" ? [1, cores] : [cores]) {
  const runner = mlpRunner(noiseData(rows), { workers });
  // importing and compiling is not what is measured, on neither side
  const warm = { layers: [8], epochs: 1, batchSize: 1024 };
  await Promise.all(Array.from({ length: workers }, () => {
    return runner.run({ settings: warm, seed: 1 });
  }));
  const start = performance.now();
  const runs = await search(space, runner, {
    part: "bench",
    name: which,
    base: { epochs, engine: "wasm" },
    onProgress: ({ done, total, secondsLeft }) => {
      if (Deno.stderr.isTerminal()) console.error(done, total, secondsLeft);
    },
  });
  const seconds = (performance.now() - start) / 1000;
  const failed = runs.find((run) => run.status === "failed");
  if (failed) throw new Error(failed.error);
  console.log(JSON.stringify({ grid: runs.length, epochs, rows, threads: workers, seconds }));
  await runner.close();
}
