import { hashedEncoder } from "../../../lib/features/text/hashed.ts";
import { nearTexts } from "../../../lib/study/explanation/near_texts.ts";
import { assert, assertAlmostEquals, assertEquals } from "../../assert.ts";
import { smallTracks } from "../../tracks.ts";

const tracks = smallTracks([
  { title: "Blue Moon", album: "Nights", genre: "pop" },
  { title: "blue moon ", album: "Jazz", genre: "rock" },
  { title: "Blue Moon", album: "Jazz", genre: "rock" },
  { title: "Highway", album: "Roads", genre: "rock" },
  { title: " ", album: "Roads", genre: "rap" },
]);
const vectors = { encoder: hashedEncoder() };

Deno.test("a title that is asked for is nearest itself, with all its tracks and their genres", async () => {
  const [first, second, ...more] = await nearTexts(["blue moon", "road"], tracks, {
    ...vectors,
    k: 1,
  });
  assertEquals([first.query, first.text, first.rows, first.classes], [
    "blue moon",
    "Blue Moon",
    3,
    "rock 2, pop 1",
  ]);
  assertAlmostEquals(first.cosine, 1, 1e-6);
  assertEquals([second.query, more], ["road", []]);
});

Deno.test("neighbours come nearest first, blanks are no neighbours, and k may be more than there are", async () => {
  const found = await nearTexts(["roads of jazz"], tracks, { ...vectors, of: "album", k: 9 });
  assertEquals(found.map(({ text }) => text).sort(), ["Jazz", "Nights", "Roads"]);
  assert(found.every(({ cosine }, i) => i === 0 || cosine <= found[i - 1].cosine));
  assertEquals((await nearTexts(["x"], tracks, { ...vectors, k: 9 })).length, 2);
});
