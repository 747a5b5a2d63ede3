import { matrix } from "../../lib/core/matrix.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { disagreementsOf } from "../../lib/evaluation/disagreements.ts";
import { assertEquals, assertFails } from "../assert.ts";
import { smallJudged } from "../experiments/small_judged.ts";
import { smallTracks } from "../tracks.ts";

const tracks = smallTracks([
  { title: "unused", genre: "pop" },
  { title: "Gasolina", genre: "latin" },
  { title: "Smooth", genre: "rock" },
  { title: "Gasolina", genre: "latin" },
  { title: "Both", genre: "rock" },
  { title: "Thunder", genre: "rock" },
]);
const rows = Int32Array.of(1, 2, 3, 4, 5), names = ["latin", "rock"];
const p = (latin: number[]) =>
  matrix(5, names, Float32Array.from(latin.flatMap((x) => [x, 1 - x])));
const sound = p([.25, .25, .125, .25, .75]), full = p([.75, .75, .625, .125, .375]);

const truth = Int32Array.of(0, 1, 0, 1, 1);
const both = { data: tracks, rows, truth, first: sound, second: full };

Deno.test("rows that the second model turns right come with what both said, the largest change first", () => {
  const { corrected, misled } = disagreementsOf(both);
  assertEquals(
    corrected.map((row) => [row.title, row.first, row.second, row.pFirst, row.pSecond]),
    [
      ["Gasolina", "rock", "latin", .25, .75], // of two tracks of one title the first
      ["Thunder", "latin", "rock", .25, .625],
    ],
  );
  assertEquals(misled.map(({ title, second }) => [title, second]), [["Smooth", "latin"]]);
  assertEquals(disagreementsOf(both, 1).corrected.length, 1);
});

Deno.test("every class's corrected and misled rows add up to what its recall gained", () => {
  const { byClass } = disagreementsOf(both);
  for (const { rows, first, second, corrected, misled } of byClass) {
    assertEquals(Math.round(rows * (second - first)), corrected - misled);
  }
  assertEquals(byClass.map(({ corrected, misled }) => [corrected, misled]), [[2, 0], [1, 1]]);
});

Deno.test("a judged model says where another one parts from it, if both saw the same rows", async () => {
  const { judged: { grouped: [album, title], random }, models, tracks, folds, rng } =
    await smallJudged();
  const { byClass, corrected, misled } = album.disagreements(title);
  assertEquals(byClass.map(({ first, second }) => [first, second]), [[1, 1], [1, 0]]);
  assertEquals([corrected.length, misled.length], [0, 6]);
  assertEquals(album.disagreements(random[1]).misled.length, 6);
  const [fewer] = await evaluate(models, tracks, folds.grouped[0], rng);
  await assertFails(() => album.disagreements(fewer), "12 and 4 rows");
});

Deno.test("answers on other classes cannot be held against each other", async () => {
  const second = matrix(5, ["latin", "pop"], full.data);
  await assertFails(() => disagreementsOf({ ...both, second }), "latin, pop", "latin, rock");
});
