/** Chains of classifiers. */
import { assert, assertEquals, assertFails } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tagScores } from "../../lib/evaluation/metrics/tags.ts";
import { chains } from "../../lib/models/chains.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { perTag } from "../../lib/models/per_tag.ts";

/** Either both of two tags or none, of which the columns know a little; and a tag that no row has, one that all have. */
function pairs(rows: number, seed: number) {
  const rng = new Rng(seed), x = matrix(rows, ["a", "b"]), tags = new Uint8Array(4 * rows);
  for (let i = 0; i < rows; i++) {
    const hidden = rng.normal(), both = Number(hidden > 0);
    x.data.set([hidden + 2 * rng.normal(), hidden + 2 * rng.normal()], 2 * i);
    tags.set([both, rng.uniform() < .95 ? both : 1 - both, 0, 1], 4 * i);
  }
  return { x, y: { classes: ["one", "other", "never", "always"], tags } };
}

Deno.test("tags that go together are said together more often than by a classifier for each", async () => {
  const learn = pairs(600, 1), judge = pairs(600, 2);
  const score = async (model: ReturnType<typeof chains>) => {
    const fitted = await model.fit(learn.x, learn.y, new Rng(3));
    return tagScores(judge.y, await fitted.predictProba(judge.x));
  };
  const alone = await score(perTag(logistic())),
    one = await score(chains(logistic(), { chains: 1 }));
  assert(
    one.subsetAccuracy > alone.subsetAccuracy,
    `${one.subsetAccuracy} ${alone.subsetAccuracy}`,
  );
});

Deno.test("a tag that no row has is never said, one that all have always", async () => {
  const { x, y } = pairs(60, 1);
  const { data } = await (await chains(logistic(), { chains: 2 }).fit(x, y, new Rng(1)))
    .predictProba(x);
  for (let i = 0; i < 60; i++) assertEquals([data[4 * i + 2], data[4 * i + 3]], [0, 1]);
});

Deno.test("the same seed gives the same answers, another one other orders", async () => {
  const { x, y } = pairs(120, 1);
  const answers = async (seed: number) =>
    (await (await chains(logistic(), { chains: 2 }).fit(x, y, new Rng(seed))).predictProba(x)).data;
  assertEquals(await answers(1), await answers(1));
  const one = await answers(1);
  assert((await answers(2)).some((p, at) => p !== one[at]));
});

Deno.test("classes instead of tags, and no chain at all, are refused", async () => {
  const { x } = pairs(4, 1);
  await assertFails(
    () =>
      chains(logistic()).fit(
        x,
        { classes: ["a", "b"], codes: new Int32Array(4) },
        new Rng(1),
      ) as Promise<unknown>,
    "any number of tags",
  );
  await assertFails(() => chains(logistic(), { chains: 0 }), "chains");
});
