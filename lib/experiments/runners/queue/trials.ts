/** The trials that a job can name: it chooses numbers, never code. */
import { existsSync, readdirSync } from "node:fs";
import type { Trial } from "../runner.ts";

/** Modules of trials, by the names that jobs have for them. */
export type Trials = Readonly<Record<string, string>>;

const STUDIES = new URL("../../../studies/", import.meta.url);

/** All that a worker trains: the engine's own trials, and those of studies, files of the name `trial.ts` by their folders,
 * such as "gtzan/grid". */
export const TRIALS: Trials = {
  network: new URL("../../search/trial.ts", import.meta.url).href,
  transfer: new URL("../../transfer/trial.ts", import.meta.url).href,
  ...Object.fromEntries(trialsBelow("").map((folder) => [folder, trialIn(folder)])),
};

function trialIn(folder: string): string {
  return new URL(`${folder}/trial.ts`, STUDIES).href;
}

/** Folders of studies that hold a trial, two deep. */
function trialsBelow(folder: string): string[] {
  const place = new URL(folder ? `${folder}/` : "", STUDIES);
  if (!existsSync(place)) return [];
  const folders = readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map(({ name }) => folder ? `${folder}/${name}` : name).sort();
  return folders.flatMap((each) => [
    ...(existsSync(new URL(trialIn(each))) ? [each] : []),
    ...(folder === "" ? trialsBelow(each) : []),
  ]);
}

/** The name of a trial; undefined of one that workers do not know. */
export const nameOfTrial = <Data>(trial: Trial<Data>, trials: Trials): string | undefined =>
  Object.keys(trials).find((name) => trials[name] === trial.module);
