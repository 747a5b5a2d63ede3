/** What stands above every network's own layers: hidden layers, logits, probabilities. */
import type { Rng } from "../../core/rng.ts";
import { checkSettings } from "../../core/settings.ts";
import { checkAnswer } from "../answer.ts";
import {
  answerLayers,
  checkHidden,
  checkSizes,
  hiddenLayers,
  type HiddenSettings,
} from "../hidden.ts";
import { drawWeights, type Initialisation } from "../initialise.ts";
import { SpecAugment } from "../layers/spec_augment.ts";
import { tf } from "../tf.ts";
import type { Sizes } from "./kind.ts";

/** Settings of every network that reads sequences or pictures. */
export interface HeadSettings extends HiddenSettings {
  /** How the first weights are drawn. */
  initialisation: Initialisation;
}

/** SpecAugment (Park et al. 2019) as settings: 0 masks of either kind is none. */
export interface AugmentSettings {
  /** So many stretches of time are hidden at each training step … */
  timeMasks: number;
  /** … each of 0 to so many steps. */
  timeWidth: number;
  /** So many bands of frequency … */
  bandMasks: number;
  /** … each of 0 to so many bands. */
  bandWidth: number;
}

/** No masks. */
export const NO_MASKS: AugmentSettings = { timeMasks: 0, timeWidth: 0, bandMasks: 0, bandWidth: 0 };

/** One layer on top of one or several. */
export const on = (
  layer: tf.layers.Layer,
  ...below: readonly (tf.SymbolicTensor | undefined)[]
): tf.SymbolicTensor => {
  const inputs = below.filter((x) => x !== undefined);
  return layer.apply(inputs.length === 1 ? inputs[0] : inputs) as tf.SymbolicTensor;
};

/** The inputs, rows of this shape, and what the first layer reads: the same, with masks where the settings ask for them. */
export function start(
  { inputs, classes, answer = "softmax" }: Sizes,
  shape: readonly number[],
  masks: AugmentSettings = NO_MASKS,
): { raw: tf.SymbolicTensor; x: tf.SymbolicTensor } {
  checkSizes({ inputs, classes });
  checkAnswer(answer);
  const whole = { least: 0, whole: true } as const;
  checkSettings(masks, {
    timeMasks: whole,
    timeWidth: whole,
    bandMasks: whole,
    bandWidth: whole,
  });
  const raw = tf.input({ shape: [...shape], name: "inputs" });
  const { timeMasks, timeWidth, bandMasks, bandWidth } = masks;
  const hides = timeMasks * timeWidth + bandMasks * bandWidth > 0;
  const config = { timeMasks, timeWidth, bandMasks, bandWidth, name: "specAugment" };
  return { raw, x: hides ? on(new SpecAugment(config), raw) : raw };
}

/** Hidden layers and the answer above `x`, examples × units, and the first weights. */
export function finish(
  name: string,
  raw: tf.SymbolicTensor,
  x: tf.SymbolicTensor,
  { classes, answer = "softmax" }: Sizes,
  settings: HeadSettings,
  rng: Rng,
): tf.LayersModel {
  checkHidden(settings);
  const layers = [...hiddenLayers(settings), ...answerLayers(classes, 1, answer)];
  const end = layers.reduce((y, layer) => on(layer, y), x);
  const model = tf.model({ inputs: raw, outputs: end, name });
  drawWeights(model, settings.initialisation, () => 0, rng);
  return model;
}
