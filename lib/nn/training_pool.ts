/** Networks that are trained in workers, so that several can be trained at once. */
import { Pool } from "../core/pool.ts";
import type { Settings } from "../core/settings.ts";
import type { Target } from "../core/target.ts";
import type { History } from "./history.ts";
import type { Inputs } from "./inputs.ts";

/** A training, as a worker is told of it. */
export interface Training {
  /** Of `networkClassifier`. */
  readonly settings: Settings;
  readonly x: Inputs;
  readonly y: Target;
  /** Path of the Rng that it draws from. */
  readonly seed: string;
}

/** What comes of it: the weights in the model's order. */
export interface Trained {
  readonly weights: readonly Float32Array[];
  readonly history: History;
}

let pool: Pool | undefined, waiting = 0;

/** Trains in a worker; as many at a time as there are cores. The workers end with the last training. */
export async function trainedInWorker(training: Training): Promise<Trained> {
  pool ??= new Pool(new URL("./training_worker.ts", import.meta.url));
  waiting++;
  try {
    return await pool.run<Trained>(training);
  } finally {
    if (--waiting === 0) {
      pool.close();
      pool = undefined;
    }
  }
}
