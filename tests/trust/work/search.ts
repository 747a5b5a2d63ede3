/** A search on two workers, recorded in the folder that is the first argument. */
import { resolve } from "node:path";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import {
  grid,
  holdOut,
  mlpRunner,
  numeric,
  openRuns,
  quantileNormal,
  Rng,
  search,
  trialData,
} from "../../../lib/mod.ts";
import { readTracks } from "../../music.ts";

const tracks = readTracks(resolve(PROJECT_ROOT, "data/sample/train.csv")), rng = new Rng(1);
const split = holdOut(tracks, { fraction: .2 }, rng);
const runner = mlpRunner(await trialData(tracks, split, rng, numeric(), quantileNormal()), {
  workers: 2,
});
const space = grid({ layers: [[16], [32]], learningRate: [.001, .003, .01], epochs: [3] });
const runs = openRuns(Deno.args[0]);
await search(space, runner, { part: "03", name: "killed", runs, seeds: 2 });
await runner.close();
