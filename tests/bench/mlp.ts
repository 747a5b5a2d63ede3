/** Milliseconds per training step, the keys and the 16 shapes of torch_mlp.py, by every engine:
 * `deno run -A tests/bench/mlp.ts [seconds] [graph,wasm,tfjs]` prints JSON lines. */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { Target } from "../../lib/core/target.ts";
import type { EngineName } from "../../lib/nn/engine.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready } from "../../lib/nn/tf.ts";
import { stepTime } from "./step_time.ts";

const ROWS = 26000;

/** A table of random numbers. */
function table(columns: number, rng: Rng) {
  const x = matrix(ROWS, Array.from({ length: columns }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  return x;
}

if (import.meta.main) {
  await ready();
  const seconds = Number(Deno.args[0] ?? 2);
  const engines = (Deno.args[1] ?? "wasm,graph").split(",") as EngineName[];
  const measure = async (
    plan: { inputs: number; classes: number; layers: number[] },
    { batchNorm = false, batchSize = 32, isTags = false },
  ) => {
    const rng = new Rng(1), x = table(plan.inputs, rng), { classes } = plan;
    const names = Array.from({ length: classes }, (_, c) => `class${c}`);
    const y: Target = isTags
      ? {
        classes: names,
        tags: Uint8Array.from({ length: ROWS * classes }, () => +(rng.uniform() < .036)),
      }
      : { classes: names, codes: Int32Array.from({ length: ROWS }, () => rng.int(classes)) };
    const dropout = batchNorm ? .3 : 0, layers = [plan.inputs, ...plan.layers, classes];
    for (const engine of engines) {
      for (const threads of engine === "wasm" ? [1, 2] : [1]) {
        const answer = isTags ? "sigmoid" : "softmax";
        const model = mlp({ ...plan, batchNorm, dropout, answer }, new Rng(2));
        const found = await stepTime(model, x, y, { batchSize, threads, engine }, seconds);
        model.dispose();
        console.log(JSON.stringify({ layers, batchNorm, dropout, batchSize, threads, ...found }));
      }
    }
  };
  for (const layers of [[128, 64], [256, 128]]) {
    for (const batchNorm of [false, true]) {
      for (const batchSize of [32, 128, 256, 1024]) {
        await measure({ inputs: 20, classes: 6, layers }, { batchNorm, batchSize });
      }
    }
  }
  await measure({ inputs: 290, classes: 248, layers: [512] }, { batchSize: 256, isTags: true });
}
