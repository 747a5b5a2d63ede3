/** A trial that trains nothing: its score is a known function of settings, seed and data; some settings make
 * it fail, die, or take its time. */
import { existsSync } from "node:fs";
import { threadId } from "node:worker_threads";
import { InputError } from "../../lib/core/errors.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { Job, JobResult } from "../../lib/experiments/runners/runner.ts";
import type { Settings } from "../../lib/experiments/runs/record.ts";

export interface ToyData {
  readonly x: Float32Array;
}

/** How good settings are in truth: best at learningRate .01 and width 64, better with epochs. */
export function quality({ learningRate = .01, width = 64, epochs = 1 }: Settings): number {
  const far = Math.abs(Math.log10(Number(learningRate)) + 2) +
    Math.abs(Math.log2(Number(width)) - 6) / 4;
  return 1 / (1 + far + 1 / Number(epochs));
}

export const rows = (data: ToyData): number => data.x.length;

export const cost = ({ epochs = 1 }: Settings): number => Number(epochs);

export function complete(settings: Settings): Settings {
  if ("learningrate" in settings) {
    throw new InputError("no such setting", { found: "learningrate" });
  }
  return settings;
}

export async function trial({ settings, seed }: Job, data: ToyData): Promise<JobResult> {
  if (settings.sleep) await new Promise((resolve) => setTimeout(resolve, Number(settings.sleep)));
  // a file that is made when it shall go on
  while (settings.until && !existsSync(String(settings.until))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (settings.nap) { // of a length that has nothing to do with its place in the queue
    const nap = new Rng(seed).fork(JSON.stringify(settings)).int(12);
    await new Promise((resolve) => setTimeout(resolve, nap));
  }
  if (settings.spin) {
    // a training that nothing but the end of its worker stops; for Deno 2.9 lets a loop of an ended worker go on, it
    // ends by itself, later than any test looks, and keeps no core busy until then
    const bell = new Int32Array(new SharedArrayBuffer(4));
    for (const end = performance.now() + 10_000; performance.now() < end;) {
      Atomics.wait(bell, 0, 0, 20);
    }
  }
  if (settings.fail) throw new Error(`loss is not finite at step ${settings.fail}`);
  if (settings.end === "exit") Deno.exit(3);
  if (settings.end === "late") await new Promise(() => setTimeout(() => failLate(), 5));
  if (settings.end === "rejection") await new Promise(() => void failLater());
  const noise = new Rng(seed).fork("toy").normal() / 1000;
  const accuracy = quality(settings) + noise + data.x.reduce((sum, x) => sum + x, 0) / 1e6;
  return {
    scores: {
      ...{ accuracy, logLoss: -Math.log(accuracy) },
      ...(settings.nan ? { rocAuc: NaN } : {}),
      ...(settings.where ? { thread: threadId } : {}),
    },
    curve: { loss: [1, 1 - accuracy] },
  };
}

function failLate(): never {
  throw new Error("thrown where nobody waits");
}

async function failLater(): Promise<never> {
  await Promise.resolve();
  failLate();
}
