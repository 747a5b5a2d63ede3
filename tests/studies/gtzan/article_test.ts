/** The article of the study of genres, from made records. */
import { assert, assertEquals } from "../../assert.ts";
import { makeRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { article } from "../../../lib/studies/gtzan/article/mod.ts";
import { assertCitesAll, assertLeavesOut, written as writtenFrom } from "../articles.ts";

type Scores = Record<string, number>;

function run(part: string, name: string, scores: Scores, step = "", variant?: string): Run {
  const data = { fingerprint: "f", rows: 900 }, label = { step, ...(variant && { variant }) };
  const key = { part, name, settings: { name }, seed: 1, data, split: null, label };
  return makeRun(key, { scores, seconds: 1 });
}

const of = (model: string, value: number) => ({
  [model]: value,
  ...{ [`${model}Low`]: value - .03, [`${model}High`]: value + .03 },
  ...{ [`${model}Least`]: value - .06, [`${model}Most`]: value + .06 },
});
const way = (part: string, read: string, name: string, value: number, repeats = 1) =>
  run(
    part,
    `ways: ${read}, ${name}${repeats > 1 ? `, ${repeats} times` : ""}`,
    {
      ...{ tracks: 900, repeats, ...of("SVM", value), ...of("SVM + networks", value + .02) },
      ...of("all three", value + .01),
    },
    read,
    name,
  );
const gained = (over: string, gain: number) =>
  run(
    "05",
    `gain over ${over}`,
    { gain, gainLow: gain - .01, gainHigh: gain + .01 },
    "gain",
    `over ${over}`,
  );

const tracks = {
  ...{ tracks: 900, genres: 10, copies: 14, artistsPerGenre: 40, busiest: .3, asked: 0, isMade: 0 },
  ...{ firstComponent: .3, componentsFor90: 28, isHeard: 0 },
};
const RUNS: Record<string, Run[]> = {
  data: [run("01", "tracks", tracks)],
  features: [
    ...[way("02", "174", "at random", .68), way("02", "174", "artists together", .44)],
    ...[way("02", "both in dB", "at random", .8), way("02", "both in dB", "artists together", .55)],
  ],
  networks: [run("03", "networks", { dense: .66, cnn: .64, rnn: .65, "lstm on frames": .6 })],
  grid: [
    run("04", "grid", {
      ...{ rows: 2700, best: .755, "best mean over seeds": .72 },
      ...{ "chosen by the result": .74, "chosen honestly": .68 },
    }),
  ],
  ways: [
    ...[way("05", "means", "at random", .74), way("05", "means", "artists together", .5)],
    ...[way("05", "both", "at random", .82), way("05", "both", "artists together", .58)],
    way("05", "means", "at random", .75, 10),
  ],
};
const MORE = [
  ...[
    gained("SVM", .03),
    gained("networks", .005),
    gained("discriminant", .02),
    gained("the same on one table", .06),
  ],
  run("05", "segments: random", { accuracy: .94 }),
  run("05", "segments: track", { accuracy: .8 }),
  run("05", "taken for: blues", { blues: 30, rock: 10, jazz: 0 }, "taken for", "blues"),
  run("05", "taken for: rock", { blues: 1, rock: 9, jazz: 20 }, "taken for", "rock"),
  run(
    "05",
    "recipe: folds of artists",
    { accuracy: .585, balanced: .57, sets: 7 },
    "recipe",
    "discriminant + SVM",
  ),
];
const all = [...Object.values(RUNS).flat(), ...MORE];

const written = (runs: readonly Run[], language: "en" | "fr" = "en") =>
  writtenFrom(article, runs, language);

Deno.test("the article tells what the records say, each comparison by its interval", async () => {
  const { text, missing, figures } = await written(all);
  assertEquals(missing, []);
  assertEquals(Object.keys(figures), ["features.tex", "ways.tex"]);
  for (
    const part of [
      "\\title{Ten Genres, and the Artists Behind Them",
      "told right in 83.0\\% of cases by the mean of three models; those by artists never heard in 59.0\\% [56.0, 62.0]",
      "the best set there, \\emph{both in decibels}, 80.0\\% and 55.0\\% [52.0, 58.0]",
      "Networks that read the sound itself reach 60.0\\% (LSTM on frames) there",
      "chosen and stopped by rows of the training part, 68.0\\%",
      "SVM & 74.0 & 50.0 \\\\",
      "most is lost by SVM: from 74.0\\% to 50.0\\%",
      "Over ten repetitions of random folds, SVM and networks together on the first table have 77.0\\% [74.0, 80.0]",
      "raises accuracy by 3.0~points (95\\% interval 2.0 to 4.0); against the networks it is not established to differ",
      "blues & 40 & 75\\% & rock & 25\\%",
      "the mean of linear discriminant and SVM is right most often",
    ]
  ) assert(text.includes(part), `${part} is not in ${text}`);
  assert(!/undefined|NaN|made by code/.test(text));
});

Deno.test("of tracks made by code it says so; of tracks whose artists nobody knows, nothing of artists", async () => {
  const alone = all.map((run) =>
    run.name === "tracks" ? { ...run, scores: { ...tracks, isMade: 1, busiest: .01 } } : run
  ).filter(({ label }) => label?.variant !== "artists together");
  for (const language of ["en", "fr"] as const) {
    const { text } = await written(alone, language);
    assert(/made by code|faits par un programme/.test(text));
    assert(
      !/never heard|jamais entendus|recognition of artists|reconnaissance d'artistes/.test(text),
      text,
    );
  }
});

for (const language of ["en", "fr"] as const) {
  Deno.test(`without any part of the records the ${language} text says what is left out`, () =>
    assertLeavesOut(article, RUNS, language));
}

Deno.test("in French numbers and comparisons are French", async () => {
  const { text } = await written(all, "fr");
  for (
    const part of [
      "\\title{Dix genres",
      "83,0\\,\\%",
      "relève l'exactitude de 3,0~points",
      "par plis d'artistes",
    ]
  ) assert(text.includes(part), `${part} is not in ${text}`);
});

Deno.test("both texts cite the same works, and every work is cited", () => assertCitesAll(article));
