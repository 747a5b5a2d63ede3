/** Labels that no row has, or every row, and rows without labels: tables as real tags are. */
import { type Matrix, matrix } from "../../../lib/core/matrix.ts";
import { multilabelScores } from "../../../lib/evaluation/metrics/multilabel.ts";
import {
  averagePrecision,
  rocAuc,
  thresholdCounts,
} from "../../../lib/evaluation/metrics/ranking.ts";
import { tagScores } from "../../../lib/evaluation/metrics/tags.ts";
import { assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import reference from "../../fixtures/multilabel.json" with { type: "json" };

const table = (rows: readonly (readonly number[])[]): Matrix =>
  matrix(rows.length, rows[0].map((_, j) => `tag ${j}`), Float32Array.from(rows.flat()));

Deno.test("a tag that no row has takes no part in the mean average precision, and spoils no other score", () => {
  const { truth, score, cut5: { precision, recall, f1, support, mccPerTag, ...cut } } = reference;
  const ranked = reference, found = multilabelScores(table(truth), table(score));
  assertEquals(support[6], 0);
  const names = ["microF1", "macroF1", "weightedF1", "samplesF1", "hammingLoss", "subsetAccuracy"];
  for (const name of names as (keyof typeof cut & keyof typeof found)[]) {
    assertAllClose([found[name] as number], [cut[name]], { relative: 1e-6 });
  }
  assertAllClose(found.mcc, mccPerTag, { relative: 1e-6 });
  assertAllClose(found.reports.map((report) => report.precision), precision, { relative: 1e-6 });
  assertAllClose(found.reports.map((report) => report.recall), recall, { relative: 1e-6 });
  assertAllClose(found.reports.map((report) => report.f1), f1, { relative: 1e-6 });
  assertEquals(found.reports.map((report) => report.support), support);
  for (const name of ["averagePrecision", "rocAuc"] as const) {
    assertAllClose(found[name].slice(0, 6), Object.values(ranked[name]), { relative: 1e-6 });
    assertEquals(found[name][6], NaN);
  }
  const wholes = {
    meanAveragePrecision: ranked.meanAveragePrecisionMacro,
    labelRankingAveragePrecision: ranked.labelRankingAveragePrecision,
    coverageError: ranked.coverageError,
    rankingLoss: ranked.labelRankingLoss,
    microRocAuc: ranked.rocAucMicro,
  };
  for (const [name, value] of Object.entries(wholes)) {
    assertAllClose([found[name as keyof typeof wholes]], [value], { relative: 1e-6 });
  }
});

Deno.test("as scores of one number, what is told tag by tag is a mean over tags", () => {
  const { truth, score, cut5: { mccPerTag }, rocAucMacro, meanBinaryCrossEntropy } = reference;
  const y = { classes: table(truth).names, tags: Uint8Array.from(truth.flat()) };
  const found = tagScores(y, table(score));
  assertAllClose([found.rocAuc], [rocAucMacro], { relative: 1e-6 });
  assertAllClose([found.mcc], [mccPerTag.reduce((a, b) => a + b) / 7], { relative: 1e-6 });
  assertAllClose([found.logLoss], [meanBinaryCrossEntropy], { relative: 1e-4 }); // its p is at least 1e-7
});

Deno.test("whatever the cut, every score of what is told is scikit-learn's", () => {
  const { truth, score, strictlyAbove5, best, perTagF1Cuts, rcut3 } = reference;
  const cuts = best.f1.map(({ lowestThreshold }) => lowestThreshold);
  const likeliest = score.map((row) =>
    row.map((_, j) => j).sort((a, b) => row[b] - row[a]).slice(0, 3)
  );
  const told: [typeof rcut3, number[][]][] = [
    [strictlyAbove5, score.map((row) => row.map((p) => Number(p > .5)))],
    [perTagF1Cuts, score.map((row) => row.map((p, j) => Number(p >= cuts[j])))],
    [rcut3, score.map((row, i) => row.map((_, j) => Number(likeliest[i].includes(j))))],
  ];
  for (const [expected, said] of told) {
    const found = multilabelScores(table(truth), table(said));
    const names = ["microF1", "macroF1", "weightedF1", "samplesF1", "hammingLoss"] as const;
    const all = [...names, "subsetAccuracy"] as const;
    assertAllClose(all.map((name) => found[name]), all.map((name) => expected[name]), {
      relative: 1e-6,
    });
    assertAllClose(found.mcc, expected.mccPerTag, { relative: 1e-6 });
  }
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
    microRocAuc: NaN,
    mcc: [0, 0],
    labelRankingAveragePrecision: 1,
    coverageError: 0,
    rankingLoss: 0,
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
  for (const score of [thresholdCounts, rocAuc, averagePrecision]) {
    await assertFails(() => score([0, 1, 1], [.1, NaN, .3]), "NaN", "score 1");
  }
});

Deno.test("answers on other tags than the rows have are refused with both", async () => {
  const y = { classes: ["live", "remix"], tags: Uint8Array.of(1, 0) };
  const other = matrix(1, ["live", "cover"], Float32Array.of(.5, .5));
  await assertFails(() => tagScores(y, other), "live, cover", "live, remix");
});
