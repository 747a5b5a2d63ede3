/** The graph of many steps: a loop (Scan) over batches, whose body holds gradient, clipping and optimiser. */
import type { TrainSettings } from "../settings.ts";
import { Settings } from "./context.ts";
import { Graph } from "./graph.ts";
import { type Written, written } from "./graphs.ts";
import { apart, type Group, groupsOf, together } from "./groups.ts";
import { type StepPlan, writeStep } from "./step.ts";
import { type StepInputs, type StepSlot, stepSlots } from "./step_feeds.ts";
import { type Rule, ruleOf } from "./update.ts";
import type { Value } from "./value.ts";
import { weightInputs, weightNames } from "./weights.ts";

/** A training, ready for a session. Inputs w0, m0.0 …: a group's weights and moments, c0 … running averages, which come
 * out as next…; what a step is fed, with the steps in front, among it its learning rate and the optimiser's numbers. */
export interface TrainingGraph extends Written {
  readonly slots: readonly StepSlot[];
  readonly groups: readonly Group[];
  readonly rule: Rule;
}

/** The optimiser's numbers of a step, fed beside its batch. */
export const RATES = ["rate", "told0", "told1"];

/** @param size examples of every batch
 * @param isSingle whether all runs are of one step: no loop then
 * @returns or in words what cannot be written */
export function trainingGraph(
  plan: StepPlan,
  settings: TrainSettings,
  size: number,
  isSingle: boolean,
): TrainingGraph | string {
  const { network, parameters, soft } = plan, { fixed, constants } = weightNames(parameters);
  const g = new Graph(), numbers = new Settings(g), setting = (value: number) => numbers.add(value);
  const groups = groupsOf(parameters, settings.l2 > 0), rule = ruleOf(settings, setting);
  const kinds = ["w", ...Array.from({ length: rule.moments }, (_, k) => `m${k}.`)];
  const states = kinds.flatMap((kind) =>
    groups.map(({ length }, i) => g.input(kind + i, [length]))
  );
  const outside = weightInputs(g, fixed), running = weightInputs(g, constants);
  const slots = stepSlots(network, size, soft?.columns.length ?? 0);
  const steps = [
    ...slots,
    ...RATES.slice(0, 1 + rule.numbers(1).length).map((name) => ({
      name,
      shape: [],
      type: "float32" as const,
    })),
  ].map(({ name, shape, type }) =>
    g.input(name, [1, ...shape], type, isSingle ? undefined : "steps")
  );
  let problem: string | undefined;
  const { last, each } = g.scan([...states, ...running.values()], steps, (g, inner, fed) => {
    const of = (kind: number) => inner.slice(kind * groups.length, (kind + 1) * groups.length);
    const now = inner.slice(kinds.length * groups.length), w = of(0);
    const weights = new Map([
      ...outside,
      ...groups.flatMap((group, i) => apart(g, group, w[i])),
      ...Array.from(running.keys(), (name, i) => [name, now[i]] as const),
    ]);
    const inputs = Object.fromEntries(slots.map(({ name }, i) => [name, fed[i]]));
    const step = writeStep(g, plan, weights, numbers, inputs as unknown as StepInputs);
    if (typeof step === "string") {
      problem = step;
      return { next: inner, each: [] };
    }
    const [rate, ...told] = fed.slice(slots.length);
    const { dw, loss, norm } = changed(g, groups, w, step, settings, setting);
    const decay = settings.weightDecay ?? (settings.optimiser === "adamw" ? .01 : 0);
    const moved = groups.map((group, i) => {
      const own = group.rate === 1 ? rate : g.mul(rate, setting(group.rate));
      const kept = decay > 0 ? g.mul(w[i], g.sub(1, g.mul(own, setting(decay)))) : w[i];
      const moments = kinds.slice(1).map((_, k) => of(k + 1)[i]);
      const hasGradient = group.members.some(({ name }) => step.gradients.has(name));
      if (!hasGradient && !group.penalised) return [kept, ...moments]; // nobody reads such weights
      const next = rule.update(g, kept, dw[i], moments, own, told);
      return [next.w, ...next.moments];
    });
    const next = kinds.flatMap((_, k) => moved.map((arrays) => arrays[k]));
    const averages = Array.from(running.keys(), (name, i) => step.nextStates.get(name) ?? now[i]);
    return { next: [...next, ...averages], each: [loss, step.accuracy, norm] };
  });
  if (problem) return problem;
  [...states, ...running.values()].forEach(({ name }, i) => g.output(last[i], `next${name}`));
  ["loss", "accuracy", "norm"].forEach((name, i) => g.output(each[i], name));
  return { ...written(g, numbers), slots, groups, rule };
}

/** The gradient as the optimiser gets it: with L2, clipped by value, then by norm. */
function changed(
  g: Graph,
  groups: readonly Group[],
  w: readonly Value[],
  step: { readonly gradients: ReadonlyMap<string, Value>; readonly loss: Value },
  { l2, clipValue, clipNorm }: TrainSettings,
  setting: (value: number) => Value,
): { dw: readonly Value[]; loss: Value; norm: Value } {
  const sum = (list: readonly Value[]) => list.reduce((a, b) => g.add(a, b));
  const normOf = (list: readonly Value[]) => g.map("Sqrt", sum(list.map((d) => g.squares(d))));
  let dw = groups.map((group) => together(g, group, step.gradients)), loss = step.loss;
  if (l2 > 0) {
    const strength = setting(l2), counted = w.filter((_, i) => groups[i].penalised);
    dw = dw.map((d, i) => groups[i].penalised ? g.add(d, g.mul(w[i], g.mul(strength, 2))) : d);
    if (counted.length) loss = g.add(loss, g.mul(sum(counted.map((v) => g.squares(v))), strength));
  }
  const norm = normOf(dw);
  if (clipValue > 0) {
    const most = setting(clipValue);
    dw = dw.map((d) => g.max(g.min(d, most), g.map("Neg", most)));
  }
  if (clipNorm > 0) {
    const now = clipValue > 0 ? normOf(dw) : norm;
    const factor = g.min(1, g.div(setting(clipNorm), g.add(now, 1e-6)));
    dw = dw.map((d) => g.mul(d, factor));
  }
  return { dw, loss, norm };
}
