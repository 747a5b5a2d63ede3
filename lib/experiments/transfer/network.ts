/** From an old network to one that knows a class more. */
import { type Matrix, takeRows } from "../../core/matrix.ts";
import { Rng } from "../../core/rng.ts";
import type { ClassTarget } from "../../core/target.ts";
import type { History } from "../../nn/history.ts";
import { imprint } from "../../nn/imprint.ts";
import { predictProbabilities } from "../../nn/predict.ts";
import { type LayersModel, ready } from "../../nn/tf.ts";
import { train, type TrainContext } from "../../nn/train.ts";
import { type CopiedWeight, copyWeights } from "../../nn/transfer.ts";
import { networkOfPlan } from "../search/network_plan.ts";
import { oldNetwork } from "./old_network.ts";
import type { Settings } from "../runs/record.ts";
import { chosenRows } from "./replay.ts";
import type { TransferData } from "./data.ts";
import { trainingPart, type TransferSettings, transferSettings } from "./settings.ts";

/** A network that has learnt all classes. */
interface Transferred {
  /** The caller's to dispose of. */
  readonly model: LayersModel;
  /** Of both stages where the head learnt first. */
  readonly history: History;
  /** How many rows it learnt from. */
  readonly rows: number;
  /** Of the old network, among the classes that it knew; undefined where none was needed. */
  readonly oldAccuracy?: number;
}

/** Builds a network for all classes, starts it from the old one of the same seed as the settings say, trains it.
 *
 * @param settings any of {@linkcode TransferSettings}; the old network's training where nothing is said
 * @param seed of the old network and of this one
 * @param context a signal that ends the training, and who is told of every epoch
 * @throws {InputError} when data and settings do not fit together, or the loss is not finite
 * @example
 * ```ts ignore
 * const { model, history, oldAccuracy } = await transferNetwork(data, { start: "head", newClass: "imprinted" }, 1);
 * const probabilities = await predictProbabilities(model, data.validation.x, data.validation.y.classes);
 * model.dispose();
 * ```
 */
export async function transferNetwork(
  data: TransferData,
  settings: Settings,
  seed: number,
  context: Pick<TrainContext, "signal" | "onEpoch"> = {},
): Promise<Transferred> {
  await ready();
  const all = transferSettings(settings, data), rng = new Rng(seed), { start, distillation } = all;
  const { classes } = data.train.y, known = data.old.train.y.classes;
  const rows = chosenRows(data.train.y, known, all, rng.fork("rows")),
    x = takeRows(data.train.x, rows);
  const y = { codes: Int32Array.from(rows, (row) => data.train.y.codes[row]), classes };
  const weights = rng.fork("weights");
  const model = networkOfPlan(data.network.plan, data.old.train.x, classes.length, weights);
  const needed = start !== "scratch" || distillation > 0;
  const old = needed ? await oldNetwork(data, seed) : undefined;
  try {
    if (old) copyOld(old.model, model, all, x, y, known);
    const teacher = distillation > 0
      ? await predictProbabilities(old!.model, takeRows(data.seen, rows), known)
      : undefined;
    const { validation } = data, training = rng.fork("training");
    const history = await inStages(model, x, y, all, {
      ...context,
      validation,
      teacher,
      rng: training,
    });
    return { model, history, rows: rows.length, ...(old && { oldAccuracy: old.accuracy }) };
  } catch (error) {
    model.dispose();
    throw error;
  } finally {
    old?.model.dispose();
  }
}

/** Copies what the settings say, and gives the new class its first weights.
 * @returns what became of each weight */
export function copyOld(
  old: LayersModel,
  model: LayersModel,
  { start, newClass }: TransferSettings,
  x: Matrix,
  y: ClassTarget,
  known: readonly string[],
): CopiedWeight[] {
  if (start === "scratch") return copyWeights(old, model, { layers: [] });
  const hidden = model.layers.filter(({ weights, name }) => weights.length > 0 && name !== "logits")
    .map(({ name }) => name);
  if (start === "hidden") return copyWeights(old, model, { layers: hidden, strict: true });
  const newClasses = newClass === "mean" ? "mean" : "zeros";
  const classes = { from: known, to: y.classes };
  const copied = copyWeights(old, model, { classes, newClasses, strict: true });
  if (newClass !== "imprinted") return copied;
  for (const name of y.classes) if (!known.includes(name)) imprint(model, x, y, name);
  return copied;
}

/** First the output layer alone for `headFirst` epochs, then as the settings say; as one history. */
async function inStages(
  model: LayersModel,
  x: Matrix,
  y: ClassTarget,
  settings: TransferSettings,
  context: TrainContext,
): Promise<History> {
  const training = trainingPart(settings), { headFirst } = settings;
  if (headFirst === 0) return await train(model, x, y, { ...training, ...context });
  const headOnly = { layerRates: { "*": 0, logits: 1 }, epochs: headFirst, restoreBest: false };
  const rng = context.rng.fork("head first");
  const first = await train(model, x, y, { ...training, ...headOnly, ...context, rng });
  const then = await train(model, x, y, { ...training, ...context });
  const lead = first.evalPoints?.at(-1)?.seconds ?? 0;
  const looks = then.evalPoints?.slice(1).map((look) => ({
    ...look,
    step: look.step + first.steps,
    seconds: look.seconds + lead,
  }));
  const epochs = then.epochs.map((epoch) => ({ ...epoch, epoch: epoch.epoch + headFirst }));
  return {
    ...then,
    epochs: [...first.epochs, ...epochs],
    ...(looks && { evalPoints: [...first.evalPoints!, ...looks] }),
    bestEpoch: then.bestEpoch + headFirst,
    steps: first.steps + then.steps,
    seconds: first.seconds + then.seconds,
  };
}
