/** The network that a transfer starts from. */
import { argmax } from "../../core/matrix.ts";
import { Rng } from "../../core/rng.ts";
import { predictProbabilities } from "../../nn/predict.ts";
import { type LayersModel, ready } from "../../nn/tf.ts";
import { train } from "../../nn/train.ts";
import { setWeightValues, weightValues } from "../../nn/weight_values.ts";
import { accuracyOf } from "../../evaluation/metrics/accuracy.ts";
import { networkOfPlan } from "../search/network_plan.ts";
import type { TransferData } from "./data.ts";

interface Trained {
  readonly weights: readonly Float32Array[];
  readonly accuracy: number;
  readonly seconds: number;
}

/** Networks by data and seed: many transfers start from the same one. Numbers, not tensors, so that nothing is left
 * behind. */
const known = new WeakMap<TransferData, Map<number, Promise<Trained>>>();

/** A network that knows the old classes alone: trained, once for each seed and data, as `data.network` says, on the
 * training rows of the old classes.
 *
 * @returns a model of its own for every caller, to be disposed of, and its accuracy on the validation rows of the
 * classes it knows, and how long it was trained
 * @throws {InputError} when data and settings do not fit together
 * @example
 * ```ts ignore
 * const { model, accuracy } = await oldNetwork(data, 1);
 * const opinion = await predictProbabilities(model, data.seen, known); // what it takes the new genre for
 * model.dispose();
 * ```
 */
export async function oldNetwork(
  data: TransferData,
  seed: number,
): Promise<{ model: LayersModel; accuracy: number; seconds: number }> {
  await ready();
  const bySeed = known.get(data) ?? new Map<number, Promise<Trained>>();
  known.set(data, bySeed);
  const trained = bySeed.get(seed) ?? trainOld(data, seed);
  bySeed.set(seed, trained);
  const { weights, accuracy, seconds } = await trained, model = freshModel(data, seed);
  setWeightValues(model, weights);
  return { model, accuracy, seconds };
}

function freshModel({ old: { train: { x, y } }, network: { plan } }: TransferData, seed: number) {
  return networkOfPlan(plan, x, y.classes.length, new Rng(seed).fork("old weights"));
}

async function trainOld(data: TransferData, seed: number): Promise<Trained> {
  const { old: { train: { x, y }, validation }, network } = data, model = freshModel(data, seed);
  try {
    const rng = new Rng(seed).fork("old training");
    const { seconds } = await train(model, x, y, { ...network.training, validation, rng });
    const guess = argmax(await predictProbabilities(model, validation.x, y.classes));
    return {
      weights: weightValues(model),
      accuracy: accuracyOf(validation.y.codes, guess),
      seconds,
    };
  } finally {
    model.dispose();
  }
}
