/** Binary cross-entropy of each tag by itself: log(1 + eᶻ) − t z of a logit z. */
import type { Graph } from "../graph.ts";
import type { Value } from "../value.ts";
import { forMembers, type Loss, share } from "./loss.ts";

export const binaryCrossEntropy: Loss = (g, z, { targets, labels, weight }) => {
  const t = forMembers(g, targets), scale = g.div(1, g.mul(weight, z.shape[1]));
  return {
    loss: g.mul(g.total(g.sub(softplus(g, z), g.mul(t, z))), scale),
    accuracy: tagAccuracy(g, z, labels),
    dz: g.mul(g.sub(g.map("Sigmoid", z), t), scale),
  };
};

/** log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|). */
export const softplus = (g: Graph, x: Value): Value =>
  g.add(g.map("Relu", x), g.map("Log", g.add(g.map("Exp", g.map("Neg", g.map("Abs", x))), 1)));

/** Share of the cells whose probability is on the right side of ½. */
export function tagAccuracy(g: Graph, z: Value, labels: Value): Value {
  const isTagged = g.greater(forMembers(g, labels), 0.5);
  const isSaid = g.op("GreaterOrEqual", [z, g.constant(0)], z.shape, {}, "bool");
  return share(g, g.map("Not", g.op("Xor", [isSaid, isTagged], z.shape, {}, "bool")));
}
