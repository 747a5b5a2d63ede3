/** Networks of tags that know a score of each tag already, and learn what the other scores say about it. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import { withDefaults } from "../../core/settings.ts";
import { checkAnswer } from "../answer.ts";
import { checkHidden, checkSizes, hiddenLayers } from "../hidden.ts";
import { drawWeights } from "../initialise.ts";
import { Columns } from "../layers/columns.ts";
import { OwnScores } from "../layers/own_scores.ts";
import { tf } from "../tf.ts";
import { type HeadSettings, on } from "./head.ts";
import { denseCost, type NetworkKind } from "./kind.ts";

/** A network's plan, as plain data. */
export type PassThroughSettings = HeadSettings;

/** Defaults of {@linkcode PassThroughSettings}. */
export const PASS_THROUGH_DEFAULTS: Readonly<PassThroughSettings> = Object.freeze({
  layers: [256],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  initialisation: "torch",
});

/** The first columns are the tags' own log-odds, one for each, in their order; the others go through hidden layers:
 *
 *     logitⱼ = aⱼ xⱼ + bⱼ + network(the others)ⱼ
 *
 * It starts as the scores themselves (a = 1, b = 0, network = 0), so that what is learnt is a correction. Layers are
 * named own, others, dense1, activation1, … logits (the correction), scores (the sum), probabilities. */
export const passThrough: NetworkKind<PassThroughSettings> = {
  name: "passThrough",
  defaults: PASS_THROUGH_DEFAULTS,
  build({ inputs, classes, answer = "softmax", ...given }, rng: Rng) {
    const settings = withDefaults(PASS_THROUGH_DEFAULTS, given);
    checkSizes({ inputs, classes });
    checkAnswer(answer);
    checkHidden(settings);
    if (inputs <= classes) {
      throw new InputError("columns to correct the tags' own scores by are missing", {
        found: `${inputs} columns`,
        expected: `a score for each of ${classes} tags, then others`,
      });
    }
    const raw = tf.input({ shape: [inputs], name: "inputs" });
    const own = on(new Columns({ from: 0, count: classes, name: "own" }), raw);
    const others = new Columns({ from: classes, count: inputs - classes, name: "others" });
    const logits = tf.layers.dense({ units: classes, kernelInitializer: "zeros", name: "logits" });
    const correction = [others, ...hiddenLayers(settings), logits]
      .reduce((x, layer) => on(layer, x), raw);
    const sum = on(new OwnScores({ name: "scores" }), correction, own);
    const end = on(tf.layers.activation({ activation: answer, name: "probabilities" }), sum);
    const model = tf.model({ inputs: raw, outputs: end, name: "passThrough" });
    drawWeights(model, settings.initialisation, () => 0, rng);
    tf.tidy(() => logits.setWeights(logits.getWeights().map((weight) => tf.zerosLike(weight))));
    return model;
  },
  cost({ inputs, classes, layers = PASS_THROUGH_DEFAULTS.layers }) {
    return denseCost([inputs - classes, ...layers, classes]) + classes;
  },
};
