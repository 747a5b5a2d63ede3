/** Seconds per epoch of an MLP with periodic embeddings and 16 members on as many rows and columns as the course has;
 * torch_plr.py is the other side: `deno run -A tests/bench/plr.ts [seconds]` prints JSON lines. */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";

const ROWS = 17142, COLUMNS = 14, CLASSES = 5, MEMBERS = 16, LAYERS = [128, 64], BATCH = 256;

async function secondsPerEpoch(seconds: number, threads: number): Promise<number> {
  const rng = new Rng(1);
  const x = matrix(ROWS, Array.from({ length: COLUMNS }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const codes = Int32Array.from({ length: ROWS }, () => rng.int(CLASSES));
  const y = { codes, classes: Array.from({ length: CLASSES }, (_, c) => `class${c}`) };
  const embedding = { kind: "periodic", frequencies: 16, size: 16 } as const;
  const plan = { inputs: COLUMNS, classes: CLASSES, layers: LAYERS, members: MEMBERS, embedding };
  const model = mlp(plan, rng), stop = new AbortController(), warmUp = 5;
  let start = 0, steps = 0, end = 0;
  await train(model, x, y, {
    batchSize: BATCH,
    threads,
    epochs: 1e6,
    rng,
    engine: "wasm",
    signal: stop.signal,
    onStep({ step }) {
      end = performance.now();
      if (step === warmUp) start = end;
      steps = step - warmUp;
      if (step > warmUp && end - start > seconds * 1e3) stop.abort();
    },
  });
  model.dispose();
  return (end - start) / 1e3 / steps * Math.ceil(ROWS / BATCH);
}

if (import.meta.main) {
  await ready();
  for (const threads of [1, 2]) {
    const epoch = await secondsPerEpoch(Number(Deno.args[0] ?? 5), threads);
    const layers = [COLUMNS, ...LAYERS, CLASSES];
    const shape = { embedding: "periodic", members: MEMBERS, layers, rows: ROWS, batchSize: BATCH };
    console.log(JSON.stringify({ ...shape, threads, secondsPerEpoch: epoch }));
  }
}
