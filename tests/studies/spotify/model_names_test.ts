/** The study's models on the site's leaderboard. */
import type { Run } from "../../../lib/experiments/runs/record.ts";
import { board } from "../../../lib/publish/site/board.ts";
import type { DataUsed } from "../../../lib/publish/site/collect.ts";
import { study as spotify } from "../../../lib/studies/spotify/study.ts";
import { assertEquals } from "../../assert.ts";
import { FINGERPRINT, run } from "../../publish/study_output.ts";

const data: DataUsed = {
  ...{ origin: "--data", source: "own files", details: "" },
  ...{ fingerprint: FINGERPRINT, rows: 1000, classes: 2 },
};

Deno.test("models are called what a visitor understands, and two of one notebook keep apart", () => {
  const study = { fingerprint: FINGERPRINT, seed: 1 };
  const named = (
    name: string,
    accuracy: number,
    split: Record<string, string | number> = { holdOut: .2 },
    label: Run["label"] = undefined,
  ) => ({ ...run("04", name, split, { accuracy }, {}), label, study });
  const step = (step: string, variant: string, name: string, accuracy: number) =>
    named(name, accuracy, { holdOut: .2 }, { step, variant });
  const rows = board(
    spotify,
    [
      named("trees 1", .6),
      step("trees", "neighbours", "whatever it is called", .5),
      step("trees", "subgenresLearnt", "+ subgenres learnt", .4),
      step("networks", "subgenresLearnt", "+ subgenres learnt", .3),
      named("with texts", .9, { holdOut: .2, group: "album" }), // neither of the board's two ways
    ],
    [],
    data,
  );
  assertEquals(rows.map(({ model }) => model), [
    "boosted trees alone (no. 1 of the mix)",
    "boosted trees, and genres of the 25 nearest tracks",
    "boosted trees that learn subgenres",
    "network that learns subgenres",
  ]);
});
