/** The learning-rate range test: at which rates the loss falls, and at which it diverges. */
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Target } from "../core/target.ts";
import type { TrainSettings } from "./settings.ts";
import type { tf } from "./tf.ts";
import { train, type TrainContext, TrainingError } from "./train.ts";

/** One step of a range test. */
export interface RangePoint {
  /** The rate of the step. */
  readonly learningRate: number;
  /** The loss before the step, smoothed over the steps so far (β = .95, debiased). */
  readonly loss: number;
}

/** Trains while the learning rate grows by the same factor at every step, until the smoothed loss is four times its
 * lowest or the steps are done; the model's weights are as before afterwards.
 *
 * A good rate is a few times below the one of the lowest loss, where the curve falls fastest. On the course's data
 * that point moves by a factor of about two between seeds.
 *
 * @param settings any training settings; schedule and epochs are the test's own
 * @param range `from` (1e-6) to `to` (10) in `steps` (100)
 * @returns the curve and the rate at which it falls fastest
 * @throws {InputError} as `train`, or when `from` is not below `to`
 * @see Smith, L. N. (2017). Cyclical learning rates for training neural networks.
 * @example
 * ```ts ignore
 * const { points, steepest } = await rangeTest(model, x, y, { batchSize: 256, rng: new Rng(1) });
 * await train(model, x, y, { batchSize: 256, learningRate: steepest, rng: new Rng(2) });
 * ```
 */
export async function rangeTest(
  model: tf.LayersModel,
  x: Matrix,
  y: Target,
  settings: Partial<TrainSettings> & Pick<TrainContext, "rng">,
  range: { from?: number; to?: number; steps?: number } = {},
): Promise<{ points: RangePoint[]; steepest: number }> {
  const { from = 1e-6, to = 10, steps = 100 } = range;
  if (!(from > 0 && from < to && Number.isInteger(steps) && steps > 1)) {
    throw new InputError("a range test goes from a small rate to a larger one", {
      found: `${from} to ${to} in ${steps} steps`,
    });
  }
  const before = model.getWeights().map((weight) => weight.clone());
  const points: RangePoint[] = [], stop = new AbortController();
  let average = 0, lowest = Infinity;
  try {
    await train(model, x, y, {
      ...settings,
      schedule: "constant",
      epochs: steps, // each has at least one step, and the last of them ends the training
      patience: 0,
      signal: stop.signal,
      rate: (step) => from * (to / from) ** (step / (steps - 1)),
      onStep({ step, loss, learningRate }) {
        average = 0.95 * average + 0.05 * loss;
        const smooth = average / (1 - 0.95 ** step);
        points.push({ learningRate, loss: smooth });
        lowest = Math.min(lowest, smooth);
        if (step === steps || smooth > 4 * lowest) stop.abort();
      },
    });
  } catch (error) {
    // too high a rate ends the test, as it should
    if (!(error instanceof TrainingError) || points.length === 0) throw error;
  } finally {
    model.setWeights(before);
    before.forEach((weight) => weight.dispose());
  }
  return { points, steepest: steepest(points) };
}

/** The rate at which the loss falls fastest per factor of the rate, on its way to its lowest: the fall over a tenth of
 * the curve, for that from one step to the next is mostly noise, and after the lowest there are rebounds. */
function steepest(points: readonly RangePoint[]): number {
  const lowest = points.reduce((low, { loss }, i) => loss < points[low].loss ? i : low, 0);
  const half = Math.max(1, Math.round(points.length / 20));
  const fall = (at: number) => points[at - half].loss - points[at + half].loss;
  let best = Math.floor(lowest / 2);
  for (let i = half; i + half <= lowest; i++) if (i === half || fall(i) > fall(best)) best = i;
  return points[best].learningRate;
}
