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
  let latest = 0, isWaiting = false;
  const look = () => {
    isWaiting = false;
    const here = mark(latest);
    if (last) {
      ms = Math.min(ms, (here.at - last.at) / (here.step - last.step));
      cpu = Math.min(cpu, (here.cpu - last.cpu) / (here.step - last.step));
      if (++rounds === 8) stop.abort();
    }
    last = here;
  };
  const history = await train(model, x, y, {
    epochs: 1e6,
    rng: new Rng(1),
    ...settings,
    signal: stop.signal,
    onStep({ step }) { // steps made at once are told one after the other: what waits comes after all of them
      latest = step;
      const now = performance.now();
      if (isWaiting || now - begin < seconds * 200 && step < 40) return;
      if (last && now - last.at < seconds * 125) return;
      isWaiting = true;
      queueMicrotask(look);
    },
  });
  return { msPerStep: ms, oneThreadCpuMs: cpu, engine: history.engine };
}
