/** How long a training step takes: best of short rounds, for the machine may be busy. */
import process from "node:process";
import type { Target } from "../../lib/core/target.ts";
import type { Inputs } from "../../lib/nn/inputs.ts";
import type { TrainSettings } from "../../lib/nn/settings.ts";
import type { tf } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { Rng } from "../../lib/core/rng.ts";

/** What is printed of a step, with the keys of the Python side. */
export interface StepTime {
  /** Wall clock. */
  readonly msPerStep: number;
  /** Processor time of all threads, which a busy machine disturbs less: of one, where `threads` is 1. */
  readonly oneThreadCpuMs: number;
  readonly engine: string;
}

/** Trains as a user does, for about so many seconds after a warm-up. */
export async function stepTime(
  model: tf.LayersModel,
  x: Inputs,
  y: Target,
  settings: Partial<TrainSettings>,
  seconds: number,
): Promise<StepTime> {
  const stop = new AbortController(), begin = performance.now();
  const mark = (step: number) => {
    const { user, system } = process.cpuUsage();
    return { step, at: performance.now(), cpu: (user + system) / 1e3 };
  };
  let last: ReturnType<typeof mark> | undefined, ms = Infinity, cpu = Infinity, rounds = 0;
  const history = await train(model, x, y, {
    epochs: 1e6,
    rng: new Rng(1),
    ...settings,
    signal: stop.signal,
    onStep({ step }) { // of steps made at once, it is the first that is seen so long after the last
      const now = performance.now();
      if (now - begin < seconds * 200 && step < 40) return;
      if (last && now - last.at < seconds * 125) return;
      const here = mark(step);
      if (last) {
        ms = Math.min(ms, (here.at - last.at) / (step - last.step));
        cpu = Math.min(cpu, (here.cpu - last.cpu) / (step - last.step));
        if (++rounds === 8) stop.abort();
      }
      last = here;
    },
  });
  return { msPerStep: ms, oneThreadCpuMs: cpu, engine: history.engine };
}
