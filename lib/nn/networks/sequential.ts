/** Layers one after the other, as a list: for networks that others have published, layer by layer. */
import { InputError } from "../../core/errors.ts";
import { checkSetting, checkSettings, withDefaults } from "../../core/settings.ts";
import { checkAnswer } from "../answer.ts";
import { answerLayers, checkSizes } from "../hidden.ts";
import { drawWeights, type Initialisation } from "../initialise.ts";
import { type Cell, GATES, Recurrent } from "../layers/recurrent.ts";
import { tf } from "../tf.ts";
import { on } from "./head.ts";
import { type NetworkKind, shapeOf, type Sizes } from "./kind.ts";

/** A layer, as plain data. Numbers are as in PyTorch where nothing is said. */
export type LayerPlan =
  | { readonly layer: "dense"; readonly units: number; readonly activation?: "relu" | "tanh" }
  | {
    readonly layer: "conv1d";
    readonly filters: number;
    readonly kernel: number;
    /** Steps from one place to the next; 1 where nothing is said. */
    readonly stride?: number;
    readonly activation?: "relu" | "tanh";
  }
  | { readonly layer: "maxPool"; readonly size: number }
  | { readonly layer: Cell; readonly units: number; readonly sequences?: boolean }
  | { readonly layer: "batchNorm" }
  | { readonly layer: "dropout"; readonly rate: number }
  | { readonly layer: "flatten" }
  | { readonly layer: "mean" };

/** Plan of a network of layers one after the other. */
export interface SequentialSettings {
  /** Axes of a row: one, columns; or two, steps and features. Null: columns. */
  readonly shape: readonly number[] | null;
  /** Below the logits, first to last. */
  readonly sequence: readonly LayerPlan[];
  /** How the first weights are drawn. */
  readonly initialisation: Initialisation;
}

/** Defaults of {@linkcode SequentialSettings}: logistic regression. */
export const SEQUENTIAL_DEFAULTS: Readonly<SequentialSettings> = Object.freeze({
  shape: null,
  sequence: [],
  initialisation: "torch",
});

const share = { least: 0, below: 1 },
  LAYERS = {
    dense: ["units", "activation"],
    conv1d: ["filters", "kernel", "stride", "activation"],
    maxPool: ["size"],
    ...{ rnn: ["units", "sequences"], gru: ["units", "sequences"], lstm: ["units", "sequences"] },
    ...{ batchNorm: [], dropout: ["rate"], flatten: [], mean: [] },
  } as const;

/** The layers are named by kind and place, dense1, batchNorm2 …, an activation after its layer's; then logits and
 * probabilities. Convolutions are padded ("same"): they
 * keep the length, or the part of it that their stride leaves. */
export const sequential: NetworkKind<SequentialSettings> = {
  name: "sequential",
  defaults: SEQUENTIAL_DEFAULTS,
  build(plan, rng) {
    const { sizes, settings, shape } = read(plan);
    const raw = tf.input({ shape: [...shape], name: "inputs" });
    const layers = [
      ...settings.sequence.flatMap((own, i) => layersOf(own, i + 1)),
      ...answerLayers(sizes.classes, 1, sizes.answer ?? "softmax"),
    ];
    const end = stacked(raw, layers);
    const model = tf.model({ inputs: raw, outputs: end, name: "sequential" });
    drawWeights(model, settings.initialisation, () => 0, rng);
    return model;
  },
  cost(plan) {
    const { sizes, settings, shape } = read(plan);
    let [steps, width] = shape.length > 1 ? shape : [1, shape[0]], sum = 0;
    for (const own of settings.sequence) {
      if (own.layer === "dense") [sum, width] = [sum + steps * width * own.units, own.units];
      else if (own.layer === "conv1d") {
        steps = Math.ceil(steps / (own.stride ?? 1));
        [sum, width] = [sum + steps * own.kernel * width * own.filters, own.filters];
      } else if (own.layer === "maxPool") steps = Math.floor(steps / own.size);
      else if (own.layer === "flatten") [steps, width] = [1, steps * width];
      else if (own.layer === "mean") steps = 1;
      else if ("units" in own) {
        sum += steps * GATES[own.layer] * own.units * (width + own.units);
        [steps, width] = [own.sequences ? steps : 1, own.units];
      }
    }
    return sum + width * sizes.classes;
  },
};

