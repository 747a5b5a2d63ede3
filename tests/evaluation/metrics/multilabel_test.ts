/** Labels that no row has, or every row, and rows without labels: tables as real tags are. */
import { type Matrix, matrix } from "../../../lib/core/matrix.ts";
import { multilabelScores } from "../../../lib/evaluation/metrics/multilabel.ts";
import {
  averagePrecision,
  rocAuc,
  thresholdCounts,
} from "../../../lib/evaluation/metrics/ranking.ts";
import { assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import reference from "../../fixtures/multilabel.json" with { type: "json" };

const table = (rows: readonly (readonly number[])[]): Matrix =>
  matrix(rows.length, rows[0].map((_, j) => `tag ${j}`), Float32Array.from(rows.flat()));

Deno.test("a tag that no row has takes no part in the mean average precision, and spoils no other score", () => {
  const { truth, score, cut5: { precision, recall, f1, support, ...cut }, ...ranked } = reference;
  const found = multilabelScores(table(truth), table(score));
  assertEquals(support[6], 0);
  for (const [name, value] of Object.entries(cut)) {
    assertAllClose([found[name as keyof typeof cut]], [value], { relative: 1e-6 });
  }
  assertAllClose(found.reports.map((report) => report.precision), precision, { relative: 1e-6 });
  assertAllClose(found.reports.map((report) => report.recall), recall, { relative: 1e-6 });
  assertAllClose(found.reports.map((report) => report.f1), f1, { relative: 1e-6 });
  assertEquals(found.reports.map((report) => report.support), support);
  for (const name of ["averagePrecision", "rocAuc"] as const) {
    assertAllClose(found[name].slice(0, 6), Object.values(ranked[name]), { relative: 1e-6 });
    assertEquals(found[name][6], NaN);
  }
  const { meanAveragePrecision, labelRankingAveragePrecision, coverageError } = found;
  assertAllClose([meanAveragePrecision, labelRankingAveragePrecision, coverageError], [
    ranked.meanAveragePrecisionMacro,
    ranked.labelRankingAveragePrecision,
    ranked.coverageError,
  ], { relative: 1e-6 });
});

Deno.test("a tag that every row has counts in all means; its ROC curve has no area", () => {
  const { averagePrecision, meanAveragePrecision, rocAuc, macroF1 } = multilabelScores(
    table([[1, 0], [1, 1], [1, 0]]),
    table([[.9, .2], [.6, .7], [.8, .1]]),
  );
  assertEquals([averagePrecision, meanAveragePrecision], [[1, 1], 1]);
  assertEquals([rocAuc, macroF1], [[NaN, 1], 1]);
});

Deno.test("rows without any tag have scores, but for what there is nothing to find for", () => {
  const { reports: _, ...found } = multilabelScores(
    table([[0, 0], [0, 0]]),
    table([[.9, .1], [0, 0]]),
  );
  assertEquals(found, {
    microF1: 0,
    macroF1: 0,
    weightedF1: 0,
    samplesF1: 0,
    hammingLoss: .25,
    subsetAccuracy: .5,
    averagePrecision: [NaN, NaN],
    meanAveragePrecision: NaN,
    rocAuc: [NaN, NaN],
    labelRankingAveragePrecision: 1,
    coverageError: 0,
  });
});

Deno.test("tables that cannot be scored are refused", async () => {
  const truth = table([[1, 0], [0, 1]]), score = table([[.9, .1], [.2, NaN]]);
  await assertFails(() => multilabelScores(truth, score), "score of row 1", "column tag 1", "NaN");
  await assertFails(() => multilabelScores(score, score), "truth of row 0", "tag 0", "0 or 1");
  await assertFails(() => multilabelScores(truth, table([[1, 0]])), "1 rows × 2 labels");
  const empty = matrix(0, ["live"]);
  await assertFails(() => multilabelScores(empty, empty), "need rows and labels");
});

Deno.test("NaN is not sorted in among scores", async () => {
  for (const  of of[thresholdCounts, rocAuc, averagePrecision]) {
    await assertFails(() => of([0, 1, 1], [.1, NaN, .3]), "NaN", "score 1");
  }
});
