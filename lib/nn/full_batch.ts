/** Trainings whose every step takes all rows, followed epoch by epoch though an engine makes many at once. */
import { monitored } from "./best_checkpoint.ts";
import type { Epoch, History } from "./history.ts";
import type { TrainSettings } from "./settings.ts";

// A notebook may have a setTimeout of its own, which hides the platform's in modules too.
const { setTimeout } = globalThis;

/** What is known of an epoch of one step. */
export type CourseEpoch = Required<
  Pick<
    Epoch,
    "loss" | "accuracy" | "gradientNorm" | "validationLoss" | "validationAccuracy"
  >
>;

/** Makes epochs of one step each, some of them at once, and stops early by itself. */
export interface FullBatch {
  /** At least one epoch, at most one for each learning rate; the last one is where early stopping ends it. */
  next(rates: readonly number[]): Promise<readonly CourseEpoch[]>;
  /** Puts the weights into the arena: the last epoch's, or where `restoreBest` is set the best one's. */
  settle(): void;
}

/** What is told while it goes on. */
interface Told {
  readonly rate: (step: number) => number;
  /** Called after every epoch; throws where its figures are not finite. */
  readonly see: (epoch: Epoch) => void;
  readonly signal?: AbortSignal;
  /** The reader's wish to end. */
  readonly interrupted: AbortSignal;
}

/** Runs it to its end, early or not; the weights are in the arena then. */
export async function follow(
  course: FullBatch,
  { epochs: most, patience, monitor }: TrainSettings,
  { rate, see, signal, interrupted }: Told,
): Promise<Pick<History, "epochs" | "bestEpoch" | "steps" | "stopped">> {
  const epochs: Epoch[] = [], start = performance.now();
  let bestEpoch = 0, best = Infinity, stopped: History["stopped"] | undefined;
  while (!stopped) {
    const left = Math.min(most - epochs.length, 64);
    const rates = Array.from({ length: left }, (_, i) => rate(epochs.length + i));
    for (const [i, made] of (await course.next(rates)).entries()) {
      const seconds = (performance.now() - start) / 1000;
      const epoch = { ...made, epoch: epochs.length + 1, learningRate: rates[i], seconds };
      see(epoch);
      epochs.push(epoch);
      const figure = monitored(monitor, epoch);
      if (figure < best) [best, bestEpoch] = [figure, epoch.epoch];
    }
    if (patience > 0 && epochs.length - bestEpoch >= patience) stopped = "early";
    else if (epochs.length === most) stopped = "epochs";
    await new Promise((resolve) => setTimeout(resolve, 0));
    interrupted.throwIfAborted();
    if (signal?.aborted) stopped ??= "cancelled";
  }
  course.settle();
  return { epochs, bestEpoch, steps: epochs.length, stopped };
}
