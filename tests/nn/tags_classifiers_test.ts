/** Classifiers of this room learn classes and tags. */
import { assert, assertEquals } from "../assert.ts";
import { takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { takeTarget } from "../../lib/core/target.ts";
import { mlpClassifier } from "../../lib/nn/classifier.ts";
import { fusionClassifier } from "../../lib/nn/fusion_classifier.ts";
import { embedColumns } from "../../lib/nn/embed_columns.ts";
import { learn, TAGS, tagsOf, tidyTest, watch } from "./rows.ts";

const y = tagsOf(learn);

const small = { epochs: 20, learningRate: .01, batchSize: 20 } as const;
const classifiers = {
  mlp: () => mlpClassifier({ ...small, layers: [16], validationShare: .2 }),
  fusion: () =>
    fusionClassifier({
      ...small,
      towers: { one: { columns: 2, layers: [8] }, two: { columns: 4, layers: [8] } },
      join: "gated",
      validationShare: .2,
    }),
  "partly embedded": () =>
    embedColumns(["x0", "x1"], { ...small, embedding: "periodic", layers: [16] }),
};
for (const [name, make] of Object.entries(classifiers)) {
  tidyTest(`a classifier learns whichever kind it is given: ${name}`, async () => {
    assertEquals(make().learns, ["classes", "tags"]);
    for (const target of [y, learn.y]) {
      const fitted = await make().fit(learn.x, target, new Rng(1)),
        p = await fitted.predictProba(watch.x);
      assertEquals([p.rows, p.names], [300, target.classes]);
      const sums = Array.from(
        { length: 300 },
        (_, i) =>
          p.data.subarray(i * p.names.length, (i + 1) * p.names.length).reduce((a, b) => a + b),
      );
      const far = Math.max(...sums.map((sum) => Math.abs(sum - 1)));
      assert(target === y ? far > .2 : far < 1e-5, `rows sum to 1 but for ${far}`);
      (fitted as unknown as { dispose(): void }).dispose();
    }
  });
}

tidyTest("rows with tags are set aside evenly, and never all of them", async () => {
  const rare = takeTarget(y, [...Array(40).keys()]), x = takeRows(learn.x, [...Array(40).keys()]);
  const fitted = await mlpClassifier({ epochs: 1, validationShare: .25 }).fit(x, rare, new Rng(1));
  const { validationRecalls } = fitted.history.epochs[0];
  const has = TAGS.map((_, c) => rare.tags.some((tag, at) => tag === 1 && at % 5 === c));
  assertEquals(validationRecalls!.map((recall) => !Number.isNaN(recall)), has); // of each some
  fitted.dispose();
  for (const count of [1, 2]) {
    const part = [...Array(count).keys()];
    const settings = { epochs: 1, validationShare: .95 };
    const fitted = await mlpClassifier(settings).fit(
      takeRows(x, part),
      takeTarget(y, part),
      new Rng(1),
    );
    assertEquals(fitted.history.epochs[0].validationLoss !== undefined, count > 1);
    fitted.dispose();
  }
});
