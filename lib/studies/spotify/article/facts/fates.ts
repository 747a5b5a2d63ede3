/** What becomes of networks of different size: their learning curves, and what these show. */
import type { Run } from "../../../../experiments/runs/record.ts";
import { rankSettings, type SettingsStanding } from "../../../../experiments/runs/standings.ts";

/** The training of one network, as means over seeds. */
export interface Fate {
  readonly layers: readonly number[];
  /** Per epoch. */
  readonly loss: readonly number[];
  readonly validationLoss: readonly number[];
  readonly epochs: number;
  /** The epoch, from 1, at which the mean validation loss is lowest; that loss, and the last epoch's. */
  readonly lowestEpoch: number;
  readonly lowestLoss: number;
  readonly lastLoss: number;
  /** Whether the validation loss has risen by more than .02 after its lowest epoch. */
  readonly turned: boolean;
  readonly accuracy: number;
  readonly trainAccuracy: number;
  /** The second less the first, and whether that is under three points. */
  readonly gap: number;
  readonly together: boolean;
}

/** From the smallest network to the largest; none of a single one.
 *
 * @param runs of one network in several sizes, over seeds */
export function fates(runs: readonly Run[]): Fate[] {
  const found = rankSettings(runs).map(fate).sort((a, b) => units(a) - units(b));
  return found.length > 1 ? found : [];
}

const units = ({ layers }: Fate) => layers.reduce((sum, n) => sum + n, 0);

function fate({ settings, runs, scores }: SettingsStanding): Fate {
  const loss = overSeeds(runs, "loss"), validationLoss = overSeeds(runs, "validationLoss");
  const lowestLoss = Math.min(...validationLoss), lastLoss = validationLoss.at(-1) ?? NaN;
  const accuracy = scores.accuracy.mean, trainAccuracy = scores.trainAccuracy.mean;
  return {
    ...{ layers: settings.layers as number[], loss, validationLoss },
    ...{ epochs: validationLoss.length, lowestEpoch: validationLoss.indexOf(lowestLoss) + 1 },
    ...{ lowestLoss, lastLoss, turned: lastLoss - lowestLoss > .02 },
    ...{ accuracy, trainAccuracy, gap: trainAccuracy - accuracy },
    together: trainAccuracy - accuracy < .03,
  };
}

/** A curve's mean over runs, as far as all of them go. */
function overSeeds(runs: readonly Run[], name: string): number[] {
  const curves = runs.map((run) => run.curve?.[name] ?? []);
  const epochs = Math.min(...curves.map(({ length }) => length));
  return Array.from(
    { length: epochs },
    (_, e) => curves.reduce((sum, curve) => sum + curve[e], 0) / curves.length,
  );
}
