/** The baselines on the course's own file: `COURSE_DATA=… deno test -A tests/models`. */
import { Rng } from "../../../lib/core/rng.ts";
import { readTracks } from "../../../lib/studies/spotify/read.ts";
import { classesOf, type Dataset } from "../../../lib/data/dataset.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import { standard } from "../../../lib/features/scale.ts";
import { gaussianBayes } from "../../../lib/models/bayes.ts";
import { type Classifier, onFeatures } from "../../../lib/models/estimator.ts";
import { logistic } from "../../../lib/models/logistic.ts";
import { majority } from "../../../lib/models/majority.ts";
import { neighbours } from "../../../lib/models/neighbours.ts";
import { svm } from "../../../lib/models/svm.ts";
import { assert } from "../../assert.ts";
import { accuracy } from "../../models/contract.ts";
import { courseFile } from "../../needs.ts";

/** What scikit-learn 1.9.1 gets there: by the 13 quantities and the year; the last one from every second row. */
const peers: [Classifier, accuracy: number, step?: number][] = [
  [majority(), .2163],
  [gaussianBayes(), .4755],
  [logistic(), .5168],
  [neighbours({ k: 25 }), .5373],
  [svm({ c: 2 }), .5625, 2],
];
const file = courseFile("train.csv");
let tracks: Dataset | undefined;

for (const [classifier, expected, step = 1] of peers) {
  Deno.test({
    name: `${classifier.name} is as right as scikit-learn's on the course's data (COURSE_DATA)`,
    ignore: !file,
    async fn() {
      tracks ??= readTracks(file!, { as: "train" });
      const all = Int32Array.from({ length: tracks.rows }, (_, i) => i);
      const train = all.filter((i) => i % 5 !== 0).filter((_, i) => i % step === 0),
        validation = all.filter((i) => i % 5 === 0);
      const fitted = await onFeatures(numeric({ year: true }), standard(), classifier)
        .fit(tracks, train, new Rng(1));
      const p = await fitted.predictProba(tracks, validation);
      const found = accuracy(p, classesOf(tracks, validation));
      assert(Math.abs(found - expected) < .01, `accuracy ${found}, scikit-learn ${expected}`);
    },
  });
}
