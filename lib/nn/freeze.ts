/** Layers that training leaves as they are. */
import { checkLayers, layersWithWeights } from "./by_layer.ts";
import type { tf } from "./tf.ts";

/** Freezes layers: training leaves their weights as they are, to the bit, and spends no time on them where nothing
 * below them learns. It stays with the model, also when it is saved, until {@linkcode unfreeze}.
 *
 * The same for one training alone, and on its record: the setting `layerRates`, where 0 freezes a layer. What a frozen
 * batch normalisation does is told by the setting `frozenBatchNorm`.
 *
 * @param layers names; by default all layers with weights
 * @throws {InputError} on a name that the model has not, listing those it has
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { mlp } from "./mlp.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const model = mlp({ inputs: 14, classes: 6 }, new Rng(1));
 * freeze(model, ["dense1"]);
 * assertEquals(model.trainableWeights.map(({ name }) => name.split("/")[0]), ["dense2", "dense2", "logits", "logits"]);
 * unfreeze(model);
 * model.dispose();
 * ```
 */
export function freeze(model: tf.LayersModel, layers?: readonly string[]): void {
  setTrainable(model, layers, false);
}

/** Lets layers learn again.
 * @param layers names; by default all layers with weights
 * @throws {InputError} on a name that the model has not
 * @example
 * ```ts ignore
 * freeze(model, ["dense1"]); // the new head learns first …
 * await train(model, x, y, { epochs: 5, rng: new Rng(1) });
 * unfreeze(model); // … then everything
 * await train(model, x, y, { epochs: 20, learningRate: 1e-4, rng: new Rng(2) });
 * ```
 */
export function unfreeze(model: tf.LayersModel, layers?: readonly string[]): void {
  setTrainable(model, layers, true);
}

function setTrainable(
  model: tf.LayersModel,
  layers: readonly string[] = layersWithWeights(model),
  trainable: boolean,
): void {
  checkLayers(model, layers, "freezing");
  for (const name of layers) model.getLayer(name).trainable = trainable;
}
