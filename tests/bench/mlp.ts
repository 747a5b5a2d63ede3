/** Milliseconds per training step, the keys and the 16 shapes of torch_mlp.py:
 * `deno run -A tests/bench/mlp.ts [seconds]` prints JSON lines. */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";

const ROWS = 26000, COLUMNS = 20, CLASSES = 6;

/** Times training as a user calls it, from the first step to the last, `seconds` long after a warm-up. */
export async function msPerStep(
  layers: number[],
  heuristics: boolean,
  batchSize: number,
  seconds: number,
  threads = 1,
): Promise<number> {
  const rng = new Rng(1);
  const x = matrix(ROWS, Array.from({ length: COLUMNS }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const codes = Int32Array.from({ length: ROWS }, () => rng.int(CLASSES));
  const y = { codes, classes: Array.from({ length: CLASSES }, (_, c) => `class${c}`) };
  const plan = { inputs: COLUMNS, classes: CLASSES, layers };
  const model = mlp({ ...plan, batchNorm: heuristics, dropout: heuristics ? 0.3 : 0 }, rng);
  const warmUp = 0.3;
  let start = 0, from = 0, end = 0, to = 0;
  const stop = new AbortController(), begin = performance.now();
  await train(model, x, y, {
    batchSize,
    threads,
    epochs: 1e6,
    rng,
    signal: stop.signal,
    onStep({ step }) {
      if (step % 8 > 0) return;
      const now = performance.now();
      if (start === 0 && now - begin > warmUp * 1e3) [start, from] = [now, step];
      if (start === 0 || now - start < seconds * 1e3) return;
      [end, to] = [now, step];
      stop.abort();
    },
  });
  model.dispose();
  return (end - start) / (to - from);
}

if (import.meta.main) {
  await ready();
  const seconds = Number(Deno.args[0] ?? 2);
  for (const hidden of [[128, 64], [256, 128]]) {
    for (const heuristics of [false, true]) {
      for (const batchSize of [32, 128, 256, 1024]) {
        for (const threads of [1, 2]) {
          const ms = await msPerStep(hidden, heuristics, batchSize, seconds, threads);
          const dropout = heuristics ? 0.3 : 0, layers = [COLUMNS, ...hidden, CLASSES];
          const shape = { layers, batchNorm: heuristics, dropout, batchSize, threads };
          console.log(JSON.stringify({ ...shape, msPerStep: ms }));
        }
      }
    }
  }
}
