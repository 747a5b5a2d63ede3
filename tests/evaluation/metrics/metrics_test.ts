import { matrix } from "../../../lib/core/matrix.ts";
import { classReports, confusion } from "../../../lib/evaluation/metrics/confusion.ts";
import { scores } from "../../../lib/evaluation/metrics/metrics.ts";
import { multilabelScores } from "../../../lib/evaluation/metrics/multilabel.ts";
import { gini } from "../../../lib/evaluation/statistics/inequality.ts";
import { rocAuc } from "../../../lib/evaluation/metrics/ranking.ts";
import { assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import reference from "../../fixtures/metrics.json" with { type: "json" };

const names = Array.from({ length: 5 }, (_, i) => `class ${i}`);
const truth = Int32Array.from(reference.truth);
const probability = matrix(400, names, Float32Array.from(reference.probability.flat()));

Deno.test("single-label scores agree with scikit-learn", () => {
  const found = scores(truth, probability);
  const { rocAucOvrMacro, expectedCalibrationError10Bins, ...same } = reference;
  const expected: Record<string, unknown> = {
    ...same,
    rocAuc: rocAucOvrMacro,
    calibrationError: expectedCalibrationError10Bins,
  };
  for (const [name, value] of Object.entries(found)) {
    assertAllClose([value], [expected[name] as number], { relative: 1e-6 });
  }
});

Deno.test("confusion and per-class reports agree with scikit-learn", () => {
  const counts = confusion(truth, reference.predicted, 5);
  assertEquals(counts, reference.confusion);
  const reports = classReports(counts);
  for (const name of ["precision", "recall", "f1", "support"] as const) {
    assertAllClose(reports.map((report) => report[name]), reference[name]);
  }
});

Deno.test("the area under the ROC curve agrees per class", () => {
  const areas = names.map((_, j) =>
    rocAuc(truth.map((code) => Number(code === j)), reference.probability.map((row) => row[j]))
  );
  assertAllClose(areas, reference.rocAucPerClass);
});

Deno.test("multi-label scores agree with scikit-learn", () => {
  const { truth, score, threshold, precision, recall, f1, support, gini: _, ...single } =
    reference.multilabel;
  const labels = truth[0].map((_, j) => `label ${j}`),
    flat = (rows: number[][]) => matrix(rows.length, labels, Float32Array.from(rows.flat()));
  // the three that this file lacks: multilabel_test.ts
  const { reports, mcc: __, microRocAuc: ___, rankingLoss: ____, ...found } = multilabelScores(
    ...[flat(truth), flat(score)] as const,
    threshold,
  );
  assertEquals(Object.keys(found).sort(), Object.keys(single).sort());
  for (const [name, value] of Object.entries(found)) {
    const expected = single[name as keyof typeof found];
    assertAllClose([value].flat() as number[], [expected].flat() as number[]);
  }
  assertAllClose(reports.map((report) => report.precision), precision);
  assertAllClose(reports.map((report) => report.recall), recall);
  assertAllClose(reports.map((report) => report.f1), f1);
  assertEquals(reports.map((report) => report.support), support);
});

Deno.test("the Gini coefficient of label counts agrees with its formula", () => {
  const counts = reference.multilabel.support;
  assertAllClose([gini(counts)], [reference.multilabel.gini]);
});

Deno.test("scores refuse what does not fit together", async () => {
  await assertFails(() => scores(truth.subarray(1), probability), "399 classes and 400 rows");
  await assertFails(() => scores(new Int32Array(400).fill(5), probability), "0 to 4");
});
