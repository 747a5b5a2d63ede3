/** A table with one tag, the least that there is to say. */
import { join } from "node:path";
import { assert, assertEquals } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { ready } from "../../../lib/nn/mod.ts";
import {
  answersOf,
  byRarity,
  describeTags,
  judgedTags,
  judgeRecipe,
  membersOf,
  openStudy,
  strategies,
  useRecipe,
} from "../../../lib/studies/tags/mod.ts";

/** Sixty songs, sad where they are slow. */
function folder(): string {
  const dir = Deno.makeTempDirSync(), rng = new Rng(1);
  const songs = Array.from({ length: 60 }, () => [rng.normal(), rng.normal()] as const);
  const sad = ([bpm]: readonly [number, number]) => Number(bpm + .3 * rng.normal() < -.2);
  const write = (name: string, text: string) => Deno.writeTextFileSync(join(dir, name), text);
  const rows = songs.map((own, i) => `song ${i},${own.join(",")},${sad(own)}\n`);
  write("songs.csv", `id,bpm,loud,sad\n${rows.join("")}`);
  write("songs_labels.csv", "tag,class\nsad,Mood\n");
  write("songs_test.csv", "id,bpm,loud\nslow,-2,0\nfast,2,0\n");
  return dir;
}

Deno.test("a table with one tag is described, decided in every way, judged and answered", async () => {
  await ready();
  const study = await openStudy({ data: folder(), out: Deno.makeTempDirSync() });
  const { train, test, places, parts, rng, isScored } = study;
  const about = describeTags(train, places);
  assertEquals([about.counts.length, about.inequality.length, isScored], [1, 1, false]);
  assertEquals([about.within("Mood").names, about.together().links], [["sad"], []]);
  const members = membersOf({ trees: 20, epochs: 20, seeds: 1 });
  const experiment = await study.experiment("02", { data: train, split: parts.split });
  const [judged] = await experiment.evaluate("trees", { trees: members.trees });
  const model = answersOf(judged, parts), decided = strategies(model);
  for (const { strategy, weightedF1, macroF1, microF1 } of decided) {
    assert(Math.abs(macroF1 - weightedF1) + Math.abs(microF1 - weightedF1) < 1e-9, strategy);
  }
  assert(byRarity(model, ["plug-in"]).length === 1 && judgedTags(model, rng).tags === 1);
  const found = await judgeRecipe(train, members, rng, { outer: 2, inner: 2 });
  const { said } = await useRecipe(train, members, found, test!, rng);
  assertEquals([...said], [1, 0], "the slow song is sad, the fast one is not");
});
