/** A tf.LayersModel as nodes of a graph: from the inputs to the logits, and back. */
import type { Link } from "../network.ts";
import { activation } from "./layers/activation.ts";
import { add } from "./layers/add.ts";
import { attentionPooling } from "./layers/attention_pooling.ts";
import { batchNorm } from "./layers/batch_norm.ts";
import { classToken } from "./layers/class_token.ts";
import { columns } from "./layers/columns.ts";
import { concatenate } from "./layers/concatenate.ts";
import { convolution, depthwise } from "./layers/convolution.ts";
import { decibels } from "./layers/decibels.ts";
import { dense } from "./layers/dense.ts";
import { dropout } from "./layers/dropout.ts";
import { embedding } from "./layers/embedding.ts";
import { flatten } from "./layers/flatten.ts";
import { frames } from "./layers/frames.ts";
import { gate } from "./layers/gate.ts";
import { globalAverage, globalMax } from "./layers/global_pooling.ts";
import { groupDense } from "./layers/group_dense.ts";
import { halves } from "./layers/halves.ts";
import { layerNorm } from "./layers/layer_norm.ts";
import { matching } from "./layers/matching.ts";
import { meanOverSteps } from "./layers/mean_over_steps.ts";
import { memberDense, members } from "./layers/members.ts";
import { multiHeadAttention } from "./layers/multi_head_attention.ts";
import { ownScores } from "./layers/own_scores.ts";
import { paddingMask } from "./layers/padding_mask.ts";
import { periodic } from "./layers/periodic.ts";
import { pick } from "./layers/pick.ts";
import { piecewiseLinear } from "./layers/piecewise_linear.ts";
import { averagePooling, maxPooling } from "./layers/pooling.ts";
import { positions } from "./layers/positions.ts";
import { power } from "./layers/power.ts";
import { recurrent } from "./layers/recurrent.ts";
import { reshape } from "./layers/reshape.ts";
import { specAugment } from "./layers/spec_augment.ts";
import { step } from "./layers/step.ts";
import { zeroPadding } from "./layers/zero_padding.ts";
import type { Built, Context, GraphBuilder } from "./layer.ts";
import { elementwise } from "./layout.ts";
import type { Value } from "./value.ts";

const BUILDERS: Readonly<Record<string, GraphBuilder>> = {
  Activation: elementwise(activation),
  Add: add,
  AttentionPooling: attentionPooling,
  AveragePooling1D: averagePooling,
  AveragePooling2D: averagePooling,
  BatchNormalization: batchNorm,
  ClassToken: classToken,
  Columns: columns,
  Concatenate: concatenate,
  Conv1D: convolution,
  Conv2D: convolution,
  Decibels: decibels,
  Dense: dense,
  DepthwiseConv2D: depthwise,
  Dropout: elementwise(dropout),
  Embedding: embedding,
  Flatten: flatten,
  Frames: frames,
  Gate: gate,
  GlobalAveragePooling1D: globalAverage,
  GlobalAveragePooling2D: globalAverage,
  GlobalMaxPooling1D: globalMax,
  GlobalMaxPooling2D: globalMax,
  GroupDense: groupDense,
  Halves: halves,
  LayerNormalization: layerNorm,
  Matching: matching,
  MaxPooling1D: maxPooling,
  MaxPooling2D: maxPooling,
  MeanOverSteps: meanOverSteps,
  MemberDense: memberDense,
  Members: members,
  MultiHeadAttention: multiHeadAttention,
  OwnScores: ownScores,
  PaddingMask: paddingMask,
  PeriodicEncoding: periodic,
  PiecewiseLinearEncoding: piecewiseLinear,
  Pick: pick,
  Positions: positions,
  Power: power,
  Recurrent: recurrent,
  Reshape: reshape,
  SpecAugment: specAugment,
  Step: step,
  ZeroPadding2D: zeroPadding,
};

/** Writes the layers, each after those that it reads.
 *
 * @param x the inputs: the batch, then the axes of a row
 * @returns the logits, and how to write the gradients of all weights; or in words what in the model cannot be written */
export function writeLayers(links: readonly Link[], c: Context, x: Value): Built | string {
  const built: Built[] = [];
  for (const { layer, from } of links) {
    const build = BUILDERS[layer.getClassName()];
    if (!build) return `a layer of kind ${layer.getClassName()}`;
    const made = build(layer, c, from.map((i) => i < 0 ? x : built[i].y));
    if (typeof made === "string") return made;
    built.push(made);
  }
  const last = built.at(-1);
  if (!last) return "no layers at all";
  return {
    y: last.y,
    back(dy) {
      const gradients: (Value | undefined)[] = links.map(() => undefined);
      gradients[built.length - 1] = dy;
      for (let i = built.length - 1; i >= 0; i--) {
        const d = gradients[i];
        if (!d) continue;
        built[i].back(d).forEach((dx, k) => {
          const below = links[i].from[k];
          if (!dx || below < 0) return;
          const other = gradients[below]; // who is read twice has the sum of both gradients
          gradients[below] = other ? c.g.add(other, dx) : dx;
        });
      }
      return [];
    },
  };
}
