/** Settings of a training: one plain object, every default visible, unknown names refused. */
import { InputError } from "../core/errors.ts";
import { checkSettings, type Rule, withDefaults } from "../core/settings.ts";
import { type ByLayer, faultyByLayer } from "./by_layer.ts";
import { checkTagWeights, fullTagLoss, type TagLoss } from "./tag_loss.ts";

/** How a network is trained. It is plain data: it goes into the run's record, and repeats the run. */
export interface TrainSettings {
  /** Passes over the training rows, at most. */
  epochs: number;
  /** Rows per step; the last step of an epoch takes what is left, so that a batch is all rows where there are fewer. */
  batchSize: number;
  /** The rule of the steps (optimiser.ts). */
  optimiser: "sgd" | "momentum" | "nesterov" | "rmsprop" | "adagrad" | "adam" | "adamw";
  /** η, before schedule and warm-up. */
  learningRate: number;
  /** μ of momentum and Nesterov. */
  momentum: number;
  /** ρ of RMSprop: how much of the mean square is kept. */
  rho: number;
  /** β₁ of Adam and AdamW: how much of the mean gradient is kept. */
  beta1: number;
  /** β₂ of Adam and AdamW: how much of the mean square is kept. */
  beta2: number;
  /** ε in the denominator of RMSprop, Adagrad and Adam; null: 1e-8, and 1e-10 for Adagrad, as in PyTorch. */
  epsilon: number | null;
  /** Decoupled weight decay (Loshchilov & Hutter 2019): w ← w − η·weightDecay·w; null: .01 for adamw, else 0. */
  weightDecay: number | null;
  /** λ in loss + λ Σ w² over the weight matrices. */
  l2: number;
  /** Largest Euclidean norm of the whole gradient (Pascanu et al. 2013); 0: no limit. */
  clipNorm: number;
  /** Largest absolute value in the gradient; 0: no limit. */
  clipValue: number;
  /** ε of label smoothing (Szegedy et al. 2016); a tag's target t becomes t (1 − ε) + ε / 2. */
  labelSmoothing: number;
  /** A weight from 0 per class, `"balanced"` for rows / (classes × rows of the class), or null for none. A batch whose
   * rows all weigh 0 has the loss 0. Not for tags. */
  classWeights: readonly number[] | "balanced" | null;
  /** What a tag's loss is (tag_loss.ts): binary cross-entropy; or forms by which cells that are told well already count
   * little, `focal` and `asymmetric`, or with settings of their own: `{ kind: "focal", gamma: 1 }`. For tags alone. */
  tagLoss: TagLoss;
  /** What the loss of a row with the tag is multiplied by: a number above 0 per tag, `"balanced"` for rows without the
   * tag / rows with it, or null for none. For tags alone. */
  tagWeights: readonly number[] | "balanced" | null;
  /** α of mixup (Zhang et al. 2018); 0: off. */
  mixup: number;
  /** Standard deviation of normal noise added to the inputs while training. */
  inputNoise: number;
  /** What becomes of the learning rate, step by step (schedule.ts). */
  schedule: "constant" | "step" | "cosine" | "oneCycle" | "reduceOnPlateau";
  /** Epochs (fractions too) over which the rate rises linearly from 0, before any schedule. */
  warmup: number;
  /** `step` and `reduceOnPlateau`: the rate is multiplied by this … */
  factor: number;
  /** … every so many epochs (`step`), or after so many without improvement (`reduceOnPlateau`). */
  every: number;
  /** Lowest rate that cosine and reduceOnPlateau reach. */
  minimumRate: number;
  /** Epochs without improvement on the validation rows after which training ends; 0: never. */
  patience: number;
  /** What the monitored figure must have reached at its best after so many epochs, as in `{ 10: 1.2 }`, else training
   * ends there: a loss at most that, an accuracy at least. By it searches prune (experiments/search/pruning.ts). */
  milestones: Readonly<Record<string, number>>;
  /** What improvement is measured by. */
  monitor: "validationLoss" | "validationAccuracy";
  /** Put the weights of the best epoch back at the end; needs validation rows. */
  restoreBest: boolean;
  /** New order of the rows at every epoch. */
  shuffle: boolean;
  /** End with the mean of the weights after each of the last so many epochs (Izmailov et al. 2018), instead of the
   * best epoch's; batch norm's running averages are averaged too. 0: off. */
  averageLast: number;
  /** What the learning rate is multiplied by, layer by layer, as in `{ "*": .1, logits: 1 }`; 0: frozen. A layer that
   * is not named, where there is no `"*"`, learns at the full rate. */
  layerRates: Readonly<Record<string, number>>;
  /** What a frozen batch normalisation does: `inference` normalises by its running averages and keeps them, so that
   * what is frozen is one and the same function; `training` goes on with each batch's own statistics, and moves the
   * averages, as PyTorch does where only gradients are switched off. */
  frozenBatchNorm: "inference" | "training";
  /** α in loss + α Σ (w − w₀)² over all that learns, w₀ being where training starts: L2-SP (Li, Grandvalet & Davoine
   * 2018), one number or numbers by layer. */
  l2sp: ByLayer;
  /** λ in loss + λ · cross-entropy with the teacher's soft answers (`train`'s `teacher`; see distillation.ts). Not for tags. */
  distillation: number;
  /** By which logits are divided when soft answers are compared. */
  temperature: number;
  /** Let all rows be of one class: for learning a new class alone, beside what the model knows. */
  oneClass: boolean;
  /** Look at the validation rows after every so many steps, too, and record it (history.ts); 0: after epochs alone. */
  evalEvery: number;
  /** Record norms of gradients and figures of activations, layer by layer, at every epoch. */
  statistics: boolean;
  /** What makes the gradients: `graph`, ONNX graphs; `wasm`, the fused kernels; `tfjs`; or `auto` (engine.ts). */
  engine: "auto" | "graph" | "wasm" | "tfjs";
  /** Threads of the fused engine: 1 or 2. The result is the same bits; in a pool of workers 1 is faster. */
  threads: number;
}

