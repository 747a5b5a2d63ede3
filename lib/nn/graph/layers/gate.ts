/** Towers mixed by learnt shares: y = Σₜ gₜ ∘ hₜ, g = softmax over the towers of W [h₁; …; hₙ] + b and 0. */
import type { GraphBuilder } from "../layer.ts";
import { affine } from "./affine.ts";

export const gate: GraphBuilder = (layer, c, towers) => {
  const { g } = c, w = c.parameter(layer, "kernel"), b = c.parameter(layer, "bias");
  const [examples, units] = towers[0].shape, count = towers.length;
  const each = w.shape[1] / (count - 1); // shares per tower: one for each unit, or one
  const together = g.concat(towers, 1);
  const product = affine(c, together, w, b);
  const told = g.reshape(product.z, [examples, count - 1, each]);
  const all = g.concat([told, g.filled([examples, 1, each])], 1);
  const shares = g.op("Softmax", [all], all.shape, { axis: 1 });
  const stacked = g.reshape(together, [examples, count, units]);
  return {
    y: g.sum(g.mul(stacked, shares), [1]),
    back(dy) {
      const wide = g.reshape(dy, [examples, 1, units]), dMixed = g.mul(wide, shares);
      const byUnit = g.mul(wide, stacked); // how the loss changes with each share
      const dShares = each === 1 ? g.sum(byUnit, [2], true) : byUnit;
      const mean = g.sum(g.mul(dShares, shares), [1], true);
      const dAll = g.mul(shares, g.sub(dShares, mean));
      const dTold = g.reshape(g.slice(dAll, 1, 0, count - 1), [examples, (count - 1) * each]);
      const straight = g.reshape(dMixed, [examples, count * units]);
      const dTogether = g.add(straight, product.back(dTold));
      return g.split(dTogether, towers.map(() => units), 1);
    },
  };
};
