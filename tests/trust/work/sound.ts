/** Made clips, what is computed of them kept, and models of them, recorded in the folder that is the first argument. */
import { join } from "node:path";
import { madeSounds } from "../../../lib/audio/mod.ts";
import { holdOut } from "../../../lib/data/mod.ts";
import { evaluate } from "../../../lib/experiments/mod.ts";
import { networkClassifier, onFeatures, openRuns, Rng, standard, svm } from "../../../lib/mod.ts";
import { descriptors, mels } from "../../../lib/studies/sound/mod.ts";

const [folder] = Deno.args, rng = new Rng(1);
const made = { perStyle: 2, artists: 2, seconds: 1, test: 0 };
const { train } = madeSounds({ ...made, cache: join(folder, "cache") });
const split = holdOut(train, { fraction: .5 }, rng.fork("split"));
const conv = { network: "cnn1d", channels: [8], kernel: 5, poolSize: 2, layers: [], end: "max" };
const data = { fingerprint: train.fingerprint, rows: train.rows };
await evaluate(
  {
    machine: onFeatures(descriptors(), standard(), svm()),
    network: onFeatures(
      [mels(), standard()],
      networkClassifier({ ...conv, epochs: 3, batchSize: 8 }),
    ),
  },
  train,
  split,
  rng,
  {
    runs: openRuns(join(folder, "runs")),
    key: { part: "03", data, split: split.provenance, seed: 1 },
  },
);
