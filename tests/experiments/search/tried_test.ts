import { Rng } from "../../../lib/core/rng.ts";
import { QUICK } from "../../../lib/experiments/quick.ts";
import type { Settings } from "../../../lib/experiments/runs/record.ts";
import { halving } from "../../../lib/experiments/search/halving.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { oneOf } from "../../../lib/experiments/search/distributions.ts";
import { grid, listed, random, type Space } from "../../../lib/experiments/search/space.ts";
import { spaceOf } from "../../../lib/experiments/search/tried.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { toyRunner } from "../toy_runner.ts";

const ROWS = 320, rng = new Rng(1);
const candidates = (space: Space) => space.plan(rng).ready();
const settingsOf = (space: Space) => candidates(space).map(({ settings }) => settings);

/** What is said while something is done. */
function said(doing: () => void): string[] {
  const lines: string[] = [], { log } = console;
  console.log = (line: string) => void lines.push(line);
  try {
    doing();
  } finally {
    console.log = log;
  }
  return lines;
}

Deno.test("values of settings are a grid, and its step the names of its settings", () => {
  const { space, varied } = spaceOf({ layers: [[2], [3]], dropout: [0, .5] }, ROWS);
  assertEquals(varied, "layers, dropout");
  const all = [[[2], 0], [[2], .5], [[3], 0], [[3], .5]];
  assertEquals(settingsOf(space).map(({ layers, dropout }) => [layers, dropout]), all);
  assertEquals(candidates(space)[0].label, undefined);
  const nothing = spaceOf({}, ROWS); // varies nothing: the network as it is
  assertEquals([settingsOf(nothing.space), nothing.varied], [[{}], undefined]);
});

Deno.test("settings by name are tried as they are, and known by their names", () => {
  const ways = { scratch: { start: "scratch" }, usual: {}, slow: { start: "head", layers: [8] } };
  const { space, varied } = spaceOf(ways, ROWS);
  assertEquals(candidates(space).map(({ label, settings }) => [label?.variant, settings]), [
    ["scratch", ways.scratch],
    ["usual", {}],
    ["slow", ways.slow],
  ]);
  assertEquals(varied, undefined);
});

Deno.test("values across go, in every combination, with each of the settings tried", () => {
  const across = { newShare: [.1, .2, .5, 1], oldShare: [1] }, of = { a: { start: "head" }, b: {} };
  const { space } = spaceOf(of, ROWS, QUICK, across);
  const found = candidates(space).map(({ label, settings }) => [label?.variant, settings]);
  assertEquals(found.slice(2, 4), [
    ["a", { start: "head", newShare: 1, oldShare: 1 }],
    ["b", { newShare: .1, oldShare: 1 }],
  ]);
  assertEquals(found.length, 2 * 3); // a quick study's three values
  assertEquals(
    spaceOf({ layers: [[2]] }, ROWS, undefined, across).varied,
    "layers, newShare, oldShare",
  );
  assertEquals(settingsOf(spaceOf([], ROWS, undefined, across).space), []);
});

Deno.test("a list is just these settings, and a space what it is", () => {
  const list = [{ layers: [5] }, {}];
  assertEquals(settingsOf(spaceOf(list, ROWS).space), list);
  const labelled = listed(list, [{ variant: "wide" }, { variant: "usual" }]);
  const { space, varied } = spaceOf(labelled, ROWS);
  assertEquals(candidates(space), candidates(labelled));
  assertEquals(varied, undefined);
});

Deno.test("what mixes values with settings by name is refused", async () => {
  const mixed = { layers: [[2]], scratch: { start: "scratch" } } as unknown as Settings[];
  await assertFails(() => spaceOf(mixed, ROWS), "scratch", "a list of the values");
});

Deno.test("batches larger than the rows are left out of a grid, and that is said", () => {
  let sizes: unknown[] = [];
  const lines = said(() => {
    const { space } = spaceOf({ batchSize: [64, 512, 1024] }, ROWS);
    sizes = settingsOf(space).map(({ batchSize }) => batchSize);
  });
  assertEquals([sizes, lines.length], [[64], 1]);
  assert(lines[0].includes("batches of 512, 1024") && lines[0].includes("320 rows"), lines[0]);
  assertEquals(said(() => spaceOf({ batchSize: [64, 320] }, ROWS)), []);
});

Deno.test("a space's batches are at most all rows, halving's too", async () => {
  const space = random({ batchSize: oneOf(64, 512), dropout: oneOf(0, .5) }, { trials: 4 });
  const sizes = settingsOf(spaceOf(space, ROWS).space).map(({ batchSize }) => batchSize);
  assertEquals(sizes.toSorted(), [320, 320, 64, 64]);
  const rungs = halving(grid({ width: [16, 64], batchSize: [8, 999] }), {
    ...{ resource: "epochs", minimum: 1, maximum: 2, eta: 2 },
  });
  const runner = toyRunner(1);
  const runs = await search(spaceOf(rungs, 50).space, runner, { part: "00", name: "toy" });
  await runner.close();
  assertEquals(runs.map(({ settings }) => settings.batchSize).slice(0, 4), [8, 50, 8, 50]);
  assertEquals(runs.map(({ settings }) => settings.epochs), [1, 1, 1, 1, 2, 2]);
});

Deno.test("a quick study tries few values of a setting, and no fewer ways or listed settings", () => {
  const values = [1, 2, 3, 4, 5];
  const quick = spaceOf({ width: values, layers: [[1], [2]] }, ROWS, QUICK);
  assertEquals(settingsOf(quick.space).length, QUICK.values * 2);
  assertEquals(new Set(settingsOf(quick.space).map(({ width }) => width)), new Set([1, 3, 5]));
  const ways = Object.fromEntries(values.map((width) => [`way ${width}`, { width }]));
  assertEquals(settingsOf(spaceOf(ways, ROWS, QUICK).space).length, 5);
  assertEquals(settingsOf(spaceOf(Object.values(ways), ROWS, QUICK).space).length, 5);
});

Deno.test("a quick study draws the first of a random search's trials", () => {
  const draws = (trials: number) =>
    random({ width: { sample: (rng: Rng) => rng.int(1000) } }, { trials });
  const many = settingsOf(draws(40));
  const few = settingsOf(spaceOf(draws(40), ROWS, QUICK).space);
  assertEquals(few, many.slice(0, QUICK.trials));
  assertEquals(settingsOf(spaceOf(draws(5), ROWS, QUICK).space), many.slice(0, 5));
  assertEquals(settingsOf(spaceOf(grid({ width: [1, 2, 3, 4] }), ROWS, QUICK).space).length, 4);
});

Deno.test("a quick study halves fewer draws, over fewer epochs", async () => {
  const trials = random({ width: { sample: (rng: Rng) => 1 + rng.int(1000) } }, { trials: 40 });
  const rungs = halving(trials, { resource: "epochs", minimum: 2, maximum: 27, eta: 3 });
  const { space } = spaceOf(rungs, ROWS, QUICK), runner = toyRunner(1);
  const runs = await search(space, runner, { part: "00", name: "toy" });
  await runner.close();
  const epochs = Map.groupBy(runs, ({ settings }) => settings.epochs);
  assertEquals([...epochs].map(([e, own]) => [e, own.length]), [[2, 12], [6, 4]]);
});
