/** The networks that the setting `network` names. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import { pick } from "../../core/settings.ts";
import { isTags, supportOf, type TagTarget, type Target, targetRows } from "../../core/target.ts";
import { answerTo } from "../answer.ts";
import { type Inputs, rowSize } from "../inputs.ts";
import { tf } from "../tf.ts";
import { cnn1d } from "./cnn1d.ts";
import { cnn2d } from "./cnn2d.ts";
import { contrastive } from "./contrastive.ts";
import { encoderDecoder } from "./encoder_decoder.ts";
import { fusion } from "./fusion.ts";
import type { NetworkKind } from "./kind.ts";
import { mfccNetwork } from "./mfcc.ts";
import { mlp } from "./mlp.ts";
import { passThrough } from "./pass_through.ts";
import { rnn } from "./rnn.ts";
import { sequential } from "./sequential.ts";
import { tokens } from "./tokens.ts";
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
  tokens,
  encoderDecoder,
  mfccNetwork,
  contrastive,
  sequential,
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

/** A network for these rows and labels, with weights from `rng`; the caller's to dispose of.
 *
 * A network of tags starts with the tags' rates.
 *
 * @param settings `network` and the settings of that kind; those of a training beside them are passed over. A `shape` that
 * is null is that of the rows, where they have one
 * @param x the rows that are learnt from
 * @throws {InputError} on a network that there is not, or settings that do not fit the rows
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { tensor } from "../../core/tensor.ts";
 * import { ready } from "../tf.ts";
 * await ready();
 * const frames = tensor(2, [5, 3], ["low", "middle", "high"], new Float32Array(30)); // two rows of five moments
 * const y = { codes: Int32Array.of(0, 1), classes: ["pop", "rap"] };
 * const model = networkFor({ network: "rnn", units: [8], epochs: 20 }, frames, y, new Rng(1));
 * assertEquals(model.inputs[0].shape, [null, 5, 3]);
 * model.dispose();
 * ```
 */
export function networkFor(
  settings: Readonly<Record<string, unknown>>,
  x: Inputs,
  y: Target,
  rng: Rng,
): tf.LayersModel {
  const kind = networkKind(settings.network as string | undefined);
  const all = pick(kind.defaults, { ...kind.defaults, ...settings }) as Record<string, unknown>;
  const plan = kind.fitted?.(all, x) ?? all;
  const own = x.shape && plan.shape === null ? { shape: x.shape } : {};
  const sizes = { inputs: rowSize(x), classes: y.classes.length, answer: answerTo(y) };
  const model = kind.build({ ...sizes, ...plan, ...own }, rng);
  if (isTags(y)) startAtRates(model, y);
  return model;
}

/** Lets a network of tags begin with each tag's rate, by the bias of its logits, instead of with one half: most tags are
 * rare, and the first steps would be spent on learning just that (Lin et al. 2017, section 3.3). Where own scores are
 * added to the logits these know the rates. */
function startAtRates(model: tf.LayersModel, y: TagTarget): void {
  const { layers } = model, logits = layers.at(-2), rows = targetRows(y);
  if (logits?.name !== "logits" || logits.getClassName() !== "Dense") return;
  const odds = Float32Array.from(
    supportOf(y),
    (count) => Math.log((count + .5) / (rows - count + .5)),
  );
  tf.tidy(() => logits.setWeights([logits.getWeights()[0], tf.tensor1d(odds)]));
}
