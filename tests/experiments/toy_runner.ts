/** The toy trial on any number of workers. */
import type { Runner } from "../../lib/experiments/runners/runner.ts";
import { workerRunner } from "../../lib/experiments/runners/worker_runner.ts";
import * as toy from "./toy_trial.ts";

export const toyData: toy.ToyData = { x: Float32Array.from({ length: 50 }, (_, i) => i) };

export function toyRunner(workers: number): Runner {
  return workerRunner(new URL("./toy_trial.ts", import.meta.url), toy, toyData, { workers });
}
