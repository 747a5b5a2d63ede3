/** A tf.LayersModel as nodes of a graph: from the inputs to the logits, and back. */
import type { Link } from "../network.ts";
import { activation } from "./layers/activation.ts";
import { batchNorm } from "./layers/batch_norm.ts";
import { columns } from "./layers/columns.ts";
import { concatenate } from "./layers/concatenate.ts";
import { dense } from "./layers/dense.ts";
import { dropout } from "./layers/dropout.ts";
import { flatten } from "./layers/flatten.ts";
import { gate } from "./layers/gate.ts";
import { groupDense } from "./layers/group_dense.ts";
import { memberDense, members } from "./layers/members.ts";
import { ownScores } from "./layers/own_scores.ts";
import { periodic } from "./layers/periodic.ts";
import { piecewiseLinear } from "./layers/piecewise_linear.ts";
import type { Built, Context, GraphBuilder } from "./layer.ts";
import type { Value } from "./value.ts";

const BUILDERS: Readonly<Record<string, GraphBuilder>> = {
  Activation: activation,
  BatchNormalization: batchNorm,
  Columns: columns,
  Concatenate: concatenate,
  Dense: dense,
  Dropout: dropout,
  Flatten: flatten,
  Gate: gate,
  GroupDense: groupDense,
  MemberDense: memberDense,
  Members: members,
  OwnScores: ownScores,
  PeriodicEncoding: periodic,
  PiecewiseLinearEncoding: piecewiseLinear,
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
