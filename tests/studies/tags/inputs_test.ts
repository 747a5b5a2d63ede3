/** What models of the tags study read. */
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { supportOf } from "../../../lib/core/target.ts";
import { sourceOf } from "../../../lib/features/mod.ts";
import {
  hasOwnScores,
  onlyTags,
  ownAnd,
  ownScores,
  scaledScores,
  tagsOf,
  tokensOf,
  withElm,
} from "../../../lib/studies/tags/mod.ts";
import { emotions } from "./moods.ts";
import { categories, data, drawn, names, own, parts, places } from "./small_twin.ts";

Deno.test("own scores come through as they are, and a table without them is refused by name", async () => {
  const { judge: { p } } = await own(), width = names.length + categories.length;
  assertEquals(p.data[3], drawn.scores[parts.judge[0] * width + 3]);
  assert(hasOwnScores(data) && !hasOwnScores(emotions().train));
  await assertFails(() => ownAnd(emotions().train), "no scores of its own tags");
  await assertFails(
    () => ownScores().fit(emotions().train, Int32Array.of(0), new Rng(1)) as Promise<unknown>,
    "no scores of its own tags",
  );
});

Deno.test("the first inputs are the tags' own log-odds; an elm's answers stand behind the scores", async () => {
  const x = (await sourceOf(ownAnd(data)).fit(data, parts.learn, new Rng(1))).train;
  const same = await sourceOf(ownAnd(data)).fit(data, parts.learn, new Rng(2));
  assertEquals(same.train, x);
  const scaled = (rng: Rng) => sourceOf(scaledScores(data)).fit(data, parts.learn, rng);
  assert((await scaled(new Rng(1))).train === (await scaled(new Rng(2))).train, "made once");
  const score = drawn.scores[parts.learn[0] * (names.length + categories.length)];
  assertAlmostEquals(x.data[0], Math.log(score / (1 - score)), 1e-3);
  assertEquals(x.names.length, names.length + names.length + categories.length);
  const more = await sourceOf(withElm(scaledScores(data), { units: 20 }))
    .fit(data, parts.learn, new Rng(1));
  assertEquals(more.train.names.length, names.length + categories.length + names.length);
  const again = await more.transform(data, parts.learn.slice(0, 3));
  assertEquals(again.data.slice(0, 9), more.train.data.slice(0, 9));
});

Deno.test("tokens read their own tags and category, and answer every tag once", () => {
  const { tokens, answers, names: called } = tokensOf(data, places, { more: 2 });
  assertEquals(called, categories.map(({ name }) => name));
  const columns = 3 * names.length + categories.length; // scores, and two more of each tag
  assertEquals([new Set(tokens.flat()).size, Math.max(...tokens.flat())], [columns, columns - 1]);
  assertEquals(answers.flat().toSorted((a, b) => a - b), [...names.keys()]);
  assert(tokens[0].includes(names.length) && tokens[1].includes(names.length + 1));
});

Deno.test("with some tags alone, columns and rows stay; an unknown tag is refused", async () => {
  const support = supportOf(tagsOf(data)), k = names.length;
  const [a, b] = [...names.keys()].sort((a, b) => support[b] - support[a]); // the commonest
  const y = tagsOf(onlyTags(data, [names[a], names[b]]));
  assertEquals(y.classes, [names[a], names[b]]);
  const cells = Array.from({ length: data.rows }, (_, i) => [i * k + a, i * k + b]).flat();
  assertEquals([...y.tags], cells.map((at) => drawn.tags[at]));
  await assertFails(() => onlyTags(data, ["yodelling to sheep"]), "yodelling to sheep");
});
