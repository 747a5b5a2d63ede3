/** Measurements before a search: the learning-rate range test and the gradient noise scale. */
import type { Rng } from "../../core/rng.ts";
import { pick } from "../../core/settings.ts";
import { networkFor } from "../../nn/networks/networks.ts";
import { rangeTest } from "../../nn/rate_range.ts";
import { TRAIN_DEFAULTS } from "../../nn/settings.ts";
import { ready } from "../../nn/tf.ts";
import { train } from "../../nn/train.ts";
import { fitting } from "../../evaluation/fitting.ts";
import type { Settings } from "../runs/record.ts";
import { type GradientNoise, gradientNoise } from "./gradient_noise.ts";
import type { TrialData } from "./trial_data.ts";

/** Trains a network for some epochs and measures the noise of batches' gradients where it has come to.
 *
 * @param sizes of batches; those larger than the rows are left out, and said
 * @returns the steps that were trained, and in the order of the sizes what was measured */
export async function probeNoise(
  { train: { x, y } }: TrialData,
  network: Settings,
  sizes: readonly number[],
  rng: Rng,
  { epochs = 2 } = {},
): Promise<{ steps: number; sizes: GradientNoise[] }> {
  const model = await networkOn({ x, y }, network, rng.fork("probe"));
  try {
    const { steps } = await train(model, x, y, { epochs, rng: rng.fork("probe") });
    const able = fitting("batches", sizes, x.rows);
    return { steps, sizes: await gradientNoise(model, x, y, able, rng) };
  } finally {
    model.dispose();
  }
}

/** The range test of a network's training.
 *
 * @param network settings of the network and of its training in one object, as a search takes them */
export async function probeRates(
  { train: { x, y } }: TrialData,
  network: Settings,
  range: { from?: number; to?: number; steps?: number },
  rng: Rng,
): ReturnType<typeof rangeTest> {
  const model = await networkOn({ x, y }, network, rng.fork("range"));
  const { epochs: _, ...training } = pick(TRAIN_DEFAULTS, { ...TRAIN_DEFAULTS, ...network });
  try {
    return await rangeTest(model, x, y, { ...training, rng: rng.fork("range order") }, range);
  } finally {
    model.dispose();
  }
}

async function networkOn({ x, y }: TrialData["train"], network: Settings, rng: Rng) {
  await ready();
  return networkFor(network, x, y, rng);
}
