/** Losses of tags: binary cross-entropy, its focal and its asymmetric form; and weights of tags that few rows have. */
import { InputError } from "../core/errors.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import { supportOf, type TagTarget } from "../core/target.ts";
import type { TrainSettings } from "./settings.ts";

/** Cells that are told well already count little: −αₜ (1 − pₜ)^γ log pₜ, where pₜ is the probability given to the truth
 * (Lin et al. 2017, "Focal loss for dense object detection"). */
export interface FocalLoss {
  /** Which loss this is. */
  kind: "focal";
  /** γ: the larger, the less an easy cell counts; 0: all count the same. */
  gamma: number;
  /** α of cells with the tag, 1 − α of those without; null: no such weights. */
  alpha: number | null;
}

/** The same with a γ for each side, and nothing to learn from a cell without the tag whose p is below the margin:
 * −(1 − p)^γ₊ log p where the row has the tag, −q^γ₋ log(1 − q) with q = max(p − margin, 0) where it has not (Ridnik et
 * al. 2021, "Asymmetric loss for multi-label classification"). */
export interface AsymmetricLoss {
  /** Which loss this is. */
  kind: "asymmetric";
  /** γ₊, of cells with the tag. */
  gammaPositive: number;
  /** γ₋, of cells without it. */
  gammaNegative: number;
  /** From 0, below 1. */
  margin: number;
}

/** A loss of tags as a person writes it: its kind, or its kind and some of its settings. */
export type TagLoss =
  | "binaryCrossEntropy"
  | "focal"
  | "asymmetric"
  | { kind: "focal" } & Partial<FocalLoss>
  | { kind: "asymmetric" } & Partial<AsymmetricLoss>;

/** A loss of tags with every default filled in. */
export type FullTagLoss = "binaryCrossEntropy" | FocalLoss | AsymmetricLoss;

const FOCAL: FocalLoss = { kind: "focal", gamma: 2, alpha: .25 };
const ASYMMETRIC: AsymmetricLoss = {
  kind: "asymmetric",
  gammaPositive: 0,
  gammaNegative: 4,
  margin: .05,
};
const gamma = { least: 0, most: 20 };

/** A loss of tags with every default filled in: those of its paper.
 *
 * @throws {InputError} on an unknown kind or setting, or a number out of range
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(fullTagLoss({ kind: "focal", gamma: 1 }), { kind: "focal", gamma: 1, alpha: .25 });
 * ```
 */
export function fullTagLoss(given: TagLoss): FullTagLoss {
  if (given === "binaryCrossEntropy") return given;
  const part = typeof given === "string" ? { kind: given } : given;
  if (part?.kind === "focal") {
    const full = withDefaults(FOCAL, part as FocalLoss);
    checkSettings(full, { gamma, alpha: { above: 0, below: 1, or: [null] } }, "tagLoss focal");
    return full;
  }
  if (part?.kind === "asymmetric") {
    const full = withDefaults(ASYMMETRIC, part as AsymmetricLoss), margin = { least: 0, below: 1 };
    const rules = { gammaPositive: gamma, gammaNegative: gamma, margin };
    checkSettings(full, rules, "tagLoss asymmetric");
    return full;
  }
  throw new InputError("the setting tagLoss has no such choice", {
    found: JSON.stringify(given),
    expected: `binaryCrossEntropy, focal, asymmetric, or { kind: "focal", gamma: 1 }`,
  });
}

/** One form for all of them: t · −w₊ (1 − p)^γ₊ log p + (1 − t) · −w₋ q^γ₋ log(1 − q), q = max(p − margin, 0). A soft
 * target t, of label smoothing or mixup, counts the loss of either side by its share. */
export interface TagLossForm {
  /** w₊, tag by tag. */
  readonly positive: Float32Array;
  /** w₋. */
  readonly negative: number;
  readonly gammaPositive: number;
  readonly gammaNegative: number;
  readonly margin: number;
}

/** The form that the settings ask for; undefined: plain binary cross-entropy. */
export function tagLossForm(
  { tagLoss, tagWeights }: Pick<TrainSettings, "tagLoss" | "tagWeights">,
  y: TagTarget,
): TagLossForm | undefined {
  const full = fullTagLoss(tagLoss), positive = weightsOf(y, tagWeights);
  if (full === "binaryCrossEntropy") {
    if (tagWeights === null) return undefined;
    return { positive, negative: 1, gammaPositive: 0, gammaNegative: 0, margin: 0 };
  }
  if (full.kind === "asymmetric") {
    const { gammaPositive, gammaNegative, margin } = full;
    return { positive, negative: 1, gammaPositive, gammaNegative, margin };
  }
  const { gamma, alpha } = full;
  return {
    positive: alpha === null ? positive : positive.map((weight) => weight * alpha),
    negative: alpha === null ? 1 : 1 - alpha,
    gammaPositive: gamma,
    gammaNegative: gamma,
    margin: 0,
  };
}

/** What rows with a tag weigh: 1, as given, or so much that they weigh together what all rows without it do. A tag that
 * no row has, or all have, gets 1. */
function weightsOf(y: TagTarget, given: TrainSettings["tagWeights"]): Float32Array {
  if (given !== null && given !== "balanced") return Float32Array.from(given);
  const k = y.classes.length, rows = y.tags.length / k;
  if (given === null) return new Float32Array(k).fill(1);
  return Float32Array.from(supportOf(y), (has) => has > 0 && has < rows ? (rows - has) / has : 1);
}

/** @throws {InputError} unless they are null, balanced, or numbers above 0 as float32 has them */
export function checkTagWeights(weights: unknown): void {
  if (weights === null || weights === "balanced") return;
  const isWeight = (w: unknown) => typeof w === "number" && Math.fround(w) > 0;
  const isList = Array.isArray(weights);
  if (isList && weights.every((w) => isWeight(w) && Number.isFinite(Math.fround(w)))) return;
  throw new InputError("the setting tagWeights is no list of weights", {
    found: isList ? `[${weights.join(", ")}]` : weights,
    expected: "a finite number above 0 for each tag; balanced; or null",
  });
}
