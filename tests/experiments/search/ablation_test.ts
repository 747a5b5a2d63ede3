import { ablation, ablationTable, tricksWorth } from "../../../lib/experiments/search/ablation.ts";
import { Rng } from "../../../lib/core/rng.ts";
import {
  type Label,
  makeRun,
  type Run,
  type Settings,
} from "../../../lib/experiments/runs/record.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { smallRun } from "../small_run.ts";

const plan = ablation({
  dropout: { dropout: .3 },
  stopping: { patience: 8, restoreBest: true },
}).plan(new Rng(1)).ready();

/** Dropout is worth .02, stopping nothing; seeds differ by .1, which pairing takes away. */
function run(settings: Settings, label: Label | undefined, seed: number, failed = false): Run {
  const data = { fingerprint: "f", rows: 9 };
  const key = { part: "04", name: "toy", settings, label, seed, data, split: null };
  const accuracy = .5 + .1 * seed + (settings.dropout ? .02 : 0) + .001 * (seed % 2);
  return makeRun(
    key,
    failed
      ? { error: "the loss is NaN", seconds: 1 }
      : { scores: { accuracy, logLoss: -accuracy, gap: .1 }, seconds: 1 },
  );
}
const runsOf = (failed: (used: string, seed: number) => boolean = () => false) =>
  plan.flatMap(({ settings, label }) =>
    [1, 2, 3].map((seed) => run(settings, label, seed, failed(label!.variant!, seed)))
  );

Deno.test("an ablation tries none, each alone, all, and all but each, each known by its settings", () => {
  assertEquals(plan.map(({ label }) => [label!.variant, label!.trick]), [
    ["none", undefined],
    ["dropout", "dropout"],
    ["stopping", "patience, restoreBest"],
    ["all", undefined],
    ["all but dropout", "dropout"],
    ["all but stopping", "patience, restoreBest"],
  ]);
  assertEquals(plan.map(({ settings }) => Object.keys(settings).length), [0, 1, 2, 3, 2, 1]);
  assertEquals(plan[3].settings, { dropout: .3, patience: 8, restoreBest: true });
});

Deno.test("differences are paired by seed: against none, or against all", () => {
  const rows = ablationTable(runsOf());
  assertEquals(rows.map(({ used }) => used), [
    "none",
    "dropout",
    "stopping",
    "all",
    "all but dropout",
    "all but stopping",
  ]);
  assert(Number.isNaN(rows[0].difference));
  for (const [i, expected] of [[1, .02], [2, 0], [3, .02], [4, -.02], [5, 0]]) {
    assertAlmostEquals(rows[i].difference, expected, 1e-12);
    assert(rows[i].high - rows[i].low < 1e-9, "seeds differ, but pairs do not");
  }
});

Deno.test("of a loss, a positive difference is a fall", () => {
  const [, dropout] = ablationTable(runsOf(), "logLoss");
  assertAlmostEquals(dropout.difference, .02, 1e-12); // the loss of this toy falls by what its accuracy gains
});

Deno.test("a seed that failed leaves its pair out", () => {
  const rows = ablationTable(runsOf((used, seed) => used === "dropout" && seed === 2));
  assertEquals([rows[1].failed, rows[3].failed], [1, 0]);
  assertAlmostEquals(rows[1].difference, .02, 1e-12);
});

Deno.test("what is left out of all is worth what goes with it, of a loss too", () => {
  for (const score of ["accuracy", "logLoss"]) {
    const worth = tricksWorth(runsOf(), score);
    const of = (name: string, way: string) =>
      worth.find((each) => each.name === name && each.way === way)!.value;
    assertAlmostEquals(of("dropout", "added to none"), .02, 1e-12);
    assertAlmostEquals(of("dropout", "kept among all"), .02, 1e-12);
  }
  const worth = tricksWorth(runsOf());
  assertEquals(worth.map(({ way }) => way).slice(1, 3), ["added to none", "kept among all"]);
  assertEquals(worth[1].trick, "patience, restoreBest");
});

Deno.test("a trick all of whose pairs failed is worth nothing that could be drawn", () => {
  const worth = tricksWorth(runsOf((used, seed) => used === "dropout" && seed > 1));
  assertEquals(worth.map(({ name, way }) => `${name} ${way}`), [
    "stopping added to none",
    "dropout kept among all",
    "stopping kept among all",
  ]);
});

Deno.test("runs of no ablation are refused, by what they are labelled with", async () => {
  const some = runsOf().filter(({ label }) => label!.variant !== "all");
  await assertFails(() => ablationTable(some), "not the runs of an ablation", "none, dropout");
  await assertFails(() => tricksWorth([smallRun({}, { accuracy: .5 })]), "with nothing");
});
