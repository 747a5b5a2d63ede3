/** The trials that a job can name: it chooses numbers, never code. */
import type { Trial } from "../runner.ts";

/** Modules of trials, by the names that jobs have for them. */
export type Trials = Readonly<Record<string, string>>;

/** All that a worker trains. */
export const TRIALS: Trials = {
  network: new URL("../../search/trial.ts", import.meta.url).href,
  transfer: new URL("../../transfer/trial.ts", import.meta.url).href,
};

/** The name of a trial; undefined of one that workers do not know. */
export const nameOfTrial = <Data>(
  trial: Trial<Data>,
  trials: Trials = TRIALS,
): string | undefined => Object.keys(trials).find((name) => trials[name] === trial.module);
