/** The recipe of the tags study, and the files that it exports. */
import { assert, assertAlmostEquals, assertEquals } from "../../assert.ts";
import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import type { Estimator } from "../../../lib/models/mod.ts";
import { ready } from "../../../lib/nn/mod.ts";
import { predictionFaults, predictionPath } from "../../../lib/publish/hand_in/predictions.ts";
import { judgeRecipe, openStudy, tagsOf, useRecipe } from "../../../lib/studies/tags/mod.ts";
import { emotions, folder, members } from "./moods.ts";

Deno.test("a recipe is chosen by cross-validation and judged by one around it, the same way every time", async () => {
  await ready();
  const { train } = emotions(),
    judge = () => judgeRecipe(train, members, new Rng(2), { outer: 3, inner: 2 });
  const found = await judge();
  assertEquals([found.folds.length, found.chosen.length], [3, 3]);
  assert(found.recipe.members.every((name) => name in members));
  const macro = found.scores.find(({ score }) => score === "meanAveragePrecision")!;
  assert(
    macro.low < macro.mean && macro.mean < macro.high && macro.mean > .5,
    JSON.stringify(macro),
  );
  assertEquals(await judge(), found);
});

Deno.test("a model that knows by heart what it learnt from is judged as one that knows nothing, and left out", async () => {
  const { train } = emotions(), y = tagsOf(train), k = y.classes.length;
  /** Answers the truth where `knows` says so, else nothing. */
  const answering = (
    name: string,
    knows: (row: number, learnt: Set<number>) => boolean,
  ): Estimator => ({
    ...{ name, settings: {} },
    fit: (_data, learnt) => {
      const own = new Set(learnt);
      const answer = (row: number, tag: number) => knows(row, own) ? y.tags[row * k + tag] : 0;
      return Promise.resolve({
        classes: y.classes,
        predictProba: (_data, rows) => {
          const cells = [...rows].flatMap((row) => y.classes.map((_, tag) => answer(row, tag)));
          return Promise.resolve(matrix(rows.length, y.classes, Float32Array.from(cells)));
        },
      });
    },
  });
  const byHeart = answering("by heart", (row, learnt) => learnt.has(row));
  const some = answering("some", (row) => row % 2 === 0), folds = { outer: 3, inner: 2 };
  const of = async (members: Record<string, Estimator>) => {
    const { recipe, scores } = await judgeRecipe(train, members, new Rng(1), folds);
    const { mean } = scores.find(({ score }) => score === "meanAveragePrecision")!;
    return { members: recipe.members, mean };
  };
  const rate = y.tags.reduce((sum, tag) => sum + tag, 0) / y.tags.length;
  assertAlmostEquals((await of({ byHeart })).mean, rate, .02); // average precision of saying nothing
  const both = await of({ byHeart, some });
  assertEquals(both.members, ["some"]);
  assert(both.mean > rate + .1);
});

Deno.test("predictions of tags are written with their scores, can be handed in, and are refused when changed", async () => {
  await ready();
  const out = Deno.makeTempDirSync(), study = await openStudy({ data: folder, out });
  const [table] = study.tables, [exported] = study.exports!;
  assertEquals([exported.name, exported.of], ["moods", "test"]);
  let fits = 0;
  const counted = Object.fromEntries(
    ["trees", "logistic"].map((name) => [name, {
      ...members[name],
      fit: (...given: Parameters<Estimator["fit"]>) => (fits++, members[name].fit(...given)),
    }]),
  );
  const folds = { outer: 2, inner: 2 };
  const { seen } = await judgeRecipe(table.train, counted, new Rng(1), folds);
  fits = 0;
  const recipe = { members: ["trees", "logistic"], strategy: "plug-in" } as const;
  const { p, said } = await useRecipe(
    table.train,
    counted,
    { recipe, seen },
    table.test!,
    new Rng(1),
  );
  assertEquals(fits, 2, "what was answered out of fold while it was judged is answered again");
  const path = await study.exportTags(table, p, said), text = Deno.readTextFileSync(path);
  assertEquals(path, predictionPath(out, "NOM", "moods"));
  const [header, first, ...rest] = text.trimEnd().split("\n");
  assertEquals([header, rest.length], ["id,calm,sad,rare", 29]);
  assertEquals(first, `song 200,${said.slice(0, 3).join(",")}`);
  const scores = Deno.readTextFileSync(path.replace(".csv", "_scores.csv")).split("\n");
  assertEquals(scores[0], "id,calm,sad,rare");
  assertAlmostEquals(Number(scores[1].split(",")[1]), p.data[0], 1e-5);

  const given = { id: "tags", out };
  const faults = () => predictionFaults(path, exported, study, given);
  assertEquals(faults(), []);
  Deno.writeTextFileSync(path, text.replace(/,[01]\n/, ",2\n"));
  assert(faults()[0].includes("column rare") && faults()[0].includes('"2"'), faults()[0]);
  Deno.writeTextFileSync(path, text.replace("calm,sad", "sad,calm"));
  assert(faults()[0].includes("expected id, calm, sad, rare"), faults()[0]);
});
