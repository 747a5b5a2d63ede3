/** Keeps the weights of the best epoch, and stops early. */
import type { Epoch } from "./history.ts";
import type { Parameters } from "./parameters.ts";
import type { TrainSettings } from "./settings.ts";

/** What is to go down from epoch to epoch, by the validation rows. */
export const monitored = (monitor: TrainSettings["monitor"], epoch: Epoch): number =>
  monitor === "validationLoss" ? epoch.validationLoss! : -epoch.validationAccuracy!;

/** Follows the monitored figure from epoch to epoch. */
export class BestCheckpoint {
  /** From 1; 0 before the first epoch. */
  bestEpoch = 0;
  readonly #settings: TrainSettings;
  readonly #parameters: Parameters;
  #figure = Infinity;
  #best: Float32Array | undefined;
  readonly #last: Float32Array[] = [];

  constructor(settings: TrainSettings, parameters: Parameters) {
    this.#settings = settings;
    this.#parameters = parameters;
  }

  /** Looks at an epoch that has just ended; without validation rows the training loss is monitored.
   * @returns whether it is the best so far */
  see(epoch: Epoch): boolean {
    const { monitor, restoreBest, averageLast } = this.#settings;
    if (averageLast > 0) {
      this.#last.push(this.#parameters.snapshot());
      if (this.#last.length > averageLast) this.#last.shift();
    }
    const watched = epoch.validationLoss !== undefined;
    const figure = watched ? monitored(monitor, epoch) : epoch.loss;
    if (!(figure < this.#figure)) return false;
    this.#figure = figure;
    this.bestEpoch = epoch.epoch;
    if (watched && restoreBest) this.#best = this.#parameters.snapshot();
    return true;
  }

  /** Has the figure not improved for `patience` epochs, or missed the epoch's milestone? */
  isOver(epoch: Epoch): boolean {
    const { patience, milestones, monitor } = this.#settings,
      watched = epoch.validationLoss !== undefined;
    const goal = milestones[epoch.epoch] * (watched && monitor === "validationAccuracy" ? -1 : 1);
    return this.#figure > goal || // never where there is none, for that is NaN
      patience > 0 && watched && epoch.epoch - this.bestEpoch >= patience;
  }

  /** Puts the weights in place that the settings ask for: the mean of the last epochs, those of the best epoch, or
   * as they are. */
  settle(): void {
    if (this.#last.length > 0) {
      const mean = this.#last[0].map((_, i) => {
        let sum = 0;
        for (const snapshot of this.#last) sum += snapshot[i];
        return sum / this.#last.length;
      });
      this.#parameters.restore(mean);
    } else if (this.#best) this.#parameters.restore(this.#best);
  }
}
