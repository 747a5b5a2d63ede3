/** Weights from one network into another: what PyTorch's `load_state_dict` does, and a head that grows. */
import { InputError } from "../core/errors.ts";
import { checkLayers } from "./by_layer.ts";
import { networkOf } from "./network.ts";
import { tf } from "./tf.ts";

/** What is copied, and what becomes of the rest. */
export interface CopyOptions {
  /** Names of the layers to copy; by default all. */
  readonly layers?: readonly string[];
  /** Refuse, before anything is copied, unless everything fits: all weights of both networks, or of `layers`. */
  readonly strict?: boolean;
  /** Names of the classes of both. The output layer's weights are then copied class by class. */
  readonly classes?: { readonly from: readonly string[]; readonly to: readonly string[] };
  /** What a class gets that `from` does not know: zeros, the mean of the classes that it knows, or what stands there.
   * See `imprint` for what the class's own rows tell. */
  readonly newClasses?: "keep" | "zeros" | "mean";
}

/** What became of one weight: a row of the report, which `table` shows. */
export interface CopiedWeight {
  /** The layer's name in either network. */
  readonly layer: string;
  /** kernel, bias and the like. */
  readonly weight: string;
  /** Its shape in the network it comes from, such as "14 × 128"; empty where that has no such weight. */
  readonly from: string;
  /** Its shape in the network that is changed; empty likewise. */
  readonly to: string;
  /** Whether the weight was copied. */
  readonly outcome: "copied" | "known classes copied" | "skipped";
  /** Why it was skipped, or which classes are new. */
  readonly why: string;
}

/** Copies weights by name and shape, running averages of batch normalisation included, for they belong to the weights
 * below them.
 *
 * @param to is changed; it keeps what does not fit
 * @returns a report of every weight of either network, in the order of `to`'s layers
 * @throws {InputError} on layers that neither has; where `strict`, when anything does not fit, listing all of it
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { mlp } from "./mlp.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const classes = { from: ["pop", "rap"], to: ["edm", "pop", "rap"] };
 * const old = mlp({ inputs: 4, classes: 2, layers: [8] }, new Rng(1));
 * const wider = mlp({ inputs: 4, classes: 3, layers: [8] }, new Rng(2));
 * const report = copyWeights(old, wider, { classes, newClasses: "zeros" });
 * assertEquals(report.map(({ layer, outcome }) => `${layer} ${outcome}`), [
 *   "dense1 copied",
 *   "dense1 copied",
 *   "logits known classes copied",
 *   "logits known classes copied",
 * ]);
 * old.dispose();
 * wider.dispose();
 * ```
 */
export function copyWeights(
  from: tf.LayersModel,
  to: tf.LayersModel,
  { layers, strict = false, classes, newClasses = "keep" }: CopyOptions = {},
): CopiedWeight[] {
  if (layers) checkLayers(to, layers, "copying weights");
  const head = classes && headsOf(from, to, classes);
  const wanted = (layer: string) => layers?.includes(layer) ?? true;
  const sources = new Map(weightsOf(from).map((each) => [each.name, each]));
  const plan = weightsOf(to).map((target) => {
    const source = sources.get(target.name);
    const isHead = head !== undefined && target.layer === head;
    return { target, source, ...verdict(target, source, wanted(target.layer), isHead && classes) };
  });
  const unused = [...sources.values()].filter(({ name }) =>
    !plan.some(({ target }) => target.name === name)
  ).map((source) => ({ target: undefined, source, outcome: "skipped" as const, why: NOWHERE }));
  const report = [...plan, ...unused].map(({ target, source, outcome, why }): CopiedWeight => ({
    layer: (target ?? source)!.layer,
    weight: (target ?? source)!.weight,
    from: source ? shapeText(source.shape) : "",
    to: target ? shapeText(target.shape) : "",
    outcome,
    why,
  }));
  if (strict) refuseMisfits(report.filter(({ layer }) => wanted(layer)));
  tf.tidy(() => {
    for (const { target, source, outcome } of plan) {
      if (outcome === "copied") target.variable.write(source!.variable.read().clone());
      else if (outcome !== "skipped") copyClasses(source!, target, classes!, newClasses);
    }
  });
  return report;
}

const NOWHERE = "the new network has no such weight";

