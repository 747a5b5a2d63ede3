/** The article of the study of sound, from made records. */
import { assert, assertEquals } from "../../assert.ts";
import { makeRun, type Run } from "../../../lib/experiments/runs/record.ts";
import { article } from "../../../lib/studies/sound/article/mod.ts";
import { asScores } from "../../../lib/studies/sound/kept.ts";
import { assertCitesAll, assertLeavesOut, written as writtenFrom } from "../articles.ts";

type Scores = Record<string, number>;
/** As a record that was written and read has them. */
const sorted = (scores: Scores): Scores =>
  Object.fromEntries(Object.entries(scores).sort(([a], [b]) => a < b ? -1 : 1));
const run = (part: string, name: string, rows: readonly object[] | Scores): Run =>
  makeRun(
    {
      ...{ part, name, settings: {}, seed: 1, split: null },
      data: { fingerprint: "f", rows: 120 },
    },
    { scores: sorted(Array.isArray(rows) ? asScores(rows) : rows as Scores), seconds: 1 },
  );
const score = (name: string, way: string, value: number, half = .05) => ({
  ...{ name, way, value },
  interval: [value - half, value + half],
});
const chords = { frames: .5, model: .6, modelCqt: .9, roots: .7 };
const beats = { bpm: 90, tempo: 91, onsets: .9, beats: .6, beatsHmm: .5, cmlT: .4, amlT: .9 };

const RUNS: Record<string, Run[]> = {
  sounds: [run("01", "sounds", { sounds: 120, labels: 10, artists: 40, asked: 30, made: 1 })],
  spectra: [
    run(
      "01",
      "frames",
      [64, 1024].map((nFft) => ({
        ...{ nFft, "frame (ms)": nFft / 5.5, "bin (Hz)": 5500 / nFft },
        ...{ "dip between tones (dB)": nFft / 64, "dip between clicks (dB)": 1024 / nFft },
      })),
    ),
    run("01", "shifted", ["constant Q", "mel", "STFT"].map((picture) => ({ picture, alike: .9 }))),
  ],
  hearing: [
    run("02", "instruments near", [
      { descriptor: "MFCC 2 to 5", sameInstrument: .8, samePitchClass: .1 },
    ]),
    run("02", "instruments far", [
      { descriptor: "MFCC 2 to 5", sameInstrument: .2, samePitchClass: .1 },
    ]),
    run("02", "chords alone", [{ chords: "C:maj", instrument: "piano", frames: .97, model: .99 }]),
    run(
      "02",
      "harmony",
      [0, 1].map((i) => ({ style: i ? "all" : "pop", ...chords, model: chords.model * i })),
    ),
    run("02", "keys", [
      { key: "same", clips: 15, share: .75 },
      { key: "relative", clips: 5, share: .25 },
    ]),
    run("02", "rhythm", ["pop", "all"].map((style) => ({ style, ...beats }))),
  ],
  networks: [
    run("03", "networks", { halfOfAttention: .4 }),
    run("03", "starts", [
      ...[score("descriptor, as it is", "other artists", .3)],
      ...[score("descriptor, trained further", "other artists", .45)],
      ...[score("from random weights", "other artists", .2)],
    ]),
    run("03", "pooling", ["mean", "maximum"].map((name) => score(name, "other artists", .5))),
  ],
  few: [
    run("04", "copies", [score("noise", "over no copies", .1), score("pitch", "over …", .02)]),
    run(
      "04",
      "few",
      ["1 of each style", "5 of each style"].flatMap((way) =>
        ["random weights", "halves first"].map((name) => score(name, way, .3))
      ),
    ),
    run("04", "few, gains", [score("halves first", "over random weights", -.1)]),
  ],
  folds: [
    run(
      "04",
      "ways",
      [["at random", .8], ["same artist together", .3]].flatMap(([way, value]) =>
        ["svm", "all, averaged"].map((name) => score(name, String(way), Number(value), .08))
      ),
    ),
  ],
};
const MORE = [
  run("04", "sources", [score("sound", "by artist", .3), score("late", "by artist", .6)]),
  run("04", "tags", [
    { of: "tags", meanAveragePrecision: .4, rocAuc: .8, hammingLoss: .1, silent: .88, tags: 40 },
  ]),
];
const all = [...Object.values(RUNS).flat(), ...MORE];

const written = (runs: readonly Run[], language: "en" | "fr" = "en") =>
  writtenFrom(article, runs, language);

Deno.test("the article of sound tells what the records say, each comparison by its interval", async () => {
  const { text, missing, figures } = await written(all);
  assertEquals(missing, []);
  assertEquals(Object.keys(figures), ["copies.tex", "few.tex", "networks.tex"]);
  for (
    const part of [
      "played by code",
      "120 sounds with 10 labels by 40 artists",
      "between the clicks is 16~dB in the shortest and 1~dB in the longest",
      "in 80\\% of cases; where notes lie up to an octave and a half apart, in 20\\%",
      "better evidence brings more than a better model of time",
      "made by code, not real music",
      "is 50\\%, 60\\% with the model, and 90\\%",
      "The key is right for 75\\% of the clips",
      "Learning on pays.",
      "Established is the gain of noise.",
      "the gain in points is $-$10.0 [$-$15.0, $-$5.0] (halves first). No gain is established. A loss is established of halves first.",
      "all three, averaged & 80.0 [72.0, 88.0] & 30.0 [22.0, 38.0]",
      "falls by 50.0~points",
      "Of 40 tags 90.0\\% of cells are told right; never saying a tag gets 88.0\\%",
    ]
  ) assert(text.includes(part), `${part} is not in ${text}`);
  assert(!text.includes("undefined") && !text.includes("NaN"));
});

Deno.test("of real sounds the article does not say that code made them; overlaps establish nothing", async () => {
  const starts = ["descriptor, as it is", "descriptor, trained further", "from random weights"];
  const real = [
    ...all.filter(({ name }) => name !== "starts" && name !== "sounds"),
    run("03", "starts", starts.map((name, i) => score(name, "", .3 + .02 * i))),
    run("01", "sounds", { sounds: 249, labels: 5, artists: 20, asked: 0, made: 0 }),
  ];
  const { text } = await written(real);
  assert(!text.includes("These sounds are made by code"), text);
  assert(text.includes("These intervals overlap"), text);
});

for (const language of ["en", "fr"] as const) {
  Deno.test(`without any part of the records of sound the ${language} text says what is left out`, () =>
    assertLeavesOut(article, RUNS, language));
}

Deno.test("both texts on sound cite the same works, and every work is cited", () =>
  assertCitesAll(article));