/** Defaults of {@linkcode TrainSettings}. */
export const TRAIN_DEFAULTS: Readonly<TrainSettings> = Object.freeze({
  epochs: 50,
  batchSize: 64,
  optimiser: "adam",
  learningRate: 1e-3,
  momentum: 0.9,
  rho: 0.99,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: null,
  weightDecay: null,
  l2: 0,
  clipNorm: 0,
  clipValue: 0,
  labelSmoothing: 0,
  classWeights: null,
  tagLoss: "binaryCrossEntropy",
  tagWeights: null,
  mixup: 0,
  inputNoise: 0,
  schedule: "constant",
  warmup: 0,
  factor: 0.1,
  every: 10,
  minimumRate: 0,
  patience: 0,
  milestones: Object.freeze({}),
  monitor: "validationLoss",
  restoreBest: true,
  shuffle: true,
  averageLast: 0,
  layerRates: Object.freeze({}),
  frozenBatchNorm: "inference",
  l2sp: 0,
  distillation: 0,
  temperature: 2,
  oneClass: false,
  evalEvery: 0,
  statistics: false,
  engine: "auto",
  threads: 1,
});

const share = { least: 0, most: 1 },
  size = { least: 0, most: 1e3 },
  limit = { least: 0, most: Infinity };
const count = { least: 1, most: 1e6, whole: true }, countOrNone = { ...count, least: 0 };

/** What makes sense. */
const RULES: { readonly [Name in keyof TrainSettings]?: Rule } = {
  epochs: count,
  batchSize: count,
  optimiser: ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"],
  learningRate: size,
  momentum: share,
  rho: share,
  beta1: share,
  beta2: share,
  epsilon: { ...share, or: [null] },
  weightDecay: { ...size, or: [null] },
  l2: size,
  clipNorm: limit,
  clipValue: limit,
  labelSmoothing: share,
  mixup: size,
  inputNoise: size,
  schedule: ["constant", "step", "cosine", "oneCycle", "reduceOnPlateau"],
  warmup: { least: 0, most: 1e6 },
  factor: share,
  every: count,
  minimumRate: size,
  patience: countOrNone,
  monitor: ["validationLoss", "validationAccuracy"],
  averageLast: countOrNone,
  frozenBatchNorm: ["inference", "training"],
  distillation: size,
  temperature: { least: 1e-3, most: 1e3 },
  evalEvery: countOrNone,
  engine: ["auto", "graph", "wasm", "tfjs"],
  threads: { least: 1, most: 2, whole: true },
};

/** The settings of a training with every default filled in.
 * @throws {InputError} on an unknown name, an unknown choice or a number out of range
 * @example
 * ```ts
 * import { assertEquals, assertFails } from "../../tests/assert.ts";
 * assertEquals(trainSettings({ epochs: 10 }), { ...TRAIN_DEFAULTS, epochs: 10 });
 * await assertFails(() => trainSettings({ batchSize: 0 }), "batchSize is out of range");
 * ```
 */
export function trainSettings(settings: Partial<TrainSettings> = {}): TrainSettings {
  const all = withDefaults(TRAIN_DEFAULTS, settings);
  checkSettings(all, RULES);
  checkClassWeights(all.classWeights);
  checkTagWeights(all.tagWeights);
  checkMilestones(all.milestones);
  for (const name of ["layerRates", "l2sp"] as const) {
    const found = name === "layerRates" && typeof all[name] === "number"
      ? String(all[name])
      : faultyByLayer(all[name]);
    if (found === undefined) continue;
    throw new InputError(`the setting ${name} is not a number from 0 for each layer it names`, {
      found,
      expected: `{ "*": .1, logits: 1 }${name === "l2sp" ? ", or one number for all" : ""}`,
    });
  }
  return { ...all, tagLoss: fullTagLoss(all.tagLoss) };
}

function checkMilestones(milestones: unknown): void {
  const entries = typeof milestones === "object" && milestones !== null
    ? Object.entries(milestones)
    : [["", milestones] as const];
  for (const [epoch, figure] of entries) {
    if (/^[1-9]\d*$/.test(epoch) && typeof figure === "number" && Number.isFinite(figure)) continue;
    throw new InputError("the setting milestones is not a number for each epoch it names", {
      found: JSON.stringify(milestones),
      expected: "{ 10: 1.2 }, or {} for none",
    });
  }
}

function checkClassWeights(weights: unknown): void {
  if (weights === null || weights === "balanced") return;
  // as float32, in which they are used: what rounds to 0 or to infinity there is none
  const isList = Array.isArray(weights);
  const fits = isList && weights.every((w) => typeof w === "number" && w >= 0) &&
    weights.every((w) => Number.isFinite(Math.fround(w)));
  if (fits && weights.some((w) => Math.fround(w) > 0)) return;
  throw new InputError("the setting classWeights is no list of weights", {
    found: isList ? `[${weights.join(", ")}]` : weights,
    expected: "a finite number from 0 for each class, one of them above 0; balanced; or null",
  });
}
