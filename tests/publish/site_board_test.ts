/** The leaderboard: which models stand on it, by which score, and how sure that is. */
import type { Run } from "../../lib/experiments/runs/record.ts";
import { board } from "../../lib/publish/site/board.ts";
import { collect, type DataUsed } from "../../lib/publish/site/collect.ts";
import { assertAlmostEquals, assertEquals } from "../assert.ts";
import { FINGERPRINT, made, run, TITLE, withStudy } from "./study_output.ts";

const data: DataUsed = {
  ...{ origin: "--data", source: "", details: "" },
  ...{ fingerprint: FINGERPRINT, rows: 1000, classes: 248 },
};

Deno.test("the leaderboard holds judged models of this data alone, each with its interval", async () => {
  await withStudy(async (out) => {
    const { runs, cards, data } = await collect(out);
    const rows = board(made, runs, cards, data);
    assertEquals(rows.map(({ model, part }) => [model, part]), [
      ["genre from sound", undefined],
      ["network", "03"],
      ["gradient boosting", "02"],
      [TITLE, "02"],
    ]);
    const { value: accuracy, low, high, on } = rows[2].ways["same audio together"]!;
    assertEquals([accuracy, low, high, on], [.58, .58 - .02, .58 + .02, "5 folds"]);
    const held = rows[1].ways["at random"]!; // Wilson's interval of 124 of 200
    assertAlmostEquals(held.low, .5510, 5e-4);
    assertAlmostEquals(held.high, .6844, 5e-4);
    assertEquals(rows[1].ways["same audio together"], undefined);
  });
});

Deno.test("a model gets the other way's score from a training of its settings, not from another model", async () => {
  await withStudy(async (out) => {
    const { data } = await collect(out), study = { fingerprint: FINGERPRINT, seed: 1 };
    const grouped = { holdOut: .2, group: "audio" }, settings = {};
    const mine = { ...run("07", "mine", { holdOut: .2 }, { accuracy: .5 }, { settings }), study };
    const other = { ...run("02", "majority", grouped, { accuracy: .2 }, { settings }), study };
    const wayOf = (runs: Run[]) =>
      board(made, runs, [], data).find(({ model }) => model === "mine")!.ways;
    assertEquals(Object.keys(wayOf([mine, other])), ["at random"]);
    const training = { ...other, part: "03", name: "a search", engine: "wasm" };
    assertEquals(wayOf([mine, other, training])["same audio together"]!.value, .2);
  });
});

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
