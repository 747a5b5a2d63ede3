/** Learning rates over time. */
import type { TrainSettings } from "./settings.ts";

/** The learning rate of every step. */
interface Schedule {
  /** @param step from 0 */
  rate(step: number): number;
  /** Tells how the monitored loss stands after an epoch; only reduceOnPlateau listens. */
  endOfEpoch(improved: boolean): void;
}

/** - step: η · factor^⌊epoch / every⌋
 * - cosine: from η to the minimum, ½ (1 + cos πt/T) (Loshchilov & Hutter 2017), as CosineAnnealingLR
 * - oneCycle: from η/25 up to η over the first 30 % of the steps and down to η/10⁴/25, by cosines (Smith & Topin
 *   2018), as OneCycleLR
 * - reduceOnPlateau: η · factor each time `every` epochs brought no improvement
 *
 * `warmup` epochs of linear rise come first and count towards T. */
export function schedule(settings: TrainSettings, stepsPerEpoch: number): Schedule {
  const { learningRate, factor, every, minimumRate } = settings;
  const total = settings.epochs * stepsPerEpoch, warm = settings.warmup * stepsPerEpoch;
  let reduced = learningRate, waited = 0;
  const anneal = (from: number, to: number, share: number) =>
    to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
  const rates: Record<TrainSettings["schedule"], (step: number) => number> = {
    constant: () => learningRate,
    step: (step) => learningRate * factor ** Math.floor(step / stepsPerEpoch / every),
    cosine: (step) => anneal(learningRate, minimumRate, step / total),
    oneCycle: (step) => {
      const low = learningRate / 25, top = 0.3 * total - 1, end = total - 1;
      return step <= top
        ? anneal(low, learningRate, step / top)
        : anneal(learningRate, low / 1e4, (step - top) / Math.max(end - top, 1));
    },
    reduceOnPlateau: () => reduced,
  };
  const plain = rates[settings.schedule];
  return {
    rate: (step) => plain(step) * Math.min(1, (step + 1) / Math.max(warm, 1)),
    endOfEpoch(improved) {
      waited = improved ? 0 : waited + 1;
      if (waited < every) return;
      reduced = Math.max(reduced * factor, minimumRate);
      waited = 0;
    },
  };
}
