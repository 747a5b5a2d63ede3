/** Cross-entropy of a softmax against soft targets. */
import { forMembers, type Loss, share } from "./loss.ts";

export const crossEntropy: Loss = (g, z, { targets, labels, weight }) => {
  const [examples, members] = z.shape, t = forMembers(g, targets);
  const top = g.peak(z, [-1], true), e = g.map("Exp", g.sub(z, top));
  const sum = g.sum(e, [-1], true), logP = g.sub(g.sub(z, top), g.map("Log", sum));
  const scale = g.div(1, g.mul(weight, members));
  // the gradient of −Σ t log p is p Σt − t: rows weigh as much as their targets add up to
  const dz = g.mul(g.sub(g.mul(g.div(e, sum), g.sum(t, [-1], true)), t), scale);
  const code = g.expand(g.reshape(labels, [examples, 1, 1]), [examples, members, 1]);
  const own = g.op("GatherElements", [z, code], code.shape, { axis: 2 });
  const isRight = g.op("GreaterOrEqual", [own, top], own.shape, {}, "bool");
  return {
    loss: g.mul(g.map("Neg", g.total(g.mul(logP, t))), scale),
    accuracy: share(g, isRight),
    dz,
  };
};
