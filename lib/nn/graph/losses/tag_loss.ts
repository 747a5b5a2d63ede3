/** Focal, asymmetric and weighted losses of tags (tag_loss.ts): t · −w₊ (1 − p)^γ₊ log p + (1 − t) · −w₋ q^γ₋ log(1 − q),
 * q = max(p − margin, 0). */
import type { TagLossForm } from "../../tag_loss.ts";
import type { Graph } from "../graph.ts";
import type { Value } from "../value.ts";
import { softplus, tagAccuracy } from "./binary_cross_entropy.ts";
import { forMembers, type Loss } from "./loss.ts";

/** @param setting a number that is fed */
export const tagLoss =
  (form: TagLossForm, setting: (value: number) => Value): Loss =>
  (g, z, { targets, labels, weight }) => {
    const t = forMembers(g, targets), scale = g.div(1, g.mul(weight, z.shape[1]));
    const positive = g.constant(Array.from(form.positive)), p = g.map("Sigmoid", z);
    const has = withTag(g, z, p, form.gammaPositive, setting);
    const not = form.margin > 0
      ? withMargin(g, p, form.gammaNegative, setting(form.margin), setting)
      : withTag(g, g.map("Neg", z), g.sub(1, p), form.gammaNegative, setting);
    const sign = form.margin > 0 ? 1 : -1; // the slope of a tag's lack is that of −z
    const shares = [g.mul(t, positive), g.mul(g.sub(1, t), setting(form.negative))];
    const sum = (a: Value, b: Value) => g.add(g.mul(shares[0], a), g.mul(shares[1], b));
    return {
      loss: g.mul(g.total(sum(has.loss, not.loss)), scale),
      accuracy: tagAccuracy(g, z, labels),
      dz: g.mul(sum(has.slope, g.mul(not.slope, sign)), scale),
    };
  };

/** (1 − p)^γ log(1 + e^−z), and its slope by z: −(1 − p)^γ (γ p log(1 + e^−z) + 1 − p). */
function withTag(g: Graph, z: Value, p: Value, gamma: number, setting: (value: number) => Value) {
  const rest = g.sub(1, p), cost = softplus(g, g.map("Neg", z));
  if (gamma === 0) return { loss: cost, slope: g.map("Neg", rest) };
  const power = setting(gamma), eased = g.pow(rest, power);
  const inner = g.add(g.mul(g.mul(p, cost), power), rest);
  return { loss: g.mul(eased, cost), slope: g.map("Neg", g.mul(eased, inner)) };
}

/** −q^γ log(1 − q), and its slope by z, which is 0 below the margin. */
function withMargin(
  g: Graph,
  p: Value,
  gamma: number,
  margin: Value,
  setting: (value: number) => Value,
) {
  const q = g.max(g.sub(p, margin), 0), rest = g.sub(1, q), cost = g.map("Neg", g.map("Log", rest));
  const power = setting(gamma), eased = gamma === 0 ? g.filled(p.shape, 1) : g.pow(q, power);
  const straight = g.div(eased, rest);
  const byQ = gamma === 0
    ? straight
    : g.add(straight, g.mul(g.mul(g.pow(q, g.sub(power, 1)), power), cost));
  // below the margin a power of 0 may be infinite: there the slope is 0 whatever it is
  const slope = g.where(g.greater(q, 0), g.mul(byQ, g.mul(p, g.sub(1, p))), 0);
  return { loss: g.mul(eased, cost), slope };
}
