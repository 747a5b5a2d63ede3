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
  const { network, soft } = plan, g = new Graph(), numbers = new Settings(g);
  const learning = new Learning(g, plan, settings, numbers), { states, groups, rule } = learning;
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
  const { last, each } = g.scan(states, steps, (g, inner, fed) => {
    const inputs = Object.fromEntries(slots.map(({ name }, i) => [name, fed[i]]));
    const [rate, ...told] = fed.slice(slots.length);
    const made = learning.step(g, inner, inputs as unknown as StepInputs, rate, told);
    if (typeof made !== "string") return made;
    problem = made;
    return { next: inner, each: [] };
  });
  if (problem) return problem;
  states.forEach(({ name }, i) => g.output(last[i], `next${name}`));
  MEASURES.forEach((name, i) => g.output(each[i], name));
  return { ...written(g, numbers), slots, groups, rule };
}

/** What a step tells of itself, in this order. */
export const MEASURES = ["loss", "accuracy", "norm"];

/** What goes from step to step, weights, moments and running averages; and a step that changes it. */
export class Learning {
  readonly groups: readonly Group[];
  readonly rule: Rule;
  /** Inputs of the graph: all groups' weights, then their moments, then running averages. */
  readonly states: readonly Value[];
  readonly #kinds: readonly string[];
  readonly #outside: ReadonlyMap<string, Value>;
  readonly #running: readonly string[];
  readonly #setting: (value: number) => Value;

  /** @param only names of the weights that change, where not all do; the others are read where they stand */
  constructor(
    g: Graph,
    readonly plan: StepPlan,
    readonly settings: TrainSettings,
    readonly numbers: Settings,
    only?: ReadonlySet<string>,
  ) {
    const { trainable, fixed, constants } = weightNames(plan.parameters);
    const unchanged = only ? trainable.filter(([, { name }]) => !only.has(name)) : [];
    this.#setting = (value) => numbers.add(value);
    this.groups = groupsOf(plan.parameters, settings.l2 > 0, only);
    this.rule = ruleOf(settings, this.#setting);
    this.#kinds = ["w", ...Array.from({ length: this.rule.moments }, (_, k) => `m${k}.`)];
    const arrays = this.#kinds.flatMap((kind) =>
      this.groups.map(({ length }, i) => g.input(kind + i, [length]))
    );
    this.#outside = weightInputs(g, [...fixed, ...unchanged]);
    const running = weightInputs(g, constants);
    this.#running = [...running.keys()];
    this.states = [...arrays, ...running.values()];
  }

  /** Which of the states make up the network: weights and running averages. */
  isOfNetwork = (state: number): boolean =>
    state < this.groups.length || state >= this.groups.length * this.#kinds.length;

  /** Everything that layers read, by name, from the states as they are. */
  weights(g: Graph, states: readonly Value[]): ReadonlyMap<string, Value> {
    const averages = states.slice(this.#kinds.length * this.groups.length);
    return new Map([
      ...this.#outside,
      ...this.groups.flatMap((group, i) => apart(g, group, states[i])),
      ...this.#running.map((name, i) => [name, averages[i]] as const),
    ]);
  }

  /** @returns the states after a step, and its {@linkcode MEASURES}; or in words what cannot be written */
  step(
    g: Graph,
    states: readonly Value[],
    inputs: StepInputs,
    rate: Value,
    told: readonly Value[],
  ): { next: readonly Value[]; each: readonly Value[] } | string {
    const { plan, settings, groups, rule } = this, kinds = this.#kinds, setting = this.#setting;
    const of = (kind: number) => states.slice(kind * groups.length, (kind + 1) * groups.length);
    const now = states.slice(kinds.length * groups.length), w = of(0);
    const step = writeStep(g, plan, this.weights(g, states), this.numbers, inputs);
    if (typeof step === "string") return step;
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
    const averages = this.#running.map((name, i) => step.nextStates.get(name) ?? now[i]);
    return { next: [...next, ...averages], each: [loss, step.accuracy, norm] };
  }
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
