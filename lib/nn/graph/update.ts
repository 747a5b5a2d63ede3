/** The optimisers in a graph: the rules of optimiser.ts, which is their reference, for one flat array of weights. */
import type { TrainSettings } from "../settings.ts";
import type { Graph } from "./graph.ts";
import type { Value } from "./value.ts";

/** An optimiser's rule. */
export interface Rule {
  /** Arrays that it keeps for every weight, zeros at first. */
  readonly moments: number;
  /** @param rate the learning rate of this step and array
   * @param told what `numbers` gives for this step, in the same order */
  update(
    g: Graph,
    w: Value,
    dw: Value,
    moments: readonly Value[],
    rate: Value,
    told: readonly Value[],
  ): {
    w: Value;
    moments: readonly Value[];
  };
  /** Numbers of step t = 1, 2 …, fed beside the learning rate. */
  numbers(t: number): readonly number[];
}

/** So much is added to every gradient where there are moments: a weight that learns nothing any more, such as of a dead
 * unit, would end in denormal numbers, which cost a hundred times as much. It moves a weight by 1e-9 of a step. */
const TINY = 1e-18;

/** @param setting a number that is fed */
export function ruleOf(settings: TrainSettings, setting: (value: number) => Value): Rule {
  const kind = settings.optimiser;
  const epsilon = settings.epsilon ?? (kind === "adagrad" ? 1e-10 : 1e-8);
  const still = () => [];
  if (kind === "sgd") {
    return {
      moments: 0,
      numbers: still,
      update: (g, w, dw, _, rate) => ({ w: g.sub(w, g.mul(dw, rate)), moments: [] }),
    };
  }
  if (kind === "momentum" || kind === "nesterov") {
    const mu = setting(settings.momentum);
    return {
      moments: 1,
      numbers: still,
      update(g, w, dw, [v], rate) {
        const next = g.add(g.mul(v, mu), g.add(dw, TINY));
        const d = kind === "nesterov" ? g.add(dw, g.mul(next, mu)) : next;
        return { w: g.sub(w, g.mul(d, rate)), moments: [next] };
      },
    };
  }
  if (kind === "rmsprop" || kind === "adagrad") {
    const [keep, add] = kind === "adagrad" ? [1, 1] : [settings.rho, 1 - settings.rho];
    const [k, a, e] = [setting(keep), setting(add), setting(epsilon)];
    return {
      moments: 1,
      numbers: still,
      update(g, w, dw, [v], rate) {
        const d = g.add(dw, TINY), next = g.add(g.mul(v, k), g.mul(g.mul(d, d), a));
        const change = g.div(g.mul(dw, rate), g.add(g.map("Sqrt", next), e));
        return { w: g.sub(w, change), moments: [next] };
      },
    };
  }
  const { beta1, beta2 } = settings, [b1, b2] = [setting(beta1), setting(beta2)];
  return { // with sums M = Σ β₁ⁱ g, V = Σ β₂ⁱ g² for means: what they are divided by goes into two numbers per step
    moments: 2,
    numbers(t) {
      const share = Math.sqrt(1 - beta2), root = Math.sqrt(1 - beta2 ** t);
      return [root / (1 - beta1 ** t) * (1 - beta1) / share, epsilon * root / share];
    },
    update(g, w, dw, [m, v], rate, [factor, e]) {
      const d = epsilon > 0 ? g.add(dw, TINY) : dw;
      const m1 = g.add(g.mul(m, b1), d), v1 = g.add(g.mul(v, b2), g.mul(d, d));
      const change = g.mul(g.div(m1, g.add(g.map("Sqrt", v1), e)), g.mul(rate, factor));
      return { w: g.sub(w, change), moments: [m1, v1] };
    },
  };
}
