import { bars, intervals, logistic, onFeatures, standard } from "../../lib/mod.ts";
import { stratifiedKFold, svm, table } from "../../lib/mod.ts";
import { linearDiscriminant } from "../../lib/models/mod.ts";
import { featureSets, featuresOfFiles, heard, judgeSets } from "../../lib/studies/gtzan/mod.ts";
import { agreement, openStudy, tablesOf } from "../../lib/studies/gtzan/mod.ts";
import { importanceByFamily } from "../../lib/studies/gtzan/mod.ts";

const study = await openStudy({ seed: 1 });
const { train, rng } = study, tables = tablesOf(train);
console.log(study.describe());
const fromFiles = await featuresOfFiles(study, [0, 1, 2]);
fromFiles.length > 0
  ? table(fromFiles, undefined, {
    title: "Measured from files, and how far that is from the table used here",
  })
  : "The tracks are here as tables alone: there is no file to measure.";
const agreed = await agreement(study);
agreed.length > 0
  ? bars(agreed, {
    title: "Published table against our own measuring",
    unit: "correlation over tracks",
  })
  : "Agreement is measured where both are here: a published table and the sound of the same files.";
const sets = featureSets(train, tables);
table(
  sets.map(({ name, what, columns }) => ({ features: name, columns, "what is changed": what })),
);
const judged = await judgeSets(study, sets, {
  discriminant: linearDiscriminant(),
  SVM: svm({ c: 5 }),
});
const ways = [...new Set(judged.map(({ asked }) => asked))];
intervals(judged.filter(({ asked }) => asked === ways[0]), {
  title: `Features and models, ${ways[0]}`,
  unit: "accuracy",
});
intervals(judged.filter(({ asked }) => asked === ways.at(-1)!), {
  title: `Features and models, ${ways.at(-1)}`,
  unit: "accuracy",
});
const model = onFeatures(heard({ tables, log: true }), standard(), logistic({ c: .05 }));
const [split] = stratifiedKFold(train, { folds: 5, group: "copies" }, rng.fork("importance"));
const lost = await importanceByFamily(train, model, split, rng.fork("shuffle"));
bars(lost, { title: "Accuracy lost when a family of features is shuffled", unit: "accuracy lost" });
const ofSvm = judged.filter(({ way, asked }) => way === "SVM" && asked === ways.at(-1));
const values = ofSvm.map(({ value }) => value), improved = Math.max(...values);
await study.record("02", "features", { asPublished: values[0], improved });
console.log(
  `Under ${ways.at(-1)}, an SVM's best features: ${
    ofSvm.find(({ value }) => value === improved)!.name
  }.`,
);
export {};
