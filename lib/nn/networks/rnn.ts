/** Recurrent networks: a state that goes along a sequence. */
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { checkSizes } from "../hidden.ts";
import { AttentionPooling } from "../layers/attention_pooling.ts";
import { MeanOverSteps } from "../layers/mean_over_steps.ts";
import { PaddingMask } from "../layers/padding_mask.ts";
import { type Cell, GATES, Recurrent } from "../layers/recurrent.ts";
import { tf } from "../tf.ts";
import { type AugmentSettings, finish, type HeadSettings, NO_MASKS, on, start } from "./head.ts";
import { denseCost, type NetworkKind, shapeOf, type Sizes } from "./kind.ts";

/** A recurrent network's plan, as plain data. */
export interface RnnSettings extends HeadSettings, AugmentSettings {
  /** Steps and features of a row; null: every column is a step. */
  shape: readonly number[] | null;
  /** Plain, with gates, or with gates and a second state (layers/recurrent.ts). */
  cell: Cell;
  /** States of the recurrent layers, first to last. */
  units: readonly number[];
  /** In each layer a second cell reads from the end. */
  bidirectional: boolean;
  /** How the steps become one vector: the last state (of the second cell that of the first step), the states' mean, or
   * weighted by attention. */
  pooling: "last" | "mean" | "attention";
  /** Steps of zeros alone are filling, and are passed over. */
  masking: boolean;
}

/** Defaults of {@linkcode RnnSettings}. `dropout` acts between recurrent layers, too. */
export const RNN_DEFAULTS: Readonly<RnnSettings> = Object.freeze({
  shape: null,
  cell: "gru",
  units: [128],
  bidirectional: false,
  pooling: "last",
  masking: false,
  layers: [],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  initialisation: "torch",
  ...NO_MASKS,
});

/** Recurrent layers with dropout between them, pooling, then dense layers. Layers are named mask, recurrent1,
 * recurrentDropout1, recurrent2 …, pooled, dense1, … logits, probabilities. */
export const rnn: NetworkKind<RnnSettings> = {
  name: "rnn",
  defaults: RNN_DEFAULTS,
  build(plan, rng) {
    const { sizes, settings, shape } = read(plan);
    const { cell, units, bidirectional, pooling, masking, dropout } = settings;
    const { raw, x: first } = start(sizes, shape, settings);
    const mask = masking ? on(new PaddingMask({ name: "mask" }), raw) : undefined;
    let x = first;
    for (const [i, size] of units.entries()) {
      const isLast = i === units.length - 1, sequences = !isLast || pooling !== "last";
      const config = { cell, units: size, bidirectional, sequences, name: `recurrent${i + 1}` };
      x = on(new Recurrent(config), x, mask);
      if (dropout > 0 && !isLast) {
        x = on(tf.layers.dropout({ rate: dropout, name: `recurrentDropout${i + 1}` }), x);
      }
    }
    if (pooling === "mean") x = on(new MeanOverSteps({ name: "pooled" }), x, mask);
    if (pooling === "attention") x = on(new AttentionPooling({ name: "pooled" }), x, mask);
    return finish("rnn", raw, x, sizes, settings, rng);
  },
  cost(plan) {
    const { sizes, settings, shape: [steps, features] } = read(plan);
    const { units, bidirectional, cell, pooling, layers } = settings;
    const ways = bidirectional ? 2 : 1, widths = [features, ...units.map((n) => ways * n)];
    const recurrent = units.reduce(
      (sum, n, i) => sum + steps * ways * GATES[cell] * n * (widths[i] + n),
      0,
    );
    const width = widths.at(-1)!, weighing = pooling === "attention" ? steps * width * width : 0;
    return recurrent + weighing + denseCost([width, ...layers, sizes.classes]);
  },
};

function read({ inputs, classes, answer, ...given }: Sizes & Partial<RnnSettings>) {
  const settings = withDefaults(RNN_DEFAULTS, given), { units } = settings;
  checkSettings(settings, {
    cell: Object.keys(GATES),
    bidirectional: [true, false],
    pooling: ["last", "mean", "attention"],
    masking: [true, false],
  });
  checkSizes({ "recurrent layers": units.length });
  checkSizes(Object.fromEntries(units.map((n, i) => [`units ${i + 1}`, n])));
  const shape = shapeOf(settings.shape, inputs, ["steps", "features"]);
  return { sizes: { inputs, classes, answer }, settings, shape };
}
