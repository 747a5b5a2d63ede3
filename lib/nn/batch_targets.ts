/** What the rows of a batch are to be answered with: soft targets in an arena, of classes or of tags. */
import { type ClassTarget, isTags, type TagTarget, type Target } from "../core/target.ts";
import type { Arena } from "./arena.ts";
import { strideOf } from "./arena.ts";
import type { TrainSettings } from "./settings.ts";
import { type TagLossForm, tagLossForm } from "./tag_loss.ts";

/** Ready in the arena; both are addresses. */
export interface BatchTargets {
  /** size int32; of tags, size × `strideOf(classes)` of 0 and 1. */
  readonly labels: number;
  /** size × `strideOf(classes)`: soft targets, class weights multiplied in. */
  readonly targets: number;
  /** Σ of the rows' class weights, of tags the number of cells: what the loss is divided by. */
  readonly weight: number;
  /** Of tags, what their loss is where it is not plain binary cross-entropy; `at`: the address of its `positive`. */
  readonly form?: TagLossForm & { readonly at: number };
}

/** Makes the targets of batches.
 *
 * @param rows address of `size` row numbers
 * @param mix other rows that mixup mixes in, and the share that stays of the batch's own */
export type TakeTargets = (
  rows: number,
  size: number,
  mix?: { readonly others: number; readonly share: number },
) => BatchTargets;

/** Weights per class: all 1, as given, or balanced. */
function classWeights(settings: TrainSettings, y: ClassTarget): Float32Array {
  const classes = y.classes.length, given = settings.classWeights;
  if (given === null) return new Float32Array(classes).fill(1);
  if (given !== "balanced") return Float32Array.from(given);
  const counts = new Float32Array(classes);
  for (const code of y.codes) counts[code]++;
  return counts.map((count) => count && y.codes.length / (classes * count));
}

/** @param most rows of the largest batch */
export const targetsOf = (
  y: Target,
  settings: TrainSettings,
  arena: Arena,
  most: number,
): TakeTargets =>
  isTags(y) ? tagTargets(y, settings, arena, most) : classTargets(y, settings, arena, most);

function classTargets(
  y: ClassTarget,
  settings: TrainSettings,
  arena: Arena,
  most: number,
): TakeTargets {
  const { kernels } = arena, k = y.classes.length, stride = strideOf(k);
  const labels = arena.allocate(most), strangers = arena.allocate(most);
  const targets = arena.allocate(most * stride), weights = arena.allocate(k);
  arena.floats(weights, k).set(classWeights(settings, y));
  const takeLabels = (rows: number, size: number, to: number) => {
    const from = arena.integers(rows, size), out = arena.integers(to, size);
    for (let i = 0; i < size; i++) out[i] = y.codes[from[i]];
  };
  return (rows, size, mix) => {
    takeLabels(rows, size, labels);
    if (mix) takeLabels(mix.others, size, strangers);
    const share = mix?.share ?? 1, { labelSmoothing } = settings;
    const weight = kernels.targets(
      ...[size, k, stride, labels, strangers, share, weights, labelSmoothing, targets],
    );
    if (weight > 0) return { labels, targets, weight };
    // rows that count for nothing: loss and gradient are 0, and not 0 / 0
    arena.floats(targets, size * stride).fill(0);
    return { labels, targets, weight: 1 };
  };
}

/** Label smoothing draws a tag's target towards ½: t (1 − ε) + ε / 2. */
function tagTargets(
  y: TagTarget,
  settings: TrainSettings,
  arena: Arena,
  most: number,
): TakeTargets {
  const { kernels } = arena, { labelSmoothing, mixup } = settings;
  const k = y.classes.length, stride = strideOf(k), all = y.tags.length;
  const write = (values: Float32Array) => {
    const at = arena.allocate(all / k * stride);
    arena.writeRows(at, values, k);
    return at;
  };
  const hard = write(Float32Array.from(y.tags)), labels = arena.allocate(most * stride);
  const smooth = (tag: number) => tag * (1 - labelSmoothing) + labelSmoothing / 2;
  const soft = labelSmoothing > 0 ? write(Float32Array.from(y.tags, smooth)) : hard;
  const targets = soft !== hard || mixup > 0 ? arena.allocate(most * stride) : labels;
  const mixed = mixup > 0 ? arena.allocate(most * stride) : 0;
  const own = tagLossForm(settings, y), form = own && { ...own, at: arena.allocate(stride) };
  if (form) arena.floats(form.at, k).set(form.positive);
  return (rows, size, mix) => {
    kernels.gather(size, stride, hard, rows, labels);
    if (targets !== labels) kernels.gather(size, stride, soft, rows, targets);
    if (mix) {
      kernels.gather(size, stride, soft, mix.others, mixed);
      kernels.scale(size * stride, mix.share, targets);
      kernels.addScaled(size * stride, mixed, 1 - mix.share, targets);
    }
    return { labels, targets, weight: size * k, form };
  };
}
