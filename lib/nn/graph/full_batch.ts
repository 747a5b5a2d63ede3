/** Trainings whose every step takes all rows: many epochs by one run of a graph, in which the rows stay where they are.
 * The validation rows are looked at after every step, and early stopping ends the loop: no weight leaves it before. */
import type { OnnxTensor } from "../../core/onnx_runtime.ts";
import type { ClassTarget } from "../../core/target.ts";
import type { Batch } from "../batches.ts";
import type { CourseEpoch, FullBatch } from "../full_batch.ts";
import type { Inputs } from "../inputs.ts";
import type { TrainSettings } from "../settings.ts";
import { contextOf, Settings } from "./context.ts";
import type { Ground } from "./descent.ts";
import { Graph } from "./graph.ts";
import { type Written, written } from "./graphs.ts";
import { readGroup, writeGroup } from "./groups.ts";
import { loop } from "./loop.ts";
import { crossEntropy } from "./losses/cross_entropy.ts";
import { writeLayers } from "./program.ts";
import { byMember, type StepPlan, writeStep } from "./step.ts";
import { slotInputs, StepFeeds, type StepSlot, stepSlots } from "./step_feeds.ts";
import { Learning, MEASURES, RATES } from "./training_graph.ts";
import { sizeOf } from "./value.ts";
import { settingFeeds, takeResults, weightFeeds, weightInputs, weightNames } from "./weights.ts";

/** A run can be neither seen into nor stopped: it takes so long at most, or one step. Weights and moments are copied in
 * and out by every run, so that many of them may take longer: so many numbers, a millisecond more. */
const MOST_MS = 300, MOST_STEPS = 50, NUMBERS_PER_MS = 1 << 11;

/** Whether the settings leave each epoch nothing but a step and a look. */
export const isPlain = (settings: TrainSettings): boolean =>
  settings.schedule !== "reduceOnPlateau" && !settings.shuffle &&
  !settings.statistics && Object.keys(settings.milestones).length === 0 &&
  [
    settings.mixup,
    settings.inputNoise,
    settings.l2sp,
    settings.averageLast,
    settings.evalEvery,
    settings.distillation,
  ].every((value) => value === 0);

/** What is known of the course so far: how good the best epoch was, how many epochs ago. */
const FOLLOWED = ["best", "since"] as const;

interface CourseGraph extends Written {
  readonly slots: readonly StepSlot[];
  readonly learning: Learning;
}

/** Inputs as those of a training's graph, but for `most` (epochs), seeds and numbers of each, and the rows to look at
 * (`vx`, `vtargets`, `vlabels`). `best…` are the best epoch's weights, where the settings ask for them.
 * @returns or in words what cannot be written */
function courseGraph(
  plan: StepPlan,
  settings: TrainSettings,
  rows: number,
  looked: number,
): CourseGraph | string {
  const { network, parameters } = plan, g = new Graph(), numbers = new Settings(g);
  const all = stepSlots(network, rows, 0), slots = all.filter(({ name }) => name !== "seed");
  const learnt = withGradient(plan, all);
  if (typeof learnt === "string") return learnt;
  const learning = new Learning(g, plan, settings, numbers, learnt), { states, rule } = learning;
  const fed = slotInputs(g, slots);
  const told = RATES.slice(0, 1 + rule.numbers(1).length)
    .map((name) => g.input(name, [1], "float32", "epochs"));
  const seeds = g.input("seed", [1], "int32", "epochs"), most = g.input("most", [], "int64");
  const vx = g.input("vx", [looked, ...network.inputShape]);
  const validation = {
    targets: g.input("vtargets", [looked, network.classes]),
    labels: g.input("vlabels", [looked, 1], "int32"),
    weight: g.constant(looked),
  };
  const followed = FOLLOWED.map((name) => g.input(name, []));
  const patience = numbers.add(settings.patience || Infinity);
  const ofNetwork = settings.restoreBest ? states.filter((_, i) => learning.isOfNetwork(i)) : [];
  const kept = ofNetwork.map(({ name, shape }) => g.input(`best${name}`, shape));
  const around = [...states, ...followed, ...kept];

  let problem: string | undefined;
  const { last, each } = loop(g, most, around, (g, round, inner) => {
    const [best, since] = inner.slice(states.length), copies = inner.slice(states.length + 2);
    const own = inner.slice(0, states.length);
    const [rate, ...rest] = told.map((list) => g.gather(list, round));
    const inputs = { ...fed, seed: g.gather(seeds, round) };
    const made = learning.step(g, own, inputs, rate, rest);
    const weights = typeof made === "string" ? new Map() : learning.weights(g, made.next);
    const built = typeof made === "string"
      ? made
      : writeLayers(network.links!, contextOf(g, parameters, weights, numbers), vx);
    if (typeof made === "string" || typeof built === "string") {
      problem = String(built);
      return { goesOn: g.constant(1, "bool"), next: inner, each: [] };
    }
    const { loss, accuracy } = crossEntropy(g, byMember(g, built.y), validation);
    const figure = settings.monitor === "validationLoss" ? loss : g.map("Neg", accuracy);
    const isBest = g.greater(best, figure);
    const ago = g.where(isBest, 0, g.add(since, 1));
    const network_ = made.next.filter((_, i) => learning.isOfNetwork(i));
    return {
      goesOn: g.greater(patience, ago),
      next: [
        ...made.next,
        ...[g.where(isBest, figure, best), ago],
        ...copies.map((copy, i) => g.where(isBest, network_[i], copy)),
      ],
      each: [...made.each, loss, accuracy],
    };
  });
  if (problem) return problem;
  around.forEach(({ name }, i) => g.output(last[i], `next${name}`));
  [...MEASURES, "vloss", "vaccuracy"].forEach((name, i) => g.output(each[i], name));
  return { ...written(g, numbers), slots, learning };
}

