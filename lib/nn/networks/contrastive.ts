/** A network that learns without labels: which second half belongs to which first half. */
import { checkSettings, withDefaults } from "../../core/settings.ts";
import type { ClassTarget } from "../../core/target.ts";
import { checkSizes } from "../hidden.ts";
import { drawWeights } from "../initialise.ts";
import { Halves } from "../layers/halves.ts";
import { Matching } from "../layers/matching.ts";
import { tf } from "../tf.ts";
import { cnn2d, CNN2D_DEFAULTS, type Cnn2dSettings, convolutions, readCnn2d } from "./cnn2d.ts";
import { on, start } from "./head.ts";
import { type NetworkKind, shapeOf, type Sizes } from "./kind.ts";

/** The plan of a contrastive network, as plain data. */
export interface ContrastiveSettings extends Cnn2dSettings {
  /** Numbers by which a half is described where halves are compared; not used afterwards. */
  projection: number;
  /** What cosines are divided by: the smaller, the more the nearest of the others count. */
  temperature: number;
}

/** Defaults of {@linkcode ContrastiveSettings}: those of `cnn2d`, and a projection. */
export const CONTRASTIVE_DEFAULTS: Readonly<ContrastiveSettings> = Object.freeze({
  ...CNN2D_DEFAULTS,
  projection: 32,
  temperature: .2,
});

/** The convolutions of `cnn2d`, with its names, over both halves of a picture [time, bands, channels], each by itself; a
 * projection, and how well every first half matches the second halves of its batch (Saeed, Grangier & Zeghidour 2021,
 * "Contrastive learning of general-purpose audio representations"). Classes are candidates: the first is always right, the
 * others are the second halves of the next rows of the batch, so that answers hang on a row's neighbours.
 *
 * Train it with {@linkcode halvesTarget}, then copy its convolutions by `copyWeights`. `layers` must stay empty. */
export const contrastive: NetworkKind<ContrastiveSettings> = {
  name: "contrastive",
  defaults: CONTRASTIVE_DEFAULTS,
  build(plan, rng) {
    const { whole, half: { sizes, shape }, settings, projection, temperature } = read(plan);
    const { raw, x } = start({ ...sizes, answer: "softmax" }, whole, settings);
    const described = convolutions(on(new Halves({ name: "halves" }), x), shape, settings);
    const units = { units: projection, kernelInitializer: "zeros" } as const;
    const end = [
      tf.layers.dense({ ...units, name: "projection" }),
      new Matching({ candidates: sizes.classes, temperature, name: "logits" }),
      tf.layers.activation({ activation: "softmax", name: "probabilities" }),
    ].reduce((y, layer) => on(layer, y), described);
    const model = tf.model({ inputs: raw, outputs: end, name: "contrastive" });
    drawWeights(model, settings.initialisation, () => 0, rng);
    return model;
  },
  cost(plan) {
    const { half: { sizes, shape }, settings, projection } = read(plan);
    const each = cnn2d.cost({ ...settings, ...sizes, shape, classes: projection });
    return 2 * each + sizes.classes * projection;
  },
};

/** The shape of a picture, and the plan of the convolutions over one half. */
function read({ inputs, classes, answer, ...given }: Sizes & Partial<ContrastiveSettings>) {
  const { projection, temperature, ...settings } = withDefaults(CONTRASTIVE_DEFAULTS, given);
  checkSizes({ projection });
  checkSettings({ temperature, layers: settings.layers.length, answer: answer ?? "softmax" }, {
    temperature: { above: 0 },
    layers: [0],
    answer: ["softmax"],
  });
  const whole = shapeOf(settings.shape, inputs, ["height", "width", "channels"]);
  const [steps, ...rest] = whole, shape = [Math.floor(steps / 2), ...rest];
  const size = shape.reduce((a, b) => a * b, 1);
  const half = readCnn2d({ inputs: size, classes, ...settings, shape });
  return { whole, half, settings, projection, temperature };
}

/** What `contrastive` is to learn of so many rows without labels: of `candidates` second halves, the first one is its own.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(halvesTarget(2, 3), { codes: Int32Array.of(0, 0), classes: ["its own", "other 1", "other 2"] });
 * ```
 */
export const halvesTarget = (rows: number, candidates: number): ClassTarget => ({
  codes: new Int32Array(rows),
  classes: ["its own", ...Array.from({ length: candidates - 1 }, (_, i) => `other ${i + 1}`)],
});
