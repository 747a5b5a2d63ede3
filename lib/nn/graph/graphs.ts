/** The graphs of a network: the gradient of one batch, and the probabilities of some rows. */
import type { Network } from "../network.ts";
import type { Parameters } from "../parameters.ts";
import { contextOf, Settings } from "./context.ts";
import { Graph } from "./graph.ts";
import { onnxBytes } from "./onnx.ts";
import { writeLayers } from "./program.ts";
import type { SessionModel } from "./sessions.ts";
import { byMember, type StepPlan, writeStep } from "./step.ts";
import { slotInputs, type StepSlot, stepSlots } from "./step_feeds.ts";
import type { Value } from "./value.ts";
import { weightInputs, weightNames } from "./weights.ts";

/** A graph, ready for a session. */
export interface Written extends SessionModel {
  /** What its inputs s0, s1 … are to be fed. */
  readonly settings: readonly number[];
}

/** A graph that is complete. */
export const written = (g: Graph, settings: Settings): Written => ({
  bytes: onnxBytes(g),
  numbers: g.numbers,
  settings: settings.values,
});

/** Loss and accuracy of a batch, `d…` the gradient of each weight that learns, `next…` of each running average. */
export function gradientGraph(
  plan: StepPlan,
  size: number,
): Written & { readonly slots: readonly StepSlot[] } | string {
  const { network, parameters, soft } = plan, names = weightNames(parameters);
  const g = new Graph(), settings = new Settings(g);
  const weights = weightInputs(g, Object.values(names).flat());
  const slots = stepSlots(network, size, soft?.columns.length ?? 0);
  const step = writeStep(g, plan, weights, settings, slotInputs(g, slots));
  if (typeof step === "string") return step;
  g.output(step.loss, "loss");
  g.output(step.accuracy, "accuracy");
  const give = (prefix: string, results: ReadonlyMap<string, Value>) => {
    for (const [name, { name: own }] of Object.values(names).flat()) {
      const value = results.get(own);
      if (value) g.output(value, prefix + name);
    }
  };
  give("d", step.gradients);
  give("next", step.nextStates);
  return { ...written(g, settings), slots };
}

/** x → probabilities p of `size` rows; and the numbers that every row takes on its way, the weights not counted. */
export function probabilityGraph(
  network: Network,
  parameters: Parameters,
  size: number,
): Written & { readonly perRow: number } | string {
  const g = new Graph(), settings = new Settings(g);
  const weights = weightInputs(g, Object.values(weightNames(parameters)).flat());
  const before = g.numbers, x = g.input("x", [size, ...network.inputShape]);
  const built = writeLayers(network.links!, contextOf(g, parameters, weights, settings), x);
  if (typeof built === "string") return built;
  const z = byMember(g, built.y), isTags = network.answer === "sigmoid";
  g.output(g.mean(isTags ? g.map("Sigmoid", z) : g.softmax(z), [1]), "p");
  return { ...written(g, settings), perRow: (g.numbers - before) / size };
}
