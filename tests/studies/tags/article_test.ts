/** The article of the study of tags, from made records. */
import { assert, assertEquals } from "../../assert.ts";
import { makeRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { article } from "../../../lib/studies/tags/article/mod.ts";
import { assertCitesAll, assertLeavesOut, written as writtenFrom } from "../articles.ts";

const within = (name: string, value: number, half = .01) => ({
  [name]: value,
  [`${name}Low`]: value - half,
  [`${name}High`]: value + half,
});

function run(
  part: string,
  name: string,
  step: string,
  scores: Record<string, number>,
  variant?: string,
): Run {
  const data = { fingerprint: "f", rows: 900 }, label = { step, ...(variant && { variant }) };
  const key = { part, name, settings: { name }, seed: 1, data, split: null, label };
  return makeRun(key, { scores, seconds: 1 });
}

const judged = (name: string, weighted: number, gain?: number) =>
  run("04", name, "judged", {
    ...{ rows: 200, tags: 248, atHalf: weighted - .1, cutPerTag: weighted - .01, logLoss: .08 },
    ...{ meanAveragePrecision: weighted - .05, labelRankingAveragePrecision: .7 },
    ...within("weightedF1", weighted),
    ...within("macroF1", weighted - .1),
    ...gain !== undefined && { ...within("gain", gain), ...within("macroGain", gain) },
  });
const strategy = (name: string, weightedF1: number, gain?: number) =>
  run("02", name, "strategy", {
    ...{ weightedF1, macroF1: .3, microF1: .5, samplesF1: .4, hammingLoss: .03, tagsPerTrack: 8 },
    ...gain !== undefined && within("gain", gain),
  }, name);
const uneven = {
  count: 248,
  perTrack: 9.02,
  gini: .63,
  giniOfCells: .964,
  topFifth: .68,
  underHundred: 48,
};
const RUNS: Record<string, Run[]> = {
  data: [
    run("01", "inequality: all", "inequality", uneven, "all"),
    run("01", "tags", "", { tracks: 1000, asked: 250, isMade: 1, closest: .4 }),
  ],
  decisions: [
    strategy("one half", .45),
    strategy("plug-in", .55, .1),
    run("02", "guessing", "", { sameForAll: .12, nothing: .964 }),
  ],
  models: [
    judged("benchmark", .53),
    judged("own scores, corrected", .55, .02),
    judged("published network", .5, -.03),
    judged("published network, with elm", .51, -.02),
    judged("a token each", .535, .005),
    judged("ours", .56, .03),
  ],
  attention: [
    run("04", "gradients: published", "gradients", { query: 0, key: 0, value: 2 }, "published"),
    run("04", "gradients: tokens", "gradients", { query: 1, key: .5, value: 2 }, "tokens"),
  ],
  search: [
    ...[.08, .077].map((logLoss) => ({ ...run("05", "tpe", "", { logLoss }), id: `${logLoss}` })),
    run("05", "importance", "", { "dropout and layers": .2, learningRate: .7 }),
  ],
};
const RECIPE = run("05", "moods: recipe", "recipe", {
  ...within("macroF1", .7),
  ...within("microF1", .7),
  ...within("meanAveragePrecision", .76),
  ...within("labelRankingAveragePrecision", .82),
  ...within("hammingLoss", .2),
}, "moods");

const written = (runs: readonly Run[], language: "en" | "fr" = "en") =>
  writtenFrom(article, runs, language);
const all = Object.values(RUNS).flat();

Deno.test("the article tells what the records say, each comparison by its interval", async () => {
  const { text, missing, figures } = await written([...all, RECIPE]);
  assertEquals(missing, []);
  assertEquals(Object.keys(figures), ["strategies.tex", "gains.tex"]);
  for (
    const part of [
      "\\title{248 Tags at Once",
      "made by code",
      "it is 0.63, which says how unevenly",
      "raises weighted F1 by 3.0~points (95\\% interval 2.0 to 4.0)",
      "against the benchmark, is not established to differ (+0.5 [$-$0.5, 1.5] points",
      "the published network's queries get 0\\% and its keys 0\\%",
      "two settings the log-loss lies between 0.0770 and 0.0800",
      "hangs on the learning rate (70\\%), then on dropout with layers (20\\%)",
      "moods & 0.700 [0.690, 0.710]",
    ]
  ) assert(text.includes(part), `${part} is not in ${text}`);
  assert(!text.includes("undefined") && !text.includes("NaN"));
});

Deno.test("of real tracks it does not say that code made them, of established losses it says so", async () => {
  const real = all.map((run) =>
    run.name === "tags" ? { ...run, scores: { ...run.scores, isMade: 0 } } : run
  );
  const worse = [judged("benchmark", .53), judged("own scores, corrected", .5, -.03)];
  const { text } = await written([
    ...real.filter(({ label }) => label?.step !== "judged"),
    ...worse,
  ]);
  assert(!text.includes("made by code"));
  assert(text.includes("lowers weighted F1 by 3.0~points (95\\% interval 2.0 to 4.0)"), text);
});

Deno.test("of a table without scores of its own nothing is said to be gained over them", async () => {
  const unscored = [judged("found by search", .37), judged("ours", .4, .03), RECIPE];
  for (const language of ["en", "fr"] as const) {
    const { text, figures } = await written(unscored, language);
    assert(
      !/fitted cuts this|against the scores|seuils ajustés, cela|rapport aux scores/.test(text),
      text,
    );
    assertEquals(Object.keys(figures), []);
  }
});

for (const language of ["en", "fr"] as const) {
  Deno.test(`without any part of the records the ${language} text says what is left out`, () =>
    assertLeavesOut(article, RUNS, language));
}

Deno.test("in French numbers, contractions and comparisons are French", async () => {
  const { text } = await written(all, "fr");
  for (
    const part of [
      "0,63",
      "relève le F1 pondéré de 3,0~points",
      "vient surtout du pas d'apprentissage (70\\,\\%), puis du \\emph{dropout} avec des couches",
    ]
  ) assert(text.includes(part), `${part} is not in ${text}`);
});

Deno.test("both texts cite the same works, and every work is cited", () => assertCitesAll(article));
