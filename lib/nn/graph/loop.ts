/** A loop in a graph that ends when its body says so. */
import { Graph } from "./graph.ts";
import type { Value } from "./value.ts";

/** What a body makes of one round. */
export interface Round {
  /** Whether there is another round: one bool. */
  readonly goesOn: Value;
  /** The states after it. */
  readonly next: readonly Value[];
  /** What is stacked, round by round. */
  readonly each: readonly Value[];
}

/** `body` up to `most` times (an int64 scalar), until it says that it is over.
 * @param body is told which round it is, from 0 */
export function loop(
  g: Graph,
  most: Value,
  states: readonly Value[],
  body: (g: Graph, round: Value, states: readonly Value[]) => Round,
): { last: readonly Value[]; each: readonly Value[] } {
  const own = new Graph(g), round = own.value([], "int64"), given = own.value([], "bool");
  const inner = states.map(({ shape, type }) => own.value(shape, type));
  own.inputs.push(round, given, ...inner);
  const { goesOn, next, each } = body(own, round, inner);
  own.give([goesOn, ...next, ...each]);
  const last = next.map(({ shape, type }) => g.value(shape, type));
  const stacked = each.map(({ shape, type }) => ({
    ...g.value([1, ...shape], type),
    free: "rounds",
  }));
  g.node("Loop", [most, g.constant(1, "bool"), ...states], [...last, ...stacked], { body: own });
  return { last, each: stacked };
}
