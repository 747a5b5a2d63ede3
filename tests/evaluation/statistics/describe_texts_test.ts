import { hashedEncoder } from "../../../lib/features/text/hashed.ts";
import { describeTexts } from "../../../lib/evaluation/statistics/describe_texts.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";

const titles = describeTexts(
  ["Blue Moon", "blue moon ", "Blue Moon", "Highway", " "],
  ["pop", "rock", "rock", "rock", "rap"],
);
const albums = describeTexts(["Nights", "Jazz", "Jazz", "Roads", "Roads"]);
const vectors = { encoder: hashedEncoder() };

Deno.test("a title that is asked for is nearest itself, with all its tracks and their genres", async () => {
  const [first, second, ...more] = await titles.nearest(["blue moon", "road"], {
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
  const found = await albums.nearest(["roads of jazz"], { ...vectors, k: 9 });
  assertEquals(found.map(({ text }) => text).sort(), ["Jazz", "Nights", "Roads"]);
  assert(found.every(({ classes }) => classes === "")); // none are known
  assert(found.every(({ cosine }, i) => i === 0 || cosine <= found[i - 1].cosine));
  assertEquals((await titles.nearest(["x"], { ...vectors, k: 9 })).length, 2);
});

Deno.test("a title is described by its habits, its letters, its language and its length", () => {
  const own = describeTexts(["The Night", "Ночь", "La Vida Que Te Di", "x"], ["a", "b", "a", "b"]);
  assertEquals(own.scripts.map(({ kind, texts, a }) => [kind, texts, a]), [
    ["plain Latin", 3, 1],
    ["Cyrillic", 1, 0],
  ]);
  assertEquals(own.languages.map(({ kind, texts }) => [kind, texts]), [
    ["cannot be told", 2],
    ["English", 1],
    ["Spanish", 1],
  ]);
  assertEquals(own.lengths(9), [9, 4, 9, 1]);
  assert(own.habits().length > own.habits(.001).length);
  assert(own.habits(.001).every(({ all }) => all > 0));
});

Deno.test("the words of a class stand under its name, as bars are drawn from them", () => {
  const texts = Array.from({ length: 40 }, (_, i) => `${i % 2 ? "guitar" : "hustle"} x${i}`);
  const found = describeTexts(texts, texts.map((_, i) => i % 2 ? "rock" : "rap"));
  const { rap: [word], rock } = found.words({ limit: 1 });
  assertEquals([word.name, word.inside, word.outside, rock.length], ["hustle", 20, 0, 1]);
  assert(word.value > 1 && word.logOdds > word.value / 10);
});

Deno.test("what is told by class is refused where classes are missing", async () => {
  await assertFails(() => albums.habits(), "5 texts, 0 classes");
  await assertFails(() => albums.words(), "5 texts, 0 classes");
});
