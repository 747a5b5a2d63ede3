/** An experiment on toy tracks that trains in this thread. */
import { Rng } from "../../lib/core/rng.ts";
import { holdOut } from "../../lib/data/split.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { standard } from "../../lib/features/scale.ts";
import {
  type ExperimentEvent,
  type ExperimentPlace,
  type ExperimentPlan,
  openExperiment,
} from "../../lib/experiments/experiment.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { localRunner } from "../../lib/experiments/runners/runner.ts";
import * as mlpTrial from "../../lib/experiments/search/trial.ts";
import { toyTracks } from "./toy_tracks.ts";

export const STUDY = { fingerprint: "the files", seed: 5 };
export const tracks = toyTracks(90);
export const split = holdOut(tracks, { fraction: .3, group: "audio" }, new Rng(2));
export const network = { layers: [4], epochs: 2, batchSize: 32 };

/** It, and the store and the events of it. */
export async function toyExperiment(
  place: Partial<ExperimentPlace> = {},
  plan: Partial<ExperimentPlan> = {},
) {
  const runs = openRuns(await Deno.makeTempDir(), STUDY), events: ExperimentEvent[] = [];
  const opened = await openExperiment({
    ...{ part: "03", ...STUDY, rng: new Rng(1), runs },
    onEvent: (event) => events.push(event),
    ...place,
  }, {
    ...{ data: tracks, split, inputs: [numeric(), standard()] as const, network, seeds: 2 },
    runner: (data) => localRunner(mlpTrial, data),
    ...plan,
  });
  return { experiment: opened, runs, events };
}
