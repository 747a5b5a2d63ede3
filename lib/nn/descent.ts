/** Steps of a training: a gradient, what the settings do to it, and the optimiser's change of the weights. */
import type { Batch } from "./batches.ts";
import type { Engine } from "./engine.ts";
import type { Optimiser } from "./optimiser.ts";

/** What a step tells of itself. */
export interface Step {
  /** Examples. */
  readonly size: number;
  /** As it was minimised, before the step. */
  readonly loss: number;
  readonly accuracy: number;
  /** The gradient's Euclidean norm, before clipping. */
  readonly norm: number;
}

/** Makes one step after the other, some of them at once. */
export interface Descent {
  /** How many steps at most are made at once. */
  readonly most: number;
  /** A step for each learning rate. The weights in the arena are changed, unless a loss is not finite.
   * @param take prepares the next batch */
  steps(take: () => Batch, rates: readonly number[]): Promise<readonly Step[]>;
}

/** One step at a time, by any engine.
 * @param look sees the gradient, before clipping, and may stop the time for figures */
export function stepwise(engine: Engine, optimiser: Optimiser, look?: () => void): Descent {
  return {
    most: 1,
    async steps(take, [rate]) {
      const batch = take(), { loss, accuracy } = await engine.gradient(batch);
      const made = { size: batch.size, loss: loss + optimiser.penalise(), accuracy };
      if (!Number.isFinite(made.loss)) return [{ ...made, norm: NaN }];
      look?.();
      const norm = optimiser.clip();
      optimiser.update(rate);
      return [{ ...made, norm }];
    },
  };
}
