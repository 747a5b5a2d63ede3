/** Binary cross-entropy of each tag by itself: log(1 + eᶻ) − t z of a logit z. */
import { forMembers, type Loss, share } from "./loss.ts";

export const binaryCrossEntropy: Loss = (g, z, { targets, labels, weight }) => {
  const t = forMembers(g, targets), members = z.shape[1];
  const scale = g.div(1, g.mul(weight, members)), p = g.map("Sigmoid", z);
  // log(1 + eᶻ) = max(z, 0) + log(1 + e^−|z|)
  const bent = g.map("Log", g.add(g.map("Exp", g.map("Neg", g.map("Abs", z))), 1));
  const each = g.add(g.sub(g.map("Relu", z), g.mul(t, z)), bent);
  const isTagged = g.greater(forMembers(g, labels), 0.5);
  const said = g.op("GreaterOrEqual", [z, g.constant(0)], z.shape, {}, "bool");
  const isRight = g.map("Not", g.op("Xor", [said, isTagged], z.shape, {}, "bool"));
  return {
    loss: g.mul(g.total(each), scale),
    accuracy: share(g, isRight),
    dz: g.mul(g.sub(p, t), scale),
  };
};