interface Weight {
  readonly name: string;
  readonly layer: string;
  readonly weight: string;
  readonly shape: readonly number[];
  readonly variable: tf.LayerVariable;
}

const shapeText = (shape: readonly number[]) => shape.join(" × ");

function weightsOf(model: tf.LayersModel): Weight[] {
  return model.layers.flatMap((layer) =>
    layer.weights.map((variable) => {
      const name = variable.originalName, shape = variable.shape as number[];
      return { name, layer: layer.name, weight: name.split("/").at(-1)!, shape, variable };
    })
  );
}

/** The output layer's name, the same in both.
 * @throws {InputError} when the classes do not fit the networks */
function headsOf(
  from: tf.LayersModel,
  to: tf.LayersModel,
  classes: NonNullable<CopyOptions["classes"]>,
): string {
  const [a, b] = [networkOf(from), networkOf(to)];
  for (
    const [network, names, which] of [[a, classes.from, "old"], [b, classes.to, "new"]] as const
  ) {
    if (network.classes === names.length) continue;
    throw new InputError(`the names of classes do not fit the ${which} network`, {
      found: names.join(", "),
      expected: `${network.classes} names`,
    });
  }
  const [old, own] = [a, b].map(({ logits }) => logits?.sourceLayer.name);
  if (old !== undefined && old === own) return own;
  throw new InputError(
    "classes can be copied between output layers of one name, below a softmax or sigmoid",
    {
      found: `${old ?? "no such layer"} and ${own ?? "no such layer"}`,
    },
  );
}

function verdict(
  target: Weight,
  source: Weight | undefined,
  wanted: boolean,
  classes: CopyOptions["classes"] | false,
): Pick<CopiedWeight, "outcome" | "why"> {
  if (!wanted) return { outcome: "skipped", why: "not among the layers to copy" };
  if (!source) return { outcome: "skipped", why: "the old network has no such weight" };
  const same = (a: readonly unknown[], b: readonly unknown[]) => `${a}` === `${b}`;
  if (!classes) {
    return same(source.shape, target.shape)
      ? { outcome: "copied", why: "" }
      : { outcome: "skipped", why: "another shape" };
  }
  if (!same(source.shape.slice(0, -1), target.shape.slice(0, -1))) {
    return { outcome: "skipped", why: "another shape below the classes" };
  }
  if (same(classes.from, classes.to)) return { outcome: "copied", why: "" };
  const fresh = classes.to.filter((name) => !classes.from.includes(name));
  const lost = classes.from.filter((name) => !classes.to.includes(name));
  const why = [
    fresh.length > 0 && `new: ${fresh.join(", ")}`,
    lost.length > 0 && `left out: ${lost.join(", ")}`,
  ].filter(Boolean).join("; ");
  return { outcome: "known classes copied", why };
}

function refuseMisfits(report: readonly CopiedWeight[]): void {
  const misfits = report.filter(({ outcome }) => outcome === "skipped");
  if (misfits.length === 0) return;
  const each = misfits.map(({ layer, weight, from, to, why }) =>
    `${layer}/${weight}: ${why} (${from || "nothing"} to ${to || "nothing"})`
  );
  throw new InputError(`weights that do not fit, so nothing was copied: ${each.join("; ")}`, {
    expected: "the same layers with the same shapes, or strict: false",
  });
}

/** The last axis is the classes': column by column, by name. */
function copyClasses(
  source: Weight,
  target: Weight,
  { from, to }: NonNullable<CopyOptions["classes"]>,
  newClasses: NonNullable<CopyOptions["newClasses"]>,
): void {
  const old = source.variable.read().dataSync(), out = target.variable.read().dataSync().slice();
  const rows = old.length / from.length, known = to.map((name) => from.indexOf(name));
  const kept = known.filter((c) => c >= 0);
  for (let i = 0; i < rows; i++) {
    const mean = kept.reduce((sum, c) => sum + old[i * from.length + c], 0) / (kept.length || 1);
    known.forEach((c, k) => {
      const at = i * to.length + k;
      if (c >= 0) out[at] = old[i * from.length + c];
      else if (newClasses !== "keep") out[at] = newClasses === "zeros" ? 0 : mean;
    });
  }
  target.variable.write(tf.tensor(out, target.shape as number[]));
}
