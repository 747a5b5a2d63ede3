/** The networks that the setting `network` names. */
import { InputError } from "../../core/errors.ts";
import { cnn1d } from "./cnn1d.ts";
import { cnn2d } from "./cnn2d.ts";
import { fusion } from "./fusion.ts";
import type { NetworkKind } from "./kind.ts";
import { mlp } from "./mlp.ts";
import { passThrough } from "./pass_through.ts";
import { rnn } from "./rnn.ts";
import { transformer } from "./transformer.ts";

// deno-lint-ignore no-explicit-any -- each kind has settings of its own
const KINDS: readonly NetworkKind<any>[] = [
  mlp,
  fusion,
  cnn1d,
  cnn2d,
  rnn,
  transformer,
  passThrough,
];

/** What the setting `network` may be; where it is left out it is "mlp". */
export const NETWORKS: readonly string[] = KINDS.map(({ name }) => name);

/** A kind of network by its name.
 *
 * @throws {InputError} on a name that no kind has
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(networkKind("rnn").defaults.cell, "gru");
 * ```
 */
// deno-lint-ignore no-explicit-any -- as above
export function networkKind(name: string = "mlp"): NetworkKind<any> {
  const kind = KINDS.find((kind) => kind.name === name);
  if (kind) return kind;
  throw new InputError("there is no such network", {
    found: name,
    expected: `one of ${NETWORKS.join(", ")}`,
  });
}
