/** Seconds per epoch of an MLP with periodic embeddings and 16 members on as many rows and columns as the course has, by
 * every engine; torch_plr.py is the other side: `deno run -A tests/bench/plr.ts [seconds] [wasm,graph]` prints JSON lines. */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { EngineName } from "../../lib/nn/engine.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready } from "../../lib/nn/tf.ts";
import { stepTime } from "./step_time.ts";

const ROWS = 17142, COLUMNS = 14, CLASSES = 5, MEMBERS = 16, LAYERS = [128, 64], BATCH = 256;

if (import.meta.main) {
  await ready();
  const seconds = Number(Deno.args[0] ?? 5), rng = new Rng(1);
  const engines = (Deno.args[1] ?? "wasm,graph").split(",") as EngineName[];
  const x = matrix(ROWS, Array.from({ length: COLUMNS }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const codes = Int32Array.from({ length: ROWS }, () => rng.int(CLASSES));
  const y = { codes, classes: Array.from({ length: CLASSES }, (_, c) => `class${c}`) };
  const embedding = { kind: "periodic", frequencies: 16, size: 16 } as const;
  const plan = { inputs: COLUMNS, classes: CLASSES, layers: LAYERS, members: MEMBERS, embedding };
  const layers = [COLUMNS, ...LAYERS, CLASSES];
  const shape = { embedding: "periodic", members: MEMBERS, layers, rows: ROWS, batchSize: BATCH };
  for (const engine of engines) {
    for (const threads of engine === "wasm" ? [1, 2] : [1]) {
      const model = mlp(plan, new Rng(2));
      const found = await stepTime(model, x, y, { batchSize: BATCH, threads, engine }, seconds);
      model.dispose();
      const secondsPerEpoch = found.msPerStep / 1e3 * Math.ceil(ROWS / BATCH);
      console.log(JSON.stringify({ ...shape, threads, ...found, secondsPerEpoch }));
    }
  }
}
