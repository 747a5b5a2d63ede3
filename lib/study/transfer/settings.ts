/** What a transfer is told: one flat object of plain data. The network's plan is not part of it, for weights can only
 * be copied into a network of the same plan. */
import { InputError } from "../../core/errors.ts";
import { pick, withDefaults } from "../../core/settings.ts";
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

const CHOICES = { start: ["scratch", "hidden", "head"], newClass: ["zeros", "mean", "imprinted"] };

/** Every setting, with its default where none is given.
 * @throws {InputError} on a setting that nobody knows, or a value that cannot be used */
export function transferSettings(settings: Settings, { network }: TransferData): TransferSettings {
  const defaults: TransferSettings = { ...TRAIN_DEFAULTS, ...DEFAULTS };
  const given = { ...network.training, ...settings } as Partial<TransferSettings>;
  const all = withDefaults<TransferSettings>(defaults, given);
  trainSettings(trainingPart(all));
  for (const name of ["start", "newClass"] as const) {
    if (CHOICES[name].includes(all[name])) continue;
    const expected = CHOICES[name].join(", ");
    throw new InputError(`the setting ${name}`, { found: all[name], expected });
  }
  for (const name of ["newShare", "oldShare"] as const) {
    if (all[name] >= 0 && all[name] <= 1) continue;
    throw new InputError(`the setting ${name}`, { found: all[name], expected: "from 0 to 1" });
  }
  if (Number.isInteger(all.headFirst) && all.headFirst >= 0) return all;
  throw new InputError("the setting headFirst", {
    found: all.headFirst,
    expected: "a whole number of epochs, from 0",
  });
}

/** Those of the settings that `train` knows. */
export const trainingPart = (settings: TransferSettings): TrainSettings =>
  pick<TrainSettings>(TRAIN_DEFAULTS, settings);
