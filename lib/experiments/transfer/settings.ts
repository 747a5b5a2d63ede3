/** Settings of a transfer: one flat object of plain data. The network's plan is not part of it, for weights can only
 * be copied into a network of the same plan. */
import { checkSettings, pick, withDefaults } from "../../core/settings.ts";
import { TRAIN_DEFAULTS, type TrainSettings, trainSettings } from "../../nn/settings.ts";
import type { Settings } from "../runs/record.ts";
import type { TransferData } from "./data.ts";

/** The training's settings, those of the old network where nothing is said; and where it starts from. */
export type TransferSettings = TrainSettings & {
  /** What is copied from the old network: nothing, all below the output layer, or that and the known classes. */
  readonly start: "scratch" | "hidden" | "head";
  /** What the new class gets where `start` is `head`: see `copyWeights` and `imprint`. */
  readonly newClass: "zeros" | "mean" | "imprinted";
  /** Share of the new class's training rows that is used, 0 to 1 (replay.ts). */
  readonly newShare: number;
  /** Share of each known class's, 0 to 1; 0: no replay. */
  readonly oldShare: number;
  /** So many epochs in which only the output layer learns, before everything does. */
  readonly headFirst: number;
};

const DEFAULTS = {
  start: "head",
  newClass: "zeros",
  newShare: 1,
  oldShare: 1,
  headFirst: 0,
} as const;

const share = { least: 0, most: 1 };
const RULES = {
  start: ["scratch", "hidden", "head"],
  newClass: ["zeros", "mean", "imprinted"],
  newShare: share,
  oldShare: share,
  headFirst: { least: 0, whole: true },
};

/** Every setting, with its default where none is given.
 * @throws {InputError} on a setting that nobody knows, or a value that cannot be used */
export function transferSettings(settings: Settings, { network }: TransferData): TransferSettings {
  const defaults: TransferSettings = { ...TRAIN_DEFAULTS, ...DEFAULTS };
  const given = { ...network.training, ...settings } as Partial<TransferSettings>;
  const all = withDefaults<TransferSettings>(defaults, given);
  trainSettings(trainingPart(all));
  checkSettings(all, RULES);
  return all;
}

/** Those of the settings that `train` knows. */
export const trainingPart = (settings: TransferSettings): TrainSettings =>
  pick(TRAIN_DEFAULTS, settings);
