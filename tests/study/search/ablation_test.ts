import {
  ablation,
  ablationSpace,
  ablationTable,
  tricksWorth,
} from "../../../lib/study/search/ablation.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { makeRun, type Run, type Settings } from "../../../lib/study/runs/record.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";

const tricks = { dropout: { dropout: .3 }, clipping: { clipNorm: 1 } };
const plan = ablation(tricks);

/** Dropout is worth .02, clipping nothing; seeds differ by .1, which pairing takes away. */
function run(settings: Settings, seed: number, failed = false): Run {
  const data = { fingerprint: "f", rows: 9 };
  const key = { part: "04", name: "toy", settings, seed, data, split: null };
  const accuracy = .5 + .1 * seed + (settings.dropout ? .02 : 0) + .001 * (seed % 2);
  return makeRun(
    key,
    failed
      ? { error: "the loss is NaN", seconds: 1 }
      : { scores: { accuracy, logLoss: -accuracy, gap: .1 }, seconds: 1 },
  );
}
const runsOf = (failed: (how: string, seed: number) => boolean = () => false) =>
  plan.flatMap(({ settings, how }) =>
    [1, 2, 3].map((seed) => run(settings, seed, failed(how, seed)))
  );

Deno.test("an ablation tries none, each alone, all, and all but each", () => {
  assertEquals(plan.map(({ how, trick }) => [how, trick]), [
    ["none", undefined],
    ["alone", "dropout"],
    ["alone", "clipping"],
    ["all", undefined],
    ["all but", "dropout"],
    ["all but", "clipping"],
  ]);
  assertEquals(ablationSpace(plan).list(new Rng(1)), plan.map(({ settings }) => settings));
  assertEquals(plan[3].settings, { dropout: .3, clipNorm: 1 });
});

Deno.test("differences are paired by seed: against none, or against all", () => {
  const rows = ablationTable(plan, runsOf());
  assertEquals(rows.map(({ used }) => used), [
    "none",
    "dropout",
    "clipping",
    "all",
    "all but dropout",
    "all but clipping",
  ]);
  assert(Number.isNaN(rows[0].difference));
  for (const [i, expected] of [[1, .02], [2, 0], [3, .02], [4, -.02], [5, 0]]) {
    assertAlmostEquals(rows[i].difference, expected, 1e-12);
    assert(rows[i].high - rows[i].low < 1e-9, "seeds differ, but pairs do not");
  }
});

Deno.test("of a loss, a positive difference is a fall", () => {
  const [, dropout] = ablationTable(plan, runsOf(), "logLoss");
  assertAlmostEquals(dropout.difference, .02, 1e-12); // the loss of this toy falls by what its accuracy gains
});

Deno.test("a seed that failed leaves its pair out", () => {
  const rows = ablationTable(plan, runsOf((how, seed) => how === "alone" && seed === 2));
  assertEquals([rows[1].failed, rows[3].failed], [1, 0]);
  assertAlmostEquals(rows[1].difference, .02, 1e-12);
});

Deno.test("what is left out of all is worth what goes with it", () => {
  const worth = tricksWorth(plan, ablationTable(plan, runsOf()));
  const of = (name: string, way: string) =>
    worth.find((each) => each.name === name && each.way === way)!.value;
  assertAlmostEquals(of("dropout", "added to none"), .02, 1e-12);
  assertAlmostEquals(of("dropout", "kept among all"), .02, 1e-12);
});

Deno.test("runs of another plan are refused", async () => {
  await assertFails(() => ablationTable(plan, runsOf().slice(1)), "17 runs", "multiple of 6");
});
