import { bars, confusionMatrix, heatmap, intervals, lines, onFeatures } from "../../lib/mod.ts";
import { pairedByRow, standard, stratifiedKFold, svm, table } from "../../lib/mod.ts";
import { numeric as numbersOf } from "../../lib/mod.ts";
import { answerTracks, candidatesOf, chooseRecipe } from "../../lib/studies/gtzan/mod.ts";
import { cutSegments, drawsOf, inputsOf, judgeWays } from "../../lib/studies/gtzan/mod.ts";
import { listenTo, modelsOn, openStudy, tablesOf } from "../../lib/studies/gtzan/mod.ts";
import { waysToSplit } from "../../lib/studies/gtzan/mod.ts";

const study = await openStudy({ seed: 1 });
const { train, rng, quick } = study, tables = tablesOf(train);
const budget = study.budget({ epochs: 60, seeds: 5, trees: 300 });
console.log(study.describe());
const ways = waysToSplit(study, { repeats: 1 });
table(ways.map(({ name, asks }) => ({ way: name, "what is asked": asks })));
const blends = {
  "SVM + networks": ["SVM", "networks"],
  "all three": ["SVM", "networks", "discriminant"],
};
const first = tables === "both" ? "means" : tables;
const onOne = await judgeWays(study, first, modelsOn(inputsOf(first), budget), ways, { blends });
const asEstimates = (judged: typeof onOne) =>
  judged.map(({ model, way, accuracy, interval }) => ({
    ...{ name: model, way, value: accuracy, interval },
  }));
intervals(asEstimates(onOne), {
  title: "174 features, powers in decibels: the same models, asked in several ways",
  unit: "accuracy",
});
const few = quick ? 2 : 10, { SVM, networks } = modelsOn(inputsOf(first), budget);
const random = waysToSplit(study, { repeats: few }).filter(({ name }) => name === "at random");
const often = await judgeWays(study, first, { SVM, networks }, random, {
  blends: { "SVM + networks": ["SVM", "networks"] },
});
const [svmOften, , bothOften] = often, draws = drawsOf(bothOften);
table(often.map(({ model, accuracy, interval: [low, high] }) => ({ model, accuracy, low, high })));
const at = draws.map((_, i) => (i + 1) / draws.length);
lines([
  { name: "SVM + networks", x: at, y: draws },
  { name: "SVM", x: at, y: drawsOf(svmOften) },
  { name: "published: best of 2,700", x: [0, 1], y: [.755, .755], dash: "dot" },
], {
  title: "Accuracy on each draw of a fifth, in ascending order",
  ...{ xTitle: "share of the draws", yTitle: "accuracy", markers: true },
});
const { discriminant, ...others } = modelsOn(inputsOf(tables), budget);
const three = { discriminant, SVM: others.SVM, networks: others.networks };
const onBoth = tables === "both" ? await judgeWays(study, "both", three, ways, { blends }) : [];
onBoth.length > 0
  ? intervals(asEstimates(onBoth), { title: "Both tables: 231 features", unit: "accuracy" })
  : "There is one table alone: see the figure above.";
const of = (judged: typeof onOne, model: string, way = ways.at(-1)!.name) =>
  judged.find((one) => one.model === model && one.way === way)!;
const best = onBoth.length > 0 ? onBoth : onOne, hardest = of(best, "all three");
const gains = ["SVM", "networks", "discriminant"].map((model) =>
  pairedByRow(hardest.evaluated[0], of(best, model).evaluated[0], {
    name: `over ${model}`,
    way: "all three",
  })
);
const overOne = onBoth.length > 0
  ? [pairedByRow(hardest.evaluated[0], of(onOne, "all three").evaluated[0], {
    ...{ name: "over the same on one table", way: "all three" },
  })]
  : [];
intervals([...gains, ...overOne], {
  title: `What an average of three models brings, ${hardest.way}`,
  unit: "accuracy",
});
const segments = await cutSegments(study, rng.fork("segments"), { most: quick ? 150 : 600 });
const judgeBy = async (group?: string) => {
  if (!segments || group === "artist" && !ways.some(({ name }) => name.startsWith("artist"))) {
    return [];
  }
  const split = stratifiedKFold(segments, { folds: 3, group }, rng.fork("by segment"));
  const own = await study.experiment("05", { data: segments, split });
  const model = {
    [`segments: ${group ?? "random"}`]: onFeatures(numbersOf(), standard(), svm({ c: 5 })),
  };
  const [{ scores: { accuracy } }] = await own.evaluate("segments", model);
  return [{ name: group ? `${group} kept together` : "segments at random", value: accuracy }];
};
const fooled = (await Promise.all([undefined, "track", "artist"].map(judgeBy))).flat();
fooled.length > 0
  ? bars(fooled, { title: "The same SVM on segments of 3 seconds", unit: "accuracy" })
  : "The tracks are here as tables alone: nothing can be cut.";
const { evaluated: [judged] } = hardest;
confusionMatrix(judged, { title: `${hardest.model}, ${hardest.way}` });
table(judged.report, undefined, { title: "Genre by genre", highlightBest: { f1: "max" } });
const [pair] = judged.confusedPairs;
table(judged.confusedPairs.slice(0, 8), undefined, { title: "Most confused" });
const { rows, truth, predicted, classes } = judged;
const isPair = (i: number) =>
  truth[i] !== predicted[i] &&
  [truth[i], predicted[i]].every((code) => Object.values(pair).includes(classes[code]));
const wrong = Array.from(rows.keys()).filter(isPair).slice(0, 4);
await listenTo(study, wrong.map((i) => rows[i]), {
  title: (row) => {
    const i = rows.indexOf(row);
    return `${classes[truth[i]]}, taken for ${classes[predicted[i]]}`;
  },
});
const recipe = await chooseRecipe(study, candidatesOf(train, budget));
table(
  recipe.tried.slice(0, 8).map(({ members, ...scores }) => ({
    models: members.join(" + "),
    ...scores,
  })),
  undefined,
  {
    title: `Left out: ${recipe.way}`,
  },
);
table([await answerTracks(study, recipe)]);
await study.record("05", "conclusion", {
  ...{ accuracy: hardest.accuracy, low: hardest.interval[0], high: hardest.interval[1] },
  atRandom: of(best, "all three", "at random").accuracy,
  ...{ ofOneTable: of(onOne, "all three").accuracy, leftOut: recipe.tried[0].accuracy },
});
heatmap({
  ...{ x: ways.map(({ name }) => name), y: [first, ...onBoth.length > 0 ? ["both"] : []] },
  z: [onOne, ...onBoth.length > 0 ? [onBoth] : []].map((judged) =>
    ways.map(({ name }) => of(judged, "all three", name).accuracy)
  ),
  ...{ title: "All three models, in one picture", unit: "accuracy" },
});
export {};
