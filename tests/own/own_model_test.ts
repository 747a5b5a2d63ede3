/** A model of one's own, judged and explained with the main door alone. */
import {
  allRows,
  average,
  best,
  checkProbabilities,
  type Classifier,
  column,
  compareCrossValidated,
  correlations,
  crossValidate,
  dataset,
  explain,
  learningCurveOverRows,
  logistic,
  majority,
  matrix,
  numeric,
  onFeatures,
  partialDependence,
  permutationImportance,
  Rng,
  stackOf,
  standard,
  stratifiedKFold,
  validationCurve,
} from "../../lib/mod.ts";
import { evaluate } from "../../lib/experiments/mod.ts";
import { assert, assertEquals } from "../assert.ts";
import { flowers } from "../experiments/flowers.ts";

/** Tells one class from the others by where a column lies: below its mean, or above. */
const byColumn = (name: string): Classifier => ({
  name: `by ${name}`,
  settings: { name },
  fit(x, y) {
    if (!("codes" in y)) throw new TypeError("classes only");
    const values = column(x, x.names.indexOf(name)),
      mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const side = (value: number) => value < mean ? 0 : 1, counts = [[], []] as number[][];
    for (const half of counts) half.push(...y.classes.map(() => 1));
    y.codes.forEach((code, i) => counts[side(values[i])][code]++);
    return {
      predictProba(rows) {
        const said = matrix(rows.rows, y.classes);
        column(rows, x.names.indexOf(name)).forEach((value, i) => {
          const half = counts[side(value)], total = half.reduce((a, b) => a + b);
          half.forEach((count, k) => said.data[i * half.length + k] = count / total);
        });
        checkProbabilities(said);
        return said;
      },
    };
  },
});

const data = flowers(120), folds = stratifiedKFold(data, { folds: 4 }, new Rng(1));
const petals = onFeatures(numeric(), byColumn("petal")),
  hours = onFeatures(numeric(), byColumn("hour"));

Deno.test("a model of one's own is cross-validated, compared, and stacked with others", async () => {
  const mine = await crossValidate(petals, data, folds, new Rng(2));
  const none = await crossValidate(onFeatures(numeric(), majority()), data, folds, new Rng(2));
  assert(compareCrossValidated(mine, none).folds.difference > .2);

  const judged = await evaluate({ petals, hours }, data, folds, new Rng(3));
  const both = await stackOf(judged, logistic(), new Rng(4));
  assertEquals(best([...judged, both], "accuracy").name, "stack");
  const mixed = average([petals, hours]);
  const { mean } = await crossValidate(mixed, data, folds, new Rng(5));
  assert(mean.accuracy >= Math.min(...judged.map(({ scores }) => scores.accuracy)));
});

Deno.test("what a model of one's own reads can be asked of it", async () => {
  const { importance } = await explain(petals, data, folds[0], new Rng(1));
  assertEquals(importance[0].column, "petal");
  const fitted = await petals.fit(data, allRows(data), new Rng(1));
  const [first, second] = await permutationImportance(fitted, data, allRows(data), new Rng(2));
  assertEquals([first.column, second.drop], ["petal", 0]);
  const { probabilities: { data: said } } = await partialDependence(
    fitted,
    data,
    allRows(data),
    "petal",
  );
  assert(said[0] > .5 && said.at(-3)! < .1, "small flowers are asters");
});

Deno.test("a model is tried with less data, and with each of its settings", async () => {
  const rows = await learningCurveOverRows(petals, data, folds[0], [.5, 1], new Rng(1), {
    repeats: 2,
  });
  assertEquals(rows.points.length, 4);
  const make = (name: string) => onFeatures(numeric(), standard(), byColumn(name));
  const curve = await validationCurve(make, ["stem", "petal"], data, folds, new Rng(2));
  assertEquals(curve.best(), "petal");
});

Deno.test("numbers from anywhere make a dataset, and their correlations a figure", () => {
  const x = Float64Array.of(1, 2, 3), twice = x.map((value) => 2 * value);
  assertEquals(correlations({ x: [...x], twice: [...twice] }).values[0][1], 1);
  const { schema, table } = data, numbers = { petal: x, stem: twice, hour: x };
  const file = "made here", fingerprint = "0".repeat(16);
  const small = dataset({
    schema,
    table,
    file,
    fingerprint,
    rows: 3,
    numbers,
    texts: {},
    incomplete: [],
  });
  assertEquals(small.numbers("stem")[2], 6);
});
