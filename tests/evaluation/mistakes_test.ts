import { matrix } from "../../lib/core/matrix.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { accuracyBy, confidentMistakes, confusedPairs } from "../../lib/evaluation/mistakes.ts";
import { wilson } from "../../lib/evaluation/statistics/shares.ts";
import { assertAlmostEquals, assertEquals } from "../assert.ts";
import { smallTracks } from "../tracks.ts";

Deno.test("accuracy by group counts each group's rows, numbers by size, small groups left out", () => {
  const found = accuracyBy([10, 5, 5, 100, 5], [0, 0, 1, 1, 1], [0, 0, 0, 1, 1]);
  assertEquals(found.map(({ name, rows }) => [name, rows]), [["5", 3], ["10", 1], ["100", 1]]);
  assertAlmostEquals(found[0].accuracy, 2 / 3);
  assertEquals(found[0].interval, wilson(2, 3));
  assertEquals(accuracyBy(["a", "b", "b"], [0, 0, 0], [0, 0, 0], { fewest: 2 }).length, 1);
});

Deno.test("pairs of genres are ranked by their mistakes in both directions", () => {
  const truth = [0, 0, 1, 2, 2, 2], predicted = [1, 0, 0, 0, 2, 2];
  const pairs = confusedPairs(truth, predicted, ["pop", "rap", "rock"]);
  assertEquals(pairs.map(({ a, b, aAsB, bAsA }) => [a, b, aAsB, bAsA]), [
    ["pop", "rap", 1, 1],
    ["pop", "rock", 0, 1],
    ["rap", "rock", 0, 0],
  ]);
  assertAlmostEquals(pairs.reduce((sum, pair) => sum + pair.ofMistakes, 0), 1);
  assertEquals(confusedPairs([0], [0], ["pop", "rap"])[0].ofMistakes, 0);
});

Deno.test("the surest mistakes come first, each title once, what is right never", () => {
  const tracks = smallTracks([
    { title: "right", genre: "pop" },
    { title: "sure", genre: "rock", date: "1999" },
    { title: "unsure", genre: "pop" },
    { title: "sure", genre: "rock" },
  ]);
  const probabilities = matrix(4, ["pop", "rock"], Float32Array.of(1, 0, .9, .1, .4, .6, .8, .2));
  const found = confidentMistakes(tracks, allRows(tracks), probabilities);
  assertEquals(found.map(({ title, predicted }) => [title, predicted]), [
    ["sure", "pop"],
    ["unsure", "rock"],
  ]);
  assertAlmostEquals(found[0].probability, .9, 1e-6);
  assertAlmostEquals(found[0].ofItsOwn, .1, 1e-6);
  assertEquals([found[0].year, found[0].genre], [1999, "rock"]);
  assertEquals(confidentMistakes(tracks, allRows(tracks), probabilities, 1).length, 1);
});
