/** The gradient noise scale: how much the gradients of batches differ. */
import { type Matrix, takeRows } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { takeTarget, type Target } from "../../core/target.ts";
import type { LayersModel } from "../../nn/tf.ts";
import { train } from "../../nn/train.ts";

/** The gradients of batches of one size, at one place. */
export interface GradientNoise {
  /** Rows per batch. */
  readonly batchSize: number;
  /** Mean Euclidean norm over the batches of one pass. */
  readonly norm: number;
  /** Of the gradient over all rows: what the batches' gradients have in common. */
  readonly signal: number;
  /** √(norm² − signal²): how far a batch's gradient is off, for E|g_B|² = |G|² + tr Σ / B. */
  readonly noise: number;
}

/** Passes over the rows once per batch size without moving, and looks at the gradients' norms.
 *
 * Where noise and signal are equal lies the batch size beyond which larger batches hardly make better steps.
 *
 * @param model is left as it was
 * @param sizes of batches, from 1 to the number of rows
 * @returns in the order of the sizes
 * @throws {InputError} when a size is not from 1 to the number of rows
 * @see McCandlish, Kaplan & Amodei (2018). An empirical model of large-batch training.
 * @example
 * ```ts ignore
 * const found = await gradientNoise(network, x, y, [16, 64, 256, 1024], rng);
 * table(found); // the size at which noise has come down to the signal
 * ```
 */
export async function gradientNoise(
  model: LayersModel,
  x: Matrix,
  y: Target,
  sizes: readonly number[],
  rng: Rng,
): Promise<GradientNoise[]> {
  const before = model.getWeights().map((weight) => weight.clone());
  const order = rng.fork("order").permutation(x.rows);
  const normOf = async (batchSize: number) => {
    // whole batches alone: what is left over for the last one would have a noise of its own
    const rows = order.slice(0, x.rows - x.rows % batchSize);
    const standing = { optimiser: "sgd", rate: () => 0, epochs: 1, restoreBest: false } as const;
    const settings = { ...standing, batchSize, rng: rng.fork("batches") };
    return (await train(model, takeRows(x, rows), takeTarget(y, rows), settings)).epochs[0]
      .gradientNorm;
  };
  try {
    const signal = await normOf(x.rows), found: GradientNoise[] = [];
    for (const batchSize of sizes) {
      const norm = await normOf(batchSize);
      found.push({
        batchSize,
        norm,
        signal,
        noise: Math.sqrt(Math.max(0, norm ** 2 - signal ** 2)),
      });
    }
    return found;
  } finally {
    model.setWeights(before);
    before.forEach((weight) => weight.dispose());
  }
}