/** The layers on top of one another; where they do not fit, their weights are given back. */
function stacked(raw: tf.SymbolicTensor, layers: readonly tf.layers.Layer[]): tf.SymbolicTensor {
  let x = raw, done = 0;
  try {
    for (const layer of layers) [x, done] = [on(layer, x), done + 1];
  } catch (error) {
    layers.slice(0, done).forEach((layer) => layer.dispose());
    throw new InputError(`the layer ${layers[done].name} cannot read what is below it`, {
      found: `${x.shape.slice(1).join(" × ")} (${(error as Error).message})`,
    });
  }
  if (x.shape.length === 2) return x;
  layers.forEach((layer) => layer.dispose());
  throw new InputError("the last layer must give one row of numbers", {
    found: x.shape.slice(1).join(" × "),
    expected: "flatten, mean, or a recurrent layer without sequences at the end",
  });
}

function layersOf(own: LayerPlan, place: number): tf.layers.Layer[] {
  const name = `${own.layer}${place}`, kernelInitializer = "zeros"; // drawn afterwards
  // an activation stands by itself, so that a batch norm above it takes no bias off
  const bent = (activation?: string) =>
    activation
      ? [tf.layers.activation({
        activation: activation as "relu",
        name: `${activation}${place}`,
      })]
      : [];
  switch (own.layer) {
    case "dense":
      return [
        tf.layers.dense({ units: own.units, kernelInitializer, name }),
        ...bent(own.activation),
      ];
    case "conv1d": {
      const { filters, kernel: kernelSize, stride: strides = 1 } = own, padding = "same" as const;
      return [
        tf.layers.conv1d({ filters, kernelSize, strides, padding, kernelInitializer, name }),
        ...bent(own.activation),
      ];
    }
    case "maxPool":
      return [tf.layers.maxPooling1d({ poolSize: own.size, strides: own.size, name })];
    case "batchNorm":
      return [tf.layers.batchNormalization({ epsilon: 1e-5, momentum: .9, name })];
    case "dropout":
      return own.rate > 0 ? [tf.layers.dropout({ rate: own.rate, name })] : [];
    case "flatten":
      return [tf.layers.flatten({ name })];
    case "mean":
      return [tf.layers.globalAveragePooling1d({ name })];
    default:
      return [
        new Recurrent({ cell: own.layer, units: own.units, sequences: own.sequences, name }),
      ];
  }
}

function read({ inputs, classes, answer, ...given }: Sizes & Partial<SequentialSettings>) {
  const settings = withDefaults(SEQUENTIAL_DEFAULTS, given);
  checkSizes({ inputs, classes });
  if (answer) checkAnswer(answer);
  for (const [i, { layer, ...own }] of settings.sequence.entries()) {
    const where = `layer ${i + 1} of the sequence`;
    if (!(layer in LAYERS)) {
      throw new InputError(`${where}: there is no such layer`, {
        found: String(layer),
        expected: `one of ${Object.keys(LAYERS).join(", ")}`,
      });
    }
    const known = LAYERS[layer] as readonly string[];
    for (const [name, value] of Object.entries(own)) {
      if (!known.includes(name)) {
        throw new InputError(`${where}: ${layer} has no such setting`, {
          found: name,
          expected: known.join(", ") || "none",
        });
      }
      if (typeof value === "number") {
        checkSetting(
          `${where}: ${name}`,
          value,
          name === "rate" ? share : { least: 1, whole: true },
        );
      }
    }
    if ("activation" in own) {
      checkSettings({ activation: own.activation }, { activation: ["relu", "tanh"] });
    }
  }
  const { shape: set } = settings;
  const shape = set === null || set.length === 1
    ? [inputs]
    : shapeOf(set, inputs, ["steps", "features"]);
  return { sizes: { inputs, classes, answer }, settings, shape };
}
