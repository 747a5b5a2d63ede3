/** A transfer: from a network that knows some classes to networks that know more, as one experiment. */
import { Rng } from "../../core/rng.ts";
import type { Split } from "../../data/mod.ts";
import { blocks } from "../../features/blocks.ts";
import { chain } from "../../features/chain.ts";
import { TRAIN_DEFAULTS } from "../../nn/settings.ts";
import type { CopiedWeight } from "../../nn/transfer.ts";
import {
  type Experiment,
  type ExperimentPlace,
  type ExperimentPlan,
  openExperiment,
} from "../experiment.ts";
import { networkOf } from "../quick.ts";
import type { Settings } from "../runs/record.ts";
import type { Inputs } from "../search/inputs.ts";
import { networkOfPlan } from "../search/network_plan.ts";
import { type OldNetwork, type TransferData, transferData } from "./data.ts";
import { type JudgedNetwork, judgeNetwork } from "./judged_network.ts";
import { copyOld, transferNetwork } from "./network.ts";
import { oldNetwork } from "./old_network.ts";
import { transferRunner } from "./runner.ts";
import { transferSettings } from "./settings.ts";

/** What a notebook says of its transfer. */
export interface TransferPlan
  extends Omit<ExperimentPlan, "split" | "inputs" | "network" | "prepare" | "runner"> {
  /** Which rows learn and which choose: one hold-out. */
  readonly split: Split;
  /** The classes that the old network knows: some of the data's, not all. */
  readonly known: readonly string[];
  /** Features, then scalers; of a network with towers, those of each tower by its name. They must not look at labels. */
  readonly inputs: Inputs | Readonly<Record<string, Inputs>>;
  /** How the old network is made and trained: settings of `mlp`, or of a network with `towers`, and of `train`. The new
   * ones are of the same plan, and are trained likewise where a search says nothing else. */
  readonly network: Settings;
  /** What features and scalers are fitted on: "kept", the old network's training rows; "refitted", those of all classes.
   * Kept where nothing is said. */
  readonly scaling?: "kept" | "refitted";
}

/** An experiment whose networks start from one that knows the old classes; its searches vary {@linkcode TransferSettings}. */
export interface Transfer extends Omit<Experiment, "with" | "trialData" | "split"> {
  /** Which rows learn and which choose. */
  readonly split: Split;
  /** What its networks learn from and are judged by, and what the old one learnt from. */
  readonly trialData: TransferData;
  /** The classes that the old network knows, in alphabetical order. */
  readonly known: readonly string[];
  /** Classes that the transfer teaches. */
  readonly fresh: readonly string[];
  /** The old network of the first seed: trained on the rows of the known classes alone. */
  oldNetwork(): Promise<JudgedNetwork>;
  /** The network of the first seed after a transfer. */
  newNetwork(settings?: Settings): Promise<JudgedNetwork>;
  /** What becomes of each weight when the old network's are copied; nothing is trained but the old network. */
  copied(settings?: Settings): Promise<CopiedWeight[]>;
  /** The same but for what is said, such as another split or other inputs; to be closed for itself. */
  with(changes: Partial<TransferPlan>): Promise<Transfer>;
}

/** Opens a transfer: features are made once, and the old network is trained once for each seed.
 *
 * @param place what a study's own `transfer` fills in
 * @throws {InputError} when the known classes are not some of the data's; from the features
 * @example
 * ```ts ignore
 * const transfers = await study.transfer("06", {
 *   ...{ data: six, known: ["pop", "rap"], split, seeds: 5 },
 *   inputs: [numeric(), standard()],
 *   network: { layers: [128, 64], epochs: 20 },
 * });
 * const starts = await transfers.search("where to start", { scratch: { start: "scratch" }, copied: {} });
 * await transfers.close();
 * ```
 */
export async function openTransfer(place: ExperimentPlace, plan: TransferPlan): Promise<Transfer> {
  const { known, network, scaling = "kept", inputs, ...shared } = plan, { data, split } = plan;
  const made = { network: oldOf(networkOf(network, place.quick ? {} : undefined)), scaling };
  const experiment = await openExperiment(place, {
    ...shared,
    inputs: isList(inputs) ? inputs : [blocks(towersOf(inputs))],
    prepare: (data, split, rng, ...inputs) =>
      transferData(data, known, split, rng, { ...made, inputs }),
    runner: (data) => transferRunner(data as TransferData), // what `prepare` made
  });
  const learnt = experiment.trialData as TransferData, { seed } = place;
  const { classes } = learnt.train.y, before = learnt.old.train;
  const all = { ...learnt, data, split };
  return {
    ...experiment,
    split,
    trialData: learnt,
    known: before.y.classes,
    fresh: classes.filter((name) => !known.includes(name)),
    async oldNetwork() {
      if (scaling === "refitted") { // it sees all rows as it was taught to
        return await (await openTransfer(place, { ...plan, scaling: "kept" })).oldNetwork();
      }
      const { model, seconds } = await oldNetwork(learnt, seed), settings = { ...network };
      const of = { name: "the old network", settings, seconds, trainingRows: before.x.rows };
      return await judgeNetwork(model, all, of);
    },
    async newNetwork(settings = {}) {
      const { model, history, rows } = await transferNetwork(learnt, settings, seed);
      const complete = { ...transferSettings(settings, learnt) }, { seconds } = history;
      const of = { name: "after the transfer", settings: complete, seconds, trainingRows: rows };
      return await judgeNetwork(model, all, of);
    },
    async copied(settings = {}) {
      const { model: old } = await oldNetwork(learnt, seed), { x, y } = learnt.train;
      const rng = new Rng(seed).fork("weights");
      const wider = networkOfPlan(made.network.plan, before.x, classes.length, rng);
      try {
        return copyOld(old, wider, transferSettings(settings, learnt), x, y, before.y.classes);
      } finally {
        old.dispose();
        wider.dispose();
      }
    },
    with: (changes) => openTransfer(place, { ...plan, ...changes }),
  };
}

const isList = (inputs: TransferPlan["inputs"]): inputs is Inputs => Array.isArray(inputs);

const towersOf = (inputs: Readonly<Record<string, Inputs>>) =>
  Object.fromEntries(Object.entries(inputs).map(([name, own]) => [name, chain(...own)]));

/** One object's settings of the training, and all others, which are the plan's. */
function oldOf(network: Settings): OldNetwork {
  const isTraining = ([name]: [string, unknown]) => name in TRAIN_DEFAULTS;
  const entries = Object.entries(network);
  return {
    training: Object.fromEntries(entries.filter(isTraining)),
    plan: Object.fromEntries(entries.filter((entry) => !isTraining(entry))),
  };
}
