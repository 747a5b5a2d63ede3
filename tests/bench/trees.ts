/** Every model of numbers on the course's train.csv, with the keys, names, settings and split of
 * shared/bench/sklearn_baselines.py; one JSON line per measurement. `boosting_default` is ours alone: as
 * lightgbm_400, with key and mode as categories.
 *
 * deno run -A tests/bench/trees.ts [names …]
 */
import { Rng } from "../../lib/core/rng.ts";
import { numeric, openMusic } from "../music.ts";
import { allRows, classesOf } from "../../lib/data/dataset.ts";
import { standard } from "../../lib/features/scale.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { boosting } from "../../lib/models/boosting.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { randomForest } from "../../lib/models/forest.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import { neighbours } from "../../lib/models/neighbours.ts";
import { svm } from "../../lib/models/svm.ts";
import { decisionTree } from "../../lib/models/tree.ts";
import { scores } from "../../lib/evaluation/metrics/metrics.ts";

const course = openMusic();
if (course.origin === "sample") console.error("COURSE_DATA is not set: this is the sample");
const { train } = course, rows = allRows(train);
const training = rows.filter((row) => row % 5 !== 0);
const validation = rows.filter((row) => row % 5 === 0);
const { codes } = classesOf(train, validation);

for (const year of [false, true]) {
  const plain = numeric({ year }), scaled = [plain, standard()] as const;
  const models = {
    majority: onFeatures(plain, majority()),
    gaussian_nb: onFeatures(...scaled, gaussianBayes()),
    logistic: onFeatures(...scaled, logistic()),
    knn_25: onFeatures(...scaled, neighbours({ k: 25 })),
    svm_rbf: onFeatures(...scaled, svm({ c: 2, probability: false })),
    tree_d10: onFeatures(plain, decisionTree({ maxDepth: 10, minSamplesLeaf: 5 })),
    forest_300: onFeatures(plain, randomForest({ trees: 300 })),
    boosting_200: onFeatures(
      plain,
      boosting({
        rounds: 200,
        learningRate: 0.08,
        rowsPerRound: 1,
        columnsPerTree: 1,
        categorical: [],
      }),
    ),
    lightgbm_400: onFeatures(plain, boosting({ categorical: [] })),
    boosting_default: onFeatures(plain, boosting()),
  };
  for (const [model, estimator] of Object.entries(models)) {
    if (Deno.args.length > 0 && !Deno.args.includes(model)) continue;
    const start = performance.now();
    const fitted = await estimator.fit(train, training, new Rng(1));
    const between = performance.now();
    const probabilities = await fitted.predictProba(train, validation);
    const end = performance.now(), { accuracy, macroF1 } = scores(codes, probabilities);
    const features = year ? "13+year" : "13", round = (value: number) => Number(value.toFixed(4));
    console.log(JSON.stringify({
      model,
      features,
      rows: training.length,
      accuracy: round(accuracy),
      macroF1: round(macroF1),
      fitSeconds: round((between - start) / 1000),
      predictSeconds: round((end - between) / 1000),
    }));
  }
}
