/** Decisions and tags looked at: by rarity, by ranking, side by side. */
import { assert, assertAlmostEquals, assertEquals } from "../../assert.ts";
import { matrix } from "../../../lib/core/matrix.ts";
import { saidScores } from "../../../lib/evaluation/mod.ts";
import {
  byRarity,
  calibrationLine,
  describeTags,
  perTagReport,
  saidAlike,
  saidByRanking,
  sameForAll,
  say,
  type Strategy,
} from "../../../lib/studies/tags/mod.ts";
import { data, drawn, names, own, places } from "./small_twin.ts";

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

Deno.test("tags said of all rows alike are the commonest, none, or all", () => {
  const y = { classes: ["a", "b"], tags: Uint8Array.of(0, 1, 1, 1) };
  assertEquals(sameForAll(y, 1, 2), Uint8Array.of(0, 1, 0, 1));
  assertEquals(saidScores(y, sameForAll(y, 0, 2)).microF1, 0);
  assertEquals(saidScores(y, sameForAll(y, 2, 2)).microF1, 6 / 7);
});

Deno.test("Gini of the counts is not Gini of the cells, which is how empty the table is", () => {
  const { inequality, counts, perTrack } = describeTags(data, places), all = inequality.at(-1)!;
  const density = counts.reduce((sum, { rate }) => sum + rate, 0) / counts.length;
  assertAlmostEquals(Number(all.giniOfCells), 1 - density, 1e-9);
  assert(Number(all.gini) < .75 && Number(all.giniOfCells) > .95);
  for (const { y } of perTrack) assertAlmostEquals(Array.from(y).reduce((a, b) => a + b), 1, 1e-9);
});
