/** The teacher's share of the loss (distillation.ts): λ · mean of −Σ q log softmax(z / T) over the teacher's classes. */
import type { SoftTargets } from "../../distillation.ts";
import type { Graph } from "../graph.ts";
import type { Value } from "../value.ts";
import { forMembers } from "./loss.ts";

/** @param z logits: examples × members × classes
 * @param q what the teacher says: examples × its classes
 * @param setting a number that is fed */
export function distillation(
  g: Graph,
  z: Value,
  q: Value,
  { columns, strength, temperature }: Pick<SoftTargets, "columns" | "strength" | "temperature">,
  setting: (value: number) => Value,
): { loss: Value; dz: Value } {
  const [examples, members, classes] = z.shape, t = setting(temperature);
  const scale = g.mul(setting(strength), 1 / (examples * members));
  const known = g.gather(z, g.ints(Array.from(columns)), 2), wanted = forMembers(g, q);
  const s = g.softmax(g.div(known, t)), logS = g.map("Log", g.max(s, 1e-30));
  // back to the places of the classes by a product: each of the teacher's has a row with a 1 at its own
  const places = Array.from(columns).flatMap((at) =>
    Array.from({ length: classes }, (_, c) => +(c === at))
  );
  const toAll = g.constant(places, "float32", [columns.length, classes]);
  return {
    loss: g.mul(g.map("Neg", g.total(g.mul(logS, wanted))), scale),
    dz: g.matmul(g.mul(g.sub(s, wanted), g.div(scale, t)), toAll),
  };
}
