/** Any kind of network under the contract of every classifier: fit, then predictProba. */
import type { Rng } from "../core/rng.ts";
import { pick, withDefaults } from "../core/settings.ts";
import type { Target } from "../core/target.ts";
import type { Classifier } from "../models/estimator.ts";
import { checkShare, fitNetwork, type FitSettings, fitted, type FittedMlp } from "./fit.ts";
import type { Inputs } from "./inputs.ts";
import { networkFor, networkKind } from "./networks/networks.ts";
import { TRAIN_DEFAULTS, trainSettings } from "./settings.ts";
import { ready, type tf } from "./tf.ts";
import type { TrainContext } from "./train.ts";
import { trainedInWorker } from "./training_pool.ts";
import { setWeightValues } from "./weight_values.ts";

/** A classifier whose fitted form shows its network. */
export interface NetworkClassifier extends Classifier {
  /** Builds and trains a network; the caller disposes of it. See `Classifier`.
   * @throws {TrainingError} when the loss is not finite */
  fit(x: Inputs, y: Target, rng: Rng): Promise<FittedMlp>;
}

/** What a network is given besides its settings. */
export interface NetworkContext extends Pick<TrainContext, "onEpoch" | "signal"> {
  /** Gets every network before its first step, such as to copy another one's weights into it; a record does not say so. */
  readonly begin?: (model: tf.LayersModel) => void;
  /** Train in a worker, where nothing of the above is given, so that several can be trained at once; the same bits. */
  readonly inWorker?: boolean;
}

/** A network of the kind that `network` names, built from the width of x and the classes or tags of y when it is
 * fitted.
 *
 * @param given `network` ("mlp" where it is left out), settings of that kind, of `train`, and `validationShare` (.1)
 * @param context `onEpoch` and `signal` for a training that is watched, `begin` for one that does not begin with random
 * weights
 * @throws {InputError} on a network that there is not, or an unknown setting
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const { name, settings } = networkClassifier({ network: "rnn", cell: "lstm", epochs: 20 });
 * assertEquals([name, settings.cell, settings.batchSize], ["rnn", "lstm", 64]);
 * ```
 */
export function networkClassifier(
  { network, ...given }: { readonly network?: string } & Readonly<Record<string, unknown>>,
  { begin, inWorker = false, ...context }: NetworkContext = {},
): NetworkClassifier {
  const kind = networkKind(network), ownShare = { validationShare: .1 };
  const defaults: FitSettings & object = { ...kind.defaults, ...TRAIN_DEFAULTS, ...ownShare };
  const chosen = withDefaults(defaults, given);
  const training = trainSettings(pick(TRAIN_DEFAULTS, chosen)), { validationShare } = chosen;
  checkShare(validationShare);
  const settings = { network: kind.name, ...chosen, ...training };
  const isElsewhere = inWorker && !begin && !context.onEpoch && !context.signal;
  return {
    name: kind.name,
    settings,
    learns: ["classes", "tags"],
    async fit(x, y, rng) {
      const plan = { ...chosen, network: kind.name };
      if (isElsewhere) {
        const { weights, history } = await trainedInWorker({ settings, x, y, seed: rng.path });
        await ready();
        const model = networkFor(plan, x, y, rng.fork("weights"));
        setWeightValues(model, weights);
        return fitted({ name: kind.name, x, y }, model, history);
      }
      const build = (own: Inputs, rng: Rng) => {
        const model = networkFor(plan, own, y, rng);
        begin?.(model);
        return model;
      };
      const rows = { name: kind.name, x, y, rng };
      return await fitNetwork(build, { ...training, validationShare }, context, rows);
    },
  };
}
