/** Training steps of networks for sequences, pictures and tags, with the keys and cases of torch_sequence.py, by whichever
 * engine `train` chooses: `deno run -A tests/bench/nets.ts [seconds per case] [names,…]` prints JSON lines. Processor
 * time of the one thread says more than wall time on a busy machine. */
import process from "node:process";
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { RidgeSums } from "../../lib/core/ridge.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { TagTarget, Target } from "../../lib/core/target.ts";
import { Reservoir } from "../../lib/features/reservoir.ts";
import { drawReservoir, RESERVOIR_DEFAULTS } from "../../lib/features/reservoir_weights.ts";
import { elm } from "../../lib/models/esn.ts";
import { sampleMeans } from "../../lib/models/readout.ts";
import type { Answer } from "../../lib/nn/answer.ts";
import { networkKind } from "../../lib/nn/networks/networks.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";

interface Case {
  readonly model: string;
  /** Of a row, as torch_sequence.py has it. */
  readonly shape: readonly number[];
  readonly batchSize: number;
  readonly classes: number;
  readonly network: string;
  readonly plan: Readonly<Record<string, unknown>>;
}

const recurrent = (cell: string, units: number[]): Case => ({
  model: `${cell.toUpperCase()} ${units.length} layer${units.length > 1 ? "s" : ""} ${units[0]}`,
  ...{ shape: [130, 20], batchSize: 32, classes: 10 },
  network: "rnn",
  plan: { shape: [130, 20], cell, units },
});
const encoder = (steps: number, features: number): Case => ({
  model: "transformer encoder, 2 blocks of width 288, 16 heads, feed-forward 1152",
  ...{ shape: [steps, features], batchSize: 64, classes: 248 },
  network: "transformer",
  plan: {
    ...{ shape: [steps, features], width: 288, heads: 16, blocks: 2, feedForward: 1152 },
    ...{ norm: "post", positions: "none", activation: "relu", dropout: .1 },
  },
});

const CASES: Readonly<Record<string, Case | string>> = {
  lstm128: recurrent("lstm", [128]),
  gru128: recurrent("gru", [128]),
  lstm256x2: recurrent("lstm", [256, 256]),
  gru256x2: recurrent("gru", [256, 256]),
  cnnMel: {
    model: "CNN 3x3 16-32-64, max-pool, global average",
    ...{ shape: [128, 130, 1], batchSize: 32, classes: 10 },
    network: "cnn2d",
    plan: { shape: [128, 130, 1], channels: [16, 32, 64] },
  },
  conv174: {
    model: "Conv1d 64-128 k3 on 174 features, dense 256",
    ...{ shape: [174, 1], batchSize: 32, classes: 10 },
    network: "cnn1d",
    plan: {
      ...{ shape: [174, 1], channels: [64, 128], kernel: 3, pool: "none" },
      ...{ layers: [256], dropout: .3 },
    },
  },
  encoder1: encoder(1, 289),
  encoder43: encoder(43, 64),
  seedTransformer: "there is no network with a decoder",
  mlp: {
    model: "MLP 290-512-248, sigmoid BCE",
    ...{ shape: [290], batchSize: 256, classes: 248 },
    network: "mlp",
    plan: { layers: [512] },
  },
};

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const round = (ms: number): number => Math.round(ms * 1000) / 1000;
const named = (count: number, what: string) =>
  Array.from({ length: count }, (_, j) => `${what}${j}`);

function tagsOf(rows: number, classes: number, rng: Rng): TagTarget {
  const tags = Uint8Array.from({ length: rows * classes }, () => +(rng.uniform() < .036));
  return { classes: named(classes, "tag"), tags };
}

/** Milliseconds per step: of wall time the best of epochs of `steps` steps; of processor time the mean over all but the
 * first, for a system counts it in ticks, of which a short stretch has few. */
