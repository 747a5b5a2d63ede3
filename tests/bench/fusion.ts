/** Milliseconds per training step of fusion networks as wide as the course's: 14 columns of sound, 768 of text.
 * `deno run -A tests/bench/fusion.ts [seconds]` prints JSON lines; tfjs autograd is there for comparison. */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { fusionMlp, type TowerPlan } from "../../lib/nn/fusion.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";

const ROWS = 17142, SOUND = 14, TEXT = 768, CLASSES = 5, BATCH = 256, WARM_UP = 5;

type Plan = Omit<Parameters<typeof fusionMlp>[0], "classes">;
const periodic = { kind: "periodic", frequencies: 16, size: 16 } as const;
const sound: TowerPlan = { columns: SOUND, layers: [128], embedding: periodic };
const text: TowerPlan = { columns: TEXT, layers: [128] };
const asItIs = { layers: [], embedding: "none" } as const;

const networks: Record<string, Plan> = {
  "sound alone": { towers: { sound }, inputs: SOUND + TEXT },
  "text alone": { towers: { text: { ...text, from: SOUND } } },
  "early": { towers: { all: { columns: SOUND + TEXT, layers: [128] } } },
  "early, sound embedded": {
    towers: { sound: { ...sound, layers: [] }, text: { ...text, ...asItIs } },
    head: [128, 64],
  },
  "two towers": { towers: { sound, text } },
  "two towers, a gate for each unit": { towers: { sound, text }, join: "gated" },
  "two towers, a gate for each tower": { towers: { sound, text }, join: "gated", gates: "tower" },
};

async function msPerStep(
  plan: Plan,
  settings: Pick<TrainSettings, "engine" | "threads">,
  seconds: number,
): Promise<number> {
  const rng = new Rng(1), names = Array.from({ length: SOUND + TEXT }, (_, j) => `x${j}`);
  const x = matrix(ROWS, names), classes = [..."abcde"];
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const y = { codes: Int32Array.from({ length: ROWS }, () => rng.int(CLASSES)), classes };
  const model = fusionMlp({ ...plan, classes: CLASSES }, rng), stop = new AbortController();
  let start = 0, steps = 0, end = 0;
  await train(model, x, y, {
    ...settings,
    batchSize: BATCH,
    epochs: 1e6,
    rng,
    signal: stop.signal,
    onStep({ step }) {
      end = performance.now();
      if (step === WARM_UP) start = end;
      steps = step - WARM_UP;
      if (step > WARM_UP && end - start > seconds * 1e3) stop.abort();
    },
  });
  model.dispose();
  return (end - start) / steps;
}

if (import.meta.main) {
  await ready();
  const seconds = Number(Deno.args[0] ?? 2);
  for (const [network, plan] of Object.entries(networks)) {
    for (const [engine, threads] of [["wasm", 1], ["wasm", 2], ["tfjs", 1]] as const) {
      const ms = await msPerStep(plan, { engine, threads }, seconds);
      const shape = { network, columns: [SOUND, TEXT], batchSize: BATCH, engine, threads };
      console.log(JSON.stringify({ ...shape, msPerStep: ms }));
    }
  }
}
