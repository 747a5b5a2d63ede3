import { Rng } from "../../lib/core/rng.ts";
import * as figures from "../../lib/show/figures.ts";
import { useWords } from "../../lib/show/words.ts";
import { words } from "../music.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { madeEvaluated, sureOf } from "../experiments/made_evaluated.ts";

useWords(words); // genres have colours of their own there

// deno-lint-ignore no-explicit-any -- Plotly's parts are read as a browser would
type Part = any;

Deno.test("a confusion matrix holds shares as colours, and shares and counts as text", () => {
  const { data, layout } = figures.confusionMatrix({
    confusion: [[30, 10], [0, 5]],
    classes: ["rap", "rock"],
  }) as Part;
  assertEquals(data[0].z, [[.75, .25], [0, 1]]);
  assertEquals(data[0].customdata, [[30, 10], [0, 5]]);
  assertEquals(layout.annotations.length, 4);
  assert(
    layout.annotations[0].text.startsWith("75 %<br>") && layout.annotations[0].text.includes("30"),
  );
  assertEquals([layout.xaxis.title.text, layout.yaxis.title.text], [
    "predicted genre",
    "true genre",
  ]);
  assertEquals(layout.yaxis.autorange, "reversed");
  const whole = figures.confusionMatrix({
    confusion: [[30, 10], [0, 10]],
    classes: ["rap", "rock"],
  }, { normalise: "all" });
  assertEquals(whole.data[0].z, [[.6, .2], [0, .2]]);
});

Deno.test("a class that never occurs gives zeros, a matrix of another size an error", async () => {
  const classes = ["a", "b"];
  assertEquals(figures.confusionMatrix({ confusion: [[0, 0], [1, 1]], classes }).data[0].z, [
    [0, 0],
    [.5, .5],
  ]);
  await assertFails(
    () => figures.confusionMatrix({ confusion: [[1]], classes }),
    "1 × 1",
    "2 × 2 (a, b)",
  );
});

Deno.test("a leaderboard is sorted, its intervals kept, its best marked", () => {
  const { data } = figures.leaderboard([
    { name: "knn", score: .5, interval: [.45, .56] },
    { name: "mlp", score: .6 },
  ]) as Part;
  assertEquals(data[0].y, ["mlp", "knn"]);
  assertAllClose(data[0].error_x.array, [0, .06]);
  assertAllClose(data[0].error_x.arrayminus, [0, .05]);
  assert(data[0].marker.color[0] !== data[0].marker.color[1]);
  const losses = [{ name: "a", score: 2 }, { name: "b", score: 1 }];
  assertEquals(figures.leaderboard(losses, { lowerIsBetter: true }).data[0].y, ["b", "a"]);
});

Deno.test("ROC and precision-recall curves carry their areas and their genres' colours", () => {
  const many = Array.from({ length: 3000 }, (_, i) => i / 2999);
  const { data } = figures.thresholdCurves({
    name: "boosting",
    roc: [{ name: "rap", falsePositiveRate: many, truePositiveRate: many, area: .5 }],
    precisionRecall: [{ name: "rap", recall: [0, 1], precision: [1, 0], area: .25 }],
  }) as Part;
  assertEquals(data[1].name, "rap (AUC 0.500, AP 0.250)");
  assertEquals([data[1].x.length, data[1].x[0], data[1].x.at(-1)], [500, 0, 1]);
  assertEquals([data[1].line.color, data[2].line.color], [
    figures.classColour("rap"),
    figures.classColour("rap"),
  ]);
  assertEquals([data[1].xaxis, data[2].xaxis, data[2].x], ["x", "x2", [0, 1]]);
});

Deno.test("a calibration curve leaves empty bins out and shows the counts below", () => {
  const bins = [{ confidence: NaN, accuracy: NaN, count: 0 }, {
    confidence: .6,
    accuracy: .5,
    count: 7,
  }];
  const { data } = figures.calibrationCurve([{ name: "mlp", calibration: () => bins }]) as Part;
  assertEquals(data.slice(1).map(({ x, y, yaxis }: Part) => [x, y, yaxis]), [
    [[.6], [.5], "y"],
    [[.6], [7], "y2"],
  ]);
});

Deno.test("what is asked of an evaluated model is drawn of the model itself", () => {
  const rng = new Rng(1), classes = ["pop", "rap"];
  const truth = Array.from({ length: 40 }, (_, i) => i % 2);
  const said = (right: number) =>
    sureOf(truth.map((code) => rng.uniform() < right ? code : 1 - code), classes);
  const good = madeEvaluated(truth, said(.9), { name: "good" });
  const poor = madeEvaluated(truth, said(.6), { name: "poor" });
  const { data: [cells], layout } = figures.confusionMatrix(good, { title: "Good" }) as Part;
  assertEquals([cells.customdata, cells.x], [good.confusion, classes]);
  assertEquals(layout.title.text, "Good");
  assertEquals(figures.thresholdCurves(good).data.length, 1 + 2 + 2); // chance, and two of each class
  const { data: calibrated } = figures.calibrationCurve([good, poor]) as Part;
  assertEquals([...new Set(calibrated.slice(1).map(({ name }: Part) => name))], ["good", "poor"]);
  const { data: [board] } = figures.leaderboard([poor, good]) as Part;
  const { value, interval: [low, high] } = good.estimate("");
  assertEquals([board.y, board.x[0]], [["good", "poor"], value]);
  assertAllClose([board.error_x.arrayminus[0], board.error_x.array[0]], [
    value - low,
    high - value,
  ]);
  const { data: [losses] } = figures.leaderboard([poor, good], { score: "logLoss" }) as Part;
  assertEquals([losses.y, losses.error_x.array], [["good", "poor"], [0, 0]]); // no interval known
});