async function stepTime(one: Case, steps: number, seconds: number) {
  const rng = new Rng(1), rows = steps * one.batchSize, { shape, classes, batchSize } = one;
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Float32Array.from({ length: rows * size }, () => rng.normal());
  const x = shape.length > 1
    ? { rows, data, shape, names: named(shape.at(-1)!, "x") }
    : matrix(rows, named(size, "x"), data);
  const isTags = classes > 10, answer: Answer = isTags ? "sigmoid" : "softmax";
  const y: Target = isTags
    ? tagsOf(rows, classes, rng)
    : { classes: named(classes, "c"), codes: Int32Array.from({ length: rows }, () => rng.int(10)) };
  const sizes = { inputs: size, classes, answer };
  const model = networkKind(one.network).build({ ...sizes, ...one.plan }, rng);
  const parameters = model.countParams(), stop = new AbortController(), begin = performance.now();
  let wall = begin, used = 0, last = 0, msPerStep = Infinity, epochs = 0;
  const { engine } = await train(model, x as Matrix, y, {
    ...{ batchSize, epochs: 1e6, rng, signal: stop.signal },
    onEpoch() {
      if (stop.signal.aborted) return; // the last is cut short
      const now = performance.now();
      last = cpu();
      if (epochs++ === 0) used = last; // the first has what is done once
      else msPerStep = Math.min(msPerStep, (now - wall) / steps);
      if (epochs > 2 && now - begin > seconds * 1e3) stop.abort();
      wall = performance.now();
    },
  });
  model.dispose();
  const oneThreadCpuMs = (last - used) / (steps * (epochs - 1));
  return { msPerStep, oneThreadCpuMs, parameters, engine };
}

/** Random hidden units of 88,000 rows, and their ridge readout to 248 tags. */
function ridgeTime() {
  const rng = new Rng(1), rows = 88000, inputs = 90, units = 100, tags = 248;
  const data = Float32Array.from({ length: rows * inputs }, () => rng.uniform());
  const x = matrix(rows, named(inputs, "x"), data), y = tagsOf(rows, tags, rng);
  const settings = { ...RESERVOIR_DEFAULTS, units, spectralRadius: 0 };
  const reservoir = new Reservoir(drawReservoir(inputs, settings, rng), 1);
  let best = { statesMs: 0, gramMs: 0, solveMs: 0, cpuMs: Infinity, totalMs: Infinity };
  for (let turn = 0; turn < 5; turn++) {
    const [start, used] = [performance.now(), cpu()];
    const blocks = [...reservoir.pooled(x, settings)], states = performance.now();
    const around = sampleMeans(blocks[0].states, units);
    const sums = new RidgeSums(units, tags, { around, of: "indicators" });
    for (const block of blocks) sums.add(block.states, y, block.from);
    const gram = performance.now();
    sums.solve(1e-4);
    const end = performance.now(), cpuMs = cpu() - used;
    const now = { statesMs: states - start, gramMs: gram - states, solveMs: end - gram };
    if (cpuMs < best.cpuMs) best = { ...now, cpuMs, totalMs: end - start };
  }
  const before = cpu();
  elm({ units, ridge: 1e-4 }).fit(x, y, rng);
  const fitCpuMs = cpu() - before, { cpuMs, totalMs, ...parts } = best;
  return {
    model: "ELM 100 units, ridge readout",
    ...{ shape: [rows, inputs, units, tags], batchSize: rows, threads: 1 },
    ...{ msPerStep: round(totalMs), oneThreadCpuMs: round(cpuMs) },
    ...Object.fromEntries(Object.entries(parts).map(([name, ms]) => [name, round(ms)])),
    fitCpuMs: round(fitCpuMs),
  };
}

if (import.meta.main) {
  await ready();
  const seconds = Number(Deno.args[0] ?? 3);
  const names = Deno.args[1]?.split(",") ?? [...Object.keys(CASES), "ridge"];
  for (const name of names) {
    if (name === "ridge") console.log(JSON.stringify({ name, ...ridgeTime() }));
    else {
      const one = CASES[name];
      if (one === undefined) {
        console.error(`error: no case ${name}; there are ${Object.keys(CASES).join(", ")}, ridge`);
        Deno.exit(1);
      }
      if (typeof one === "string") console.log(JSON.stringify({ name, skipped: one }));
      else {
        const rough = (await stepTime(one, 4, 0)).msPerStep;
        const steps = Math.max(4, Math.min(40, Math.round(seconds * 1e3 / 8 / rough)));
        const { msPerStep, oneThreadCpuMs, ...rest } = await stepTime(one, steps, seconds);
        const { model, shape, batchSize } = one, threads = 1, ms = round(msPerStep);
        const times = {
          msPerStep: ms,
          threads,
          oneThreadMs: ms,
          oneThreadCpuMs: round(oneThreadCpuMs),
        };
        console.log(JSON.stringify({ name, model, shape, batchSize, ...times, ...rest }));
      }
    }
  }
}
