/** From a plan and labelled rows to a fitted network: what every classifier of this room does when it is fitted. */
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import {
  type ClassTarget,
  isTags,
  type TagTarget,
  takeTarget,
  type Target,
  targetRows,
} from "../core/target.ts";
import { iterativeFolds } from "../data/mod.ts";
import type { FittedClassifier } from "../models/estimator.ts";
import { checkQuery, checkTarget } from "../models/inputs.ts";
import type { History } from "./history.ts";
import { type Inputs, takeInputs } from "./inputs.ts";
import { predictProbabilities } from "./predict.ts";
import type { TrainSettings } from "./settings.ts";
import { ready, type tf } from "./tf.ts";
import { train, type TrainContext } from "./train.ts";

/** How a network is trained, and what part of the rows it is watched on. */
export interface FitSettings extends TrainSettings {
  /** Share of the rows of each class or tag that is set aside to choose the best epoch; 0: none, all epochs run. */
  validationShare: number;
}

/** A fitted network. */
export interface FittedMlp extends FittedClassifier {
  /** The network itself, for looking into it, saving it or training it on. */
  readonly model: tf.LayersModel;
  /** The course of its training. */
  readonly history: History;
  /** Frees the model's tensors. */
  dispose(): void;
}

/** @throws {InputError} unless a share of the rows is left to learn from */
export const checkShare = (validationShare: number): void =>
  checkSettings({ validationShare }, { validationShare: { least: 0, below: 1 } });

/** Sets rows aside, builds the network from the others, trains it.
 *
 * @param build makes the model from the rows that are learnt from
 * @param name who is fitted, for messages
 * @throws {InputError} on rows and labels that do not fit together, as `train`; the fitted network, on other columns than it has learnt */
export async function fitNetwork(
  build: (x: Inputs, rng: Rng) => tf.LayersModel,
  { validationShare, ...training }: FitSettings,
  context: Pick<TrainContext, "onEpoch" | "signal">,
  { name, x, y, rng }: { name: string; x: Inputs; y: Target; rng: Rng },
): Promise<FittedMlp> {
  checkTarget(name, x, y);
  await ready();
  const { learn, watch } = setAside(y, validationShare, rng.fork("validation"));
  const part = (rows: Int32Array) => ({ x: takeInputs(x, rows), y: takeTarget(y, rows) });
  const own = part(learn), validation = watch.length > 0 ? part(watch) : undefined;
  const model = build(own.x, rng.fork("weights"));
  try {
    const history = await train(model, own.x, own.y, {
      ...training,
      ...context,
      validation,
      rng: rng.fork("training"),
    });
    return fitted({ name, x, y }, model, history);
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** A trained network, ready to answer.
 *
 * @param rows the name, columns and classes of what it has learnt */
export const fitted = (
  { name, x, y }: { name: string; x: Pick<Inputs, "names">; y: Pick<Target, "classes"> },
  model: tf.LayersModel,
  history: History,
): FittedMlp => ({
  model,
  history,
  async predictProba(query) {
    checkQuery(name, query, x.names);
    return await predictProbabilities(model, query, y.classes);
  },
  dispose: () => void model.dispose(),
});

/** Of each class or tag about the same share for watching, the rest for learning. */
function setAside(y: Target, share: number, rng: Rng): { learn: Int32Array; watch: Int32Array } {
  const watched = isTags(y) ? someWithTags(y, share, rng) : someOfEachClass(y, share, rng);
  const rows = Int32Array.from({ length: watched.length }, (_, row) => row);
  return { learn: rows.filter((row) => !watched[row]), watch: rows.filter((row) => watched[row]) };
}

/** To the nearest row, never all of a class: 1 for those that are watched. */
function someOfEachClass(y: ClassTarget, share: number, rng: Rng): Uint8Array {
  const left = new Int32Array(y.classes.length), watched = new Uint8Array(y.codes.length);
  for (const code of y.codes) left[code]++;
  const quota = left.map((count) => Math.min(Math.round(count * share), count - 1));
  for (const row of rng.permutation(y.codes.length)) {
    if (quota[y.codes[row]]-- > 0) watched[row] = 1;
  }
  return watched;
}

/** Tags as evenly as can be, never all rows. */
function someWithTags(y: TagTarget, share: number, rng: Rng): Int32Array {
  const rows = targetRows(y);
  if (share === 0 || rows < 2) return new Int32Array(rows);
  const watched = iterativeFolds(y, [1 - share, share], rng);
  if (watched.every((part) => part === 1)) watched[rng.int(rows)] = 0;
  return watched;
}
