/** The leaderboard of a study that ranks models by another score than accuracy. */
import { board } from "../../lib/publish/site/board.ts";
import type { DataUsed } from "../../lib/publish/site/collect.ts";
import { assertEquals } from "../assert.ts";
import { FINGERPRINT, run } from "./study_output.ts";

const data: DataUsed = {
  ...{ origin: "--data", source: "", details: "" },
  ...{ fingerprint: FINGERPRINT, rows: 1000, classes: 248 },
};

Deno.test("a study of tags is ranked by the score that it names, with the interval of the record or the card", () => {
  const study = { fingerprint: FINGERPRINT, seed: 1 };
  const tagged = { site: { pictures: [], scores: ["weightedF1", "logLoss"] } };
  const scores = (value: number) => ({
    ...{ weightedF1: value, weightedF1Low: value - .03, weightedF1High: value + .01 },
    ...{ macroF1: .3, macroF1Low: .2, macroF1High: .4, logLoss: .07, accuracy: 1 - value },
  });
  const of = (name: string, value: number) => ({
    ...run("03", name, { holdOut: .2 }, scores(value)),
    study,
  });
  const ranked = { meanAveragePrecision: .4, labelRankingAveragePrecision: .6 };
  const { accuracy: _, ...line } = { ...scores(.55), ...ranked, rows: 200, tags: data.classes };
  const card = (tags: number) => ({
    ...{ name: "exported", summary: "", data: FINGERPRINT, trainingRows: 1000, seed: 1 },
    ...{
      judged: [{ protocol: "at random", ...line, tags }],
      settings: {},
      seconds: 1,
      limits: [],
    },
  });
  const folded = { ...of("other rows", .9), split: { holdOut: .36, tune: .16 } };
  const runs = [of("poor", .4), of("good", .5), folded];
  const rows = board(tagged, runs, [card(data.classes), card(999)], data);
  assertEquals(rows.map(({ model }) => model), ["exported", "good", "poor"]);
  const shown = rows.map(({ ways }) => ways["at random"]);
  assertEquals(shown.map(({ value, low, high }) => [value, low, high]), [
    ...[.55, .5, .4].map((value) => [value, value - .03, value + .01]),
  ]);
  assertEquals(shown.map(({ others }) => others), [[.07], [.07], [.07]]);
});
