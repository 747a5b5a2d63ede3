/** From scores to decisions: parts, strategies, and what models are worth. */
import { assert, assertAlmostEquals, assertEquals } from "../../assert.ts";
import { matrix } from "../../../lib/core/matrix.ts";
import { supportOf } from "../../../lib/core/target.ts";
import { allRows } from "../../../lib/data/mod.ts";
import { saidScores, tagScores } from "../../../lib/evaluation/mod.ts";
import { meanProbabilities } from "../../../lib/models/mod.ts";
import {
  anotherCatalogue,
  answersOf,
  benchmark,
  openStudy,
  recordJudged,
  say,
  STRATEGIES,
  strategies,
  type Strategy,
  tagsOf,
  together,
} from "../../../lib/studies/tags/mod.ts";
import { folder, members } from "./moods.ts";
import { data, own, parts } from "./small_twin.ts";

Deno.test("the three parts hold every row once, and the commonest tags in equal shares", () => {
  const all = [...parts.learn, ...parts.tune, ...parts.judge].sort((a, b) => a - b);
  assertEquals(all, [...allRows(data)]);
  const whole = supportOf(tagsOf(data)), judged = supportOf(tagsOf(data, parts.judge));
  const gaps = Array.from(whole).flatMap((n, tag) =>
    n < 30 ? [] : [Math.abs(judged[tag] / n - .2)]
  );
  assert(gaps.length > 10 && gaps.reduce((a, b) => a + b) / gaps.length < .08);
  assert(Math.abs(parts.learn.length / data.rows - .64) < .04);
  assert(Math.abs(parts.tune.length / data.rows - .16) < .04);
  assertEquals([...parts.split.validation], [...parts.tune, ...parts.judge].sort((a, b) => a - b));
});

Deno.test("the benchmark chooses its cuts on all rows that do not judge", async () => {
  const { tune, judge } = await benchmark(data, parts);
  assertEquals(tune.p.rows, parts.learn.length + parts.tune.length);
  assertEquals(judge, (await own()).judge);
});

Deno.test("every strategy looks at the rows to choose on alone, and says 0 or 1 of every cell", async () => {
  const model = await own(),
    changed = {
      ...model,
      judge: {
        ...model.judge,
        y: { ...model.judge.y, tags: model.judge.y.tags.map((tag) => 1 - tag) },
      },
    };
  for (const strategy of Object.keys(STRATEGIES) as Strategy[]) {
    const said = say(model, strategy);
    assertEquals(say(changed, strategy), said, strategy);
    assertEquals([said.length, said.every((tag) => tag <= 1)], [model.judge.y.tags.length, true]);
  }
  const found = strategies(model), half = found.find(({ strategy }) => strategy === "one half")!;
  const plugIn = found.find(({ strategy }) => strategy === "plug-in")!;
  assert(Number(plugIn.weightedF1) > Number(half.weightedF1) + .03);
});

Deno.test("scores of decisions are those of the metrics", async () => {
  const model = await own(), { y } = model.judge, said = say(model, "plug-in");
  const p = matrix(parts.judge.length, y.classes, Float32Array.from(said));
  const expected = tagScores(y, p), { f1: _, ...found } = saidScores(y, said);
  for (const [name, value] of Object.entries(found)) {
    assertAlmostEquals(value, expected[name], 1e-9);
  }
});

Deno.test("models are averaged cell by cell", async () => {
  const model = await own(), both = together("both", [model, model]);
  assertEquals(both.judge.p.data[5], model.judge.p.data[5]);
  const mean = meanProbabilities([
    matrix(1, ["a"], Float32Array.of(.25)),
    matrix(1, ["a"], Float32Array.of(.75)),
  ]);
  assertEquals(mean.data[0], .5);
});

Deno.test("on another catalogue own scores are worth less, and cuts that fifty tracks scale about as much", async () => {
  const study = await openStudy({ data: folder, out: Deno.makeTempDirSync() });
  const [line] = await anotherCatalogue({}, { ...study, train: data, parts });
  const [here, there, scaled] = ["here", "there, cuts from here", "there, cuts scaled by 50 tracks"]
    .map((way) => Number(line[way]));
  assert(there < here - .02 && scaled > there - .01, JSON.stringify(line));
});

Deno.test("an evaluated model's answers come apart into the rows to choose on and those to judge by", async () => {
  const out = Deno.makeTempDirSync(), study = await openStudy({ data: folder, out });
  const { train, parts } = study,
    experiment = await study.experiment("02", {
      data: train,
      split: parts.split,
    });
  const [judged] = await experiment.evaluate("trees", { trees: members.trees }, { seeds: 2 });
  const { tune, judge } = answersOf(judged, parts), [, second] = judged.answers;
  assertEquals([tune.p.rows, judge.p.rows], [parts.tune.length, parts.judge.length]);
  assertEquals(judge.y, tagsOf(train, parts.judge));
  const at = [...judged.rows].indexOf(parts.judge[0]);
  const mean = (judged.probabilities.data[3 * at] + second.probabilities.data[3 * at]) / 2;
  assertAlmostEquals(judge.p.data[0], mean, 1e-6);
  assertEquals(answersOf(judged, parts, 1).judge.p.data[0], second.probabilities.data[3 * at]);
});

Deno.test("what models are worth is kept for the leaderboard, and their gains over the benchmark with it", async () => {
  const out = Deno.makeTempDirSync(), study = await openStudy({ out, data: folder });
  const session = { ...study, parts, train: data };
  const base = await benchmark(data, parts), mine = await own();
  const gains = await recordJudged(session, "05", [base, mine], base);
  assertEquals(gains.map(({ name }) => name), ["weighted F1", "macro F1"]);
  const runs = await study.runs.all(),
    of = (name: string) => runs.find((run) => run.name === name)!;
  const { scores, split, data: { rows }, label } = of("own");
  const learnt = data.rows - parts.judge.length;
  assertEquals([rows, label], [learnt, { step: "judged" }]);
  assertAlmostEquals((split as { holdOut: number }).holdOut, 1 - learnt / data.rows, .006);
  assertEquals(scores.weightedF1, saidScores(mine.judge.y, say(mine, "plug-in")).weightedF1);
  assert(scores.weightedF1Low < scores.weightedF1 && scores.weightedF1 < scores.weightedF1High);
  assertEquals([scores.gain, scores.macroGain], gains.map(({ value }) => value));
  assertAlmostEquals(scores.gain, scores.weightedF1 - of("benchmark").scores.weightedF1, 1e-12);
  assertEquals(of("benchmark").scores.weightedF1, of("benchmark").scores.cutPerTag);
  assertEquals(of("benchmark").scores.gain, undefined);
});