/** The weights that a step's gradient reaches, by name: no others are carried through the loop.
 * @returns or in words what cannot be written */
function withGradient(plan: StepPlan, slots: readonly StepSlot[]): ReadonlySet<string> | string {
  const { parameters } = plan, g = new Graph();
  const weights = weightInputs(g, Object.values(weightNames(parameters)).flat());
  const step = writeStep(g, plan, weights, new Settings(g), slotInputs(g, slots));
  return typeof step === "string" ? step : new Set(step.gradients.keys());
}

/** A training of this kind, about to begin.
 * @param y of one class a row
 * @returns or in words what in the model cannot be written */
export async function graphCourse(
  { network, parameters, arena, runtime, sessions, rng }: Ground,
  settings: TrainSettings,
  batch: Batch,
  { x, y }: { readonly x: Inputs; readonly y: ClassTarget },
): Promise<FullBatch | string> {
  const graph = courseGraph({ network, parameters }, settings, batch.size, x.rows);
  if (typeof graph === "string") return graph;
  const { learning, slots } = graph, { groups, rule, states } = learning;
  const { tensor } = runtime, { trainable, fixed, constants } = weightNames(parameters);
  const session = await sessions.of(graph), feeds = new StepFeeds(slots, 1);
  feeds.put(0, batch, 0, arena);
  const read = new Set(session.inputNames);
  const targets = new Float32Array(x.rows * network.classes);
  y.codes.forEach((code, i) => targets[i * network.classes + code] = 1);
  const still = {
    ...weightFeeds([...fixed, ...trainable.filter(([name]) => read.has(name))], arena, runtime),
    ...settingFeeds(graph.settings, runtime),
    ...feeds.tensors(runtime),
    // copies, for workers share theirs, which the addon does not take
    vx: tensor(x.data.slice(), [x.rows, ...network.inputShape]),
    vtargets: tensor(targets, [x.rows, network.classes]),
    vlabels: tensor(y.codes.slice(), [x.rows, 1]),
  };
  const number = (value: number) => tensor(Float32Array.of(value), []);
  let moving: Record<string, OnnxTensor> = {
    ...Object.fromEntries(states.map(({ name, shape }) => [name, tensor(zeros(shape), shape)])),
    ...Object.fromEntries(
      groups.map((group, i) => [`w${i}`, tensor(readGroup(group, arena), [group.length])]),
    ),
    ...weightFeeds(constants, arena, runtime),
    ...{ best: number(Infinity), since: number(0) },
  };
  if (settings.restoreBest) {
    for (const [i, { name }] of states.entries()) {
      if (learning.isOfNetwork(i)) moving[`best${name}`] = moving[name];
    }
  }
  const size = groups.reduce((sum, { length }) => sum + length, 0);
  const longest = MOST_MS + size / NUMBERS_PER_MS;
  let t = 0, count = 2;

  return {
    async next(rates) {
      const start = performance.now(), steps = Math.min(count, rates.length);
      const told = rates.slice(0, steps).map((rate, i) => [rate, ...rule.numbers(t + i + 1)]);
      const found = await session.run({
        ...still,
        ...moving,
        most: tensor(BigInt64Array.of(BigInt(steps)), []),
        seed: tensor(Int32Array.from({ length: steps }, () => rng.uint32() | 0), [steps]),
        ...Object.fromEntries(
          told[0].map((_, k) => [
            RATES[k],
            tensor(Float32Array.from(told, (numbers) => numbers[k]), [steps]),
          ]),
        ),
      });
      moving = Object.fromEntries(Object.keys(moving).map((name) => [name, found[`next${name}`]]));
      const column = (name: string) => found[name].data as Float32Array,
        made = column("loss").length;
      t += made;
      const ms = (performance.now() - start) / made;
      count = Math.max(1, Math.min(MOST_STEPS, 2 * count, Math.floor(longest / ms)));
      return Array.from({ length: made }, (_, i): CourseEpoch => ({
        loss: column("loss")[i],
        accuracy: column("accuracy")[i],
        gradientNorm: column("norm")[i],
        validationLoss: column("vloss")[i],
        validationAccuracy: column("vaccuracy")[i],
      }));
    },
    settle() {
      const prefix = settings.restoreBest ? "best" : "";
      groups.forEach((group, i) =>
        writeGroup(group, moving[`${prefix}w${i}`].data as Float32Array, arena)
      );
      takeResults(moving, prefix, constants, arena, ({ at }) => at);
    },
  };
}

const zeros = (shape: readonly number[]) => new Float32Array(sizeOf(shape));
