/** Networks that have learnt something else first. */
import type { Rng } from "../../core/rng.ts";
import { pick } from "../../core/settings.ts";
import { type Dataset, taskOf } from "../../data/mod.ts";
import { sourceOf, type Sources } from "../../features/sources.ts";
import type { History } from "../../nn/history.ts";
import { networkClassifier, type NetworkContext } from "../../nn/network_classifier.ts";
import { halvesTarget } from "../../nn/networks/contrastive.ts";
import { networkFor } from "../../nn/networks/networks.ts";
import { TRAIN_DEFAULTS } from "../../nn/settings.ts";
import { ready, type tf } from "../../nn/tf.ts";
import { train } from "../../nn/train.ts";
import { copyWeights } from "../../nn/transfer.ts";

/** A network that has learnt, and how that went. */
export interface Taught {
  /** The trained one. */
  readonly model: tf.LayersModel;
  /** Epoch by epoch. */
  readonly history: History;
}

/** Teaches convolutions without labels: of some candidates, which second half belongs to a sound's first half
 * (the network `contrastive`).
 *
 * @param inputs pictures [steps, bands, 1]
 * @param settings of the convolutions and of the training
 * @example
 * ```ts ignore
 * const taught = await learnHalves([mels({ picture: true }), standard()], train, allRows(train), conv, rng);
 * ```
 */
export async function learnHalves(
  inputs: Sources,
  data: Dataset,
  rows: Int32Array,
  { candidates = 32, ...settings }: { candidates?: number } & Readonly<Record<string, unknown>>,
  rng: Rng,
): Promise<Taught> {
  const { train: x } = await sourceOf(inputs).fit(data, rows, rng.fork("features"));
  const y = halvesTarget(rows.length, candidates), network = "contrastive";
  await ready();
  const model = networkFor({ ...settings, network }, x, y, rng.fork("weights"));
  const training = pick(TRAIN_DEFAULTS, { ...TRAIN_DEFAULTS, ...settings });
  const own = { oneClass: true, rng: rng.fork("training") };
  return { model, history: await train(model, x, y, { ...training, ...own }) };
}

/** Teaches a network the data's own task, such as tags, of which there are many labels.
 *
 * @example
 * ```ts ignore
 * const taught = await learnTask([mels({ picture: true }), standard()], asTags(train), rows, conv, rng);
 * ```
 */
export async function learnTask(
  inputs: Sources,
  data: Dataset,
  rows: Int32Array,
  settings: Readonly<Record<string, unknown>>,
  rng: Rng,
): Promise<Taught> {
  const { train } = await sourceOf(inputs).fit(data, rows, rng.fork("features"));
  const classifier = networkClassifier({ ...settings, validationShare: 0 });
  return await classifier.fit(train, taskOf(data, rows), rng.fork("task"));
}

/** Lets a network begin with another one's convolutions, and their batch norms.
 *
 * @example
 * ```ts ignore
 * const model = networkClassifier(conv, beginWith(taught));
 * ```
 */
export const beginWith = ({ model: from }: Pick<Taught, "model">): NetworkContext => ({
  begin(model) {
    const layers = model.layers.filter(({ name, weights }) =>
      /^conv/i.test(name) && weights.length > 0
    );
    copyWeights(from, model, { layers: layers.map(({ name }) => name), strict: true });
  },
});
