import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import {
  calibrationBins,
  oneAgainstRest,
  precisionRecallPoints,
  rocPoints,
} from "../../../lib/evaluation/metrics/curves.ts";
import { expectedCalibrationError } from "../../../lib/evaluation/metrics/probabilistic.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../../assert.ts";
import metrics from "../../fixtures/metrics.json" with { type: "json" };
import study from "../../fixtures/study.json" with { type: "json" };

const { truth, score, ...expected } = study.curves;
const names = ["a", "b", "c", "d", "e"];
const probability = matrix(400, names, Float32Array.from(metrics.probability.flat()));
const classes = Int32Array.from(metrics.truth);

Deno.test("the ROC curve has scikit-learn's points and area", () => {
  const { falsePositiveRate: x, truePositiveRate: y, area } = rocPoints(truth, score);
  assertAllClose(x, expected.fpr);
  assertAllClose(y, expected.tpr);
  assertAlmostEquals(area, expected.auc);
});

Deno.test("the precision-recall curve has scikit-learn's points and average precision", () => {
  const { recall: x, precision: y, area } = precisionRecallPoints(truth, score);
  // scikit-learn repeats its last points down to the lowest threshold, as this one does
  assertAllClose(x, expected.recall);
  assertAllClose(y, expected.precision);
  assertAlmostEquals(area, expected.averagePrecision);
});

Deno.test("a long curve is thinned to 200 points that keep its ends and its area", () => {
  const rng = new Rng(1), long = Array.from({ length: 5000 }, () => rng.int(2));
  const noisy = long.map((label) => label + rng.normal());
  const roc = rocPoints(long, noisy), pr = precisionRecallPoints(long, noisy);
  for (
    const { x, y, area } of [
      { x: roc.falsePositiveRate, y: roc.truePositiveRate, area: roc.area },
      { x: pr.recall, y: pr.precision, area: pr.area },
    ]
  ) {
    assert(x.length === y.length && x.length <= 200 && x.length > 150, `${x.length} points`);
    assertEquals([x[0], x.at(-1)], [0, 1]);
    let under = 0;
    for (let i = 1; i < x.length; i++) {
      assert(x[i] >= x[i - 1]);
      under += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
    }
    assertAlmostEquals(under, area, .003);
  }
});

Deno.test("one against the rest gives a curve per class, with scikit-learn's areas", () => {
  const curves = oneAgainstRest(classes, probability, rocPoints);
  assertEquals(curves.map((curve) => curve.name), names);
  assertAllClose(curves.map((curve) => curve.area), metrics.rocAucPerClass);
});

Deno.test("the calibration curve of a class agrees with scikit-learn's", () => {
  const two = matrix(80, ["no", "yes"]);
  score.forEach((p, i) => two.data.set([1 - p, p], 2 * i));
  const bins = calibrationBins(Int32Array.from(truth), two, { class: "yes" });
  assertAllClose(bins.map((bin) => bin.accuracy), expected.observed);
  assertAllClose(bins.map((bin) => bin.confidence), expected.predicted, { relative: 1e-6 });
});

Deno.test("the calibration curve of the confidence adds up to the calibration error", () => {
  const bins = calibrationBins(classes, probability);
  assertEquals(bins.reduce((sum, bin) => sum + bin.count, 0), 400);
  const error = bins.reduce((sum, b) => sum + b.count * Math.abs(b.accuracy - b.confidence), 0) /
    400;
  assertAlmostEquals(error, expectedCalibrationError(classes, probability));
});

Deno.test("a class that does not exist has no calibration", async () => {
  await assertFails(() => calibrationBins(classes, probability, { class: "x" }), "a, b, c, d, e");
});
