import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { TagTarget } from "../../lib/core/target.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { perTag } from "../../lib/models/per_tag.ts";
import {
  bestThresholds,
  globalThreshold,
  plugInThresholds,
  sayMostProbable,
  sayTags,
  shrunkThresholds,
} from "../../lib/models/thresholds.ts";
import { withThresholds } from "../../lib/models/with_thresholds.ts";
import { multilabelScores } from "../../lib/evaluation/metrics/multilabel.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import reference from "../fixtures/multilabel.json" with { type: "json" };
import expected from "../fixtures/thresholds.json" with { type: "json" };
import { contract } from "./contract.ts";
import { tagged } from "./tag_contract.ts";

const { truth, score } = reference, classes = truth[0].map((_, tag) => `tag ${tag}`);
const y: TagTarget = { classes, tags: Uint8Array.from(truth.flat()) };
const scores = matrix(truth.length, classes, Float32Array.from(score.flat()));
const perTagOf = (said: Uint8Array) =>
  classes.map((_, tag) =>
    said.filter((_, at) => at % classes.length === tag)
      .reduce((sum, one) => sum + one, 0)
  );

for (const by of ["f1", "mcc"] as const) {
  Deno.test(`thresholds by ${by} say as many rows of each tag as scikit-learn's best do`, () => {
    const said = perTagOf(sayTags(scores, bestThresholds(y, scores, by)));
    // where no row has the tag, every threshold is as good: ours says none
    assertEquals(
      said,
      expected.best[by].map(({ predicted, value }) => value === 0 ? 0 : predicted),
    );
  });
}

Deno.test("of thresholds of the same F1 the highest is taken, which says least", () => {
  const y = { classes: ["sad"], tags: Uint8Array.of(1, 0, 0, 1) }; // 2 · 1 / (1 + 2) = 2 · 2 / (4 + 2)
  const [cut] = bestThresholds(y, matrix(4, ["sad"], Float32Array.of(.9, .7, .6, .5)), "f1");
  assertAlmostEquals(cut, .8, 1e-6);
});

Deno.test("the threshold for all tags has scikit-learn's micro F1", () => {
  const cut = globalThreshold(y, scores), { lowestThreshold, microF1 } = expected.globalMicroF1Cut;
  assert(cut <= lowestThreshold && cut > lowestThreshold - .01, `${cut}`);
  assertAlmostEquals(
    multilabelScores(matrix(90, classes, Float32Array.from(y.tags)), scores, cut).microF1,
    microF1,
    1e-6,
  );
});

Deno.test("the three most probable tags are scikit-learn's, ties to the first", () => {
  assertEquals(perTagOf(sayMostProbable(scores, 3)), expected.mostProbable3.predictedPerTag);
});

Deno.test("no threshold has a higher expected F1 than the plug-in's", () => {
  const rng = new Rng(3);
  for (let round = 0; round < 50; round++) {
    const p = Float32Array.from({ length: 1 + rng.int(12) }, () => rng.uniform());
    const [cut] = plugInThresholds(matrix(p.length, ["sad"], p));
    const total = p.reduce((sum, value) => sum + value, 0);
    const expectedF1 = (at: number) => {
      const said = p.filter((value) => value >= at);
      return 2 * said.reduce((sum, value) => sum + value, 0) / (said.length + total);
    };
    const best = Math.max(...Array.from(p, expectedF1));
    assertAlmostEquals(expectedF1(cut), best, 1e-6);
  }
});

Deno.test("shrinking leaves a common tag its own threshold and gives a rare one the plug-in's", () => {
  assertAllClose(shrunkThresholds([.5, Infinity], [.25, .3], [1e9, 0], 20), [.5, .3], {
    absolute: 1e-6,
  });
});

Deno.test("tags of other rows are refused, and probabilities that are no numbers", async () => {
  const odd = { ...scores, data: scores.data.with(3, NaN) };
  await assertFails(() => bestThresholds(y, odd, "f1"), "no number");
  const short = matrix(1, classes, new Float32Array(classes.length));
  await assertFails(() => bestThresholds(y, short, "f1"), "other rows", "1 rows", "90 rows");
  const none = { classes, tags: new Uint8Array(classes.length) };
  await assertFails(() => globalThreshold(none, short), "without any tag");
});

contract(
  "logistic per tag with thresholds",
  () => withThresholds(perTag(logistic()), { folds: 2 }),
);

Deno.test("thresholds move what is said of a tag, never the order of its rows", async () => {
  const { x, y } = tagged(["sad", "slow", "live"], 120), model = perTag(logistic());
  const rare = { ...y, tags: y.tags.map((tag, at) => at % 3 === 2 && at % 7 ? 0 : tag) };
  for (const strategy of ["f1", "mcc", "global", "plugIn", "shrunk"] as const) {
    const fitted = await withThresholds(model, { strategy }).fit(x, rare, new Rng(1));
    const plain = await model.fit(x, rare, new Rng(1).fork("model"));
    const moved = await fitted.predictProba(x), before = await plain.predictProba(x);
    for (let tag = 0; tag < 3; tag++) {
      const p = (m: typeof moved) => m.data.filter((_, at) => at % 3 === tag);
      const [a, b] = [p(moved), p(before)];
      const said = b.filter((_, i) => a[i] >= .5), not = b.filter((_, i) => a[i] < .5);
      assert(Math.min(...said, 2) > Math.max(...not, -1), `${strategy}: the order is kept`);
    }
  }
});

Deno.test("thresholds find a rare tag that .5 never says", async () => {
  const rng = new Rng(1), rows = 400, x = matrix(rows, ["tempo"]), tags = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    x.data[i] = rng.normal();
    tags[i] = Number(rng.uniform() < .3 / (1 + Math.exp(3 - 2 * x.data[i])));
  }
  const y = { classes: ["fast"], tags },
    count = (data: Float32Array) => data.filter((p) => p >= .5).length;
  const plain = await perTag(logistic()).fit(x, y, new Rng(1));
  const moved = await withThresholds(perTag(logistic())).fit(x, y, new Rng(1));
  assertEquals(count((await plain.predictProba(x)).data), 0);
  assert(count((await moved.predictProba(x)).data) > 5);
});
