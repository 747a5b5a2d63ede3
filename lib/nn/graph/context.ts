/** What the layers of one graph share: weights, statistics, settings and random draws, by name. */
import type { Parameter, Parameters } from "../parameters.ts";
import type { Graph } from "./graph.ts";
import type { Context } from "./layer.ts";
import { kept } from "./random.ts";
import type { Value } from "./value.ts";

/** Numbers that layers ask to be fed: inputs s0, s1 … of the outermost graph, in the order of asking. */
export class Settings {
  readonly values: number[] = [];
  readonly #inputs: Value[] = [];

  /** @param outer where they come in, even for layers that stand in the body of a loop */
  constructor(readonly outer: Graph) {}

  add(value: number): Value {
    const at = this.values.push(value) - 1;
    return this.#inputs[at] = this.outer.input(`s${at}`, []);
  }
}

/** A context, and what the layers leave in it. */
export interface Notebook extends Context {
  /** Of the weights that learn, by name. */
  readonly gradients: ReadonlyMap<string, Value>;
  /** Of running statistics, by name: what they are after the step. */
  readonly nextStates: ReadonlyMap<string, Value>;
}

/** @param values all weights and running statistics by name, as values of `g`
 * @param seed an int32 scalar, another one at every step; needed for training alone */
export function contextOf(
  g: Graph,
  parameters: Parameters,
  values: ReadonlyMap<string, Value>,
  settings: Settings,
  seed?: Value,
): Notebook {
  const gradients = new Map<string, Value>(), nextStates = new Map<string, Value>();
  const names = new Map<string, string>(); // of values: "dense1/kernel"
  const learnt = new Set(parameters.trainable.filter(({ cancelled }) => !cancelled).map(nameOf));
  let calls = 0;
  const take: Context["parameter"] = (layer, own) => {
    const { name } = parameters.of(layer, own), value = values.get(name)!;
    names.set(value.name, name);
    return value;
  };
  return {
    g,
    training: seed !== undefined,
    parameter: take,
    state: take,
    gradients,
    nextStates,
    gradient(parameter, dw) {
      const name = names.get(parameter.name)!, before = gradients.get(name);
      if (learnt.has(name)) gradients.set(name, before ? g.add(before, dw) : dw);
    },
    next: (state, value) => void nextStates.set(names.get(state.name)!, value),
    setting: (value) => settings.add(value),
    kept: (shape, p, scale) => kept(g, seed!, calls++, shape, p, scale),
    isStill: (layer) => parameters.isStill(layer),
  };
}

const nameOf = ({ name }: Parameter): string => name;
