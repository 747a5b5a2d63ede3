/** From scores to decisions: parts, strategies and inputs of the tags study. */
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { supportOf } from "../../../lib/core/target.ts";
import { allRows } from "../../../lib/data/mod.ts";
import { sourceOf } from "../../../lib/features/mod.ts";
import { saidScores, tagScores } from "../../../lib/evaluation/mod.ts";
import { type Estimator, meanProbabilities } from "../../../lib/models/mod.ts";
import {
  anotherCatalogue,
  answersOf,
  benchmark,
  byRarity,
  calibrationLine,
  describeTags,
  hasOwnScores,
  onlyTags,
  openStudy,
  ownAnd,
  ownScores,
  partsOf,
  perTagReport,
  recordJudged,
  remembered,
  saidAlike,
  saidByRanking,
  sameForAll,
  say,
  scaledScores,
  STRATEGIES,
  strategies,
  type Strategy,
  tagsOf,
  together,
  tokensOf,
  twin,
  twinData,
  withElm,
} from "../../../lib/studies/tags/mod.ts";
import { emotions, folder, members } from "./moods.ts";

const drawn = twin({ rows: 300 }), data = twinData(drawn, "track");
const { categories, tags: names } = drawn.world;
const places = Object.fromEntries(
  categories.flatMap(({ name, class: of, tags }) =>
    tags.map((tag) => [names[tag], { class: of, category: name }])
  ),
);
const parts = partsOf(data, new Rng(1));

/** The own scores of both parts. */
async function own() {
  const fitted = await ownScores().fit(data, parts.learn, new Rng(1));
  const part = async (rows: Int32Array) => ({
    y: tagsOf(data, rows),
    p: await fitted.predictProba(data, rows),
  });
  return { name: "own", tune: await part(parts.tune), judge: await part(parts.judge) };
}

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

Deno.test("of rare tags a fitted cut looks better where it was chosen than where it is judged", async () => {
  const [fitted] = byRarity(await own(), ["a cut per tag, F1"]);
  assert(Number(fitted["F1 where it was chosen"]) > Number(fitted["F1 where it is judged"]) + .05);
});

Deno.test("a tag of five tracks to choose on is none of those of one to four; too few cells tell nothing of calibration", () => {
  const rows = 20, classes = ["of four", "of five"];
  const tags = Uint8Array.from({ length: 2 * rows }, (_, at) => +(at >> 1 < 4 + at % 2));
  const p = matrix(rows, classes, new Float32Array(2 * rows).map((_, at) => at % 2 ? .02 : .5));
  p.data[1] = .0015; // of 20 cells 19 are left
  const both = { y: { classes, tags }, p }, model = { name: "flat", tune: both, judge: both };
  const groups = byRarity(model, ["one half"]);
  assertEquals(groups.map((row) => [row["tracks to choose on"], row.tags]), [
    ["1 to 4", 1],
    ["5 to 19", 1],
  ]);
  assertEquals(calibrationLine("flat", both), { name: "flat", x: [.5], y: [.2] });
});

Deno.test("a link's weight is how many times more often two tags come together than by chance", () => {
  const { nodes, links: [{ from, to, weight }] } = describeTags(data, places).together();
  const k = names.length, [a, b] = [from, to].map((name) => names.indexOf(name));
  const share = (has: (row: number) => number) =>
    Array.from({ length: data.rows }, (_, i) => has(i * k)).reduce((sum, n) => sum + n) / data.rows;
  const both = share((at) => drawn.tags[at + a] & drawn.tags[at + b]);
  const apart = share((at) => drawn.tags[at + a]) * share((at) => drawn.tags[at + b]);
  assertAlmostEquals(weight, both / apart, 1e-12);
  assert(nodes.some(({ name }) => name === from));
});

Deno.test("a strategy says all tags as itself does, and some otherwise than another", async () => {
  const model = await own(), all = model.judge.y.classes.length;
  const of = (other: Strategy) => saidAlike(model, "plug-in", other);
  assertEquals(of("plug-in"), { alike: all, tags: all });
  const { alike } = of("one half"), [a, b] = [say(model, "plug-in"), say(model, "one half")];
  const differ = names.filter((_, tag) => a.some((said, at) => at % all === tag && said !== b[at]));
  assertEquals(alike, all - differ.length);
  assert(alike < all);
});

Deno.test("tags ranked better and worse are halves of those that any track has, with all that is said of them", async () => {
  const model = await own(), report = perTagReport(model, "plug-in");
  const known = report.filter(({ tracks }) => tracks > 0), [worse, better] = saidByRanking(report);
  assertEquals([worse.count, better.count], [
    Math.ceil(known.length / 2),
    Math.floor(known.length / 2),
  ]);
  const odd = known.slice(0, 5);
  assertEquals(saidByRanking(odd).map(({ count }) => count), [3, 2]);
  const sum = (of: "tracks" | "said") => known.reduce((total, line) => total + line[of], 0);
  assertEquals([worse.true + better.true, worse.said + better.said], [sum("tracks"), sum("said")]);
  assert(worse["said for each true"] > better["said for each true"]);
});

Deno.test("a remembered model fits whenever it is asked; again it gives its last fit back", async () => {
  let fits = 0;
  const counted = {
    ...ownScores(),
    fit: (...given: Parameters<Estimator["fit"]>) => (fits++, ownScores().fit(...given)),
  };
  const { model, again } = remembered(counted), rng = new Rng(1);
  await model.fit(data, parts.learn, rng);
  const second = await model.fit(data, parts.learn, rng);
  assert(await again.fit(data, parts.learn, rng) === second);
  assertEquals(fits, 2);
  await again.fit(data, parts.tune, rng);
  assertEquals(fits, 3);
});

Deno.test("tags said of all rows alike are the commonest, none, or all", () => {
  const y = { classes: ["a", "b"], tags: Uint8Array.of(0, 1, 1, 1) };
  assertEquals(sameForAll(y, 1, 2), Uint8Array.of(0, 1, 0, 1));
  assertEquals(saidScores(y, sameForAll(y, 0, 2)).microF1, 0);
  assertEquals(saidScores(y, sameForAll(y, 2, 2)).microF1, 6 / 7);
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

Deno.test("Gini of the counts is not Gini of the cells, which is how empty the table is", () => {
  const { inequality, counts, perTrack } = describeTags(data, places), all = inequality.at(-1)!;
  const density = counts.reduce((sum, { rate }) => sum + rate, 0) / counts.length;
  assertAlmostEquals(Number(all.giniOfCells), 1 - density, 1e-9);
  assert(Number(all.gini) < .75 && Number(all.giniOfCells) > .95);
  for (const { y } of perTrack) assertAlmostEquals(Array.from(y).reduce((a, b) => a + b), 1, 1e-9);
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
