import { logOddsWords } from "../../../lib/evaluation/statistics/log_odds.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";

const facts: {
  texts: string[];
  genres: string[];
  prior: number;
  marks: { genre: string; word: string; logOdds: number; z: number }[];
} = JSON.parse(Deno.readTextFileSync(new URL("../../fixtures/ngrams.json", import.meta.url)));

Deno.test("log-odds and z scores are those of the formula, computed elsewhere, on odd texts", () => {
  const { texts, genres, prior, marks } = facts;
  const found = logOddsWords(texts, genres, { limit: Infinity, prior, minTexts: 1 });
  assertEquals(found.length, marks.length);
  const of = new Map(found.map((mark) => [`${mark.class} ${mark.word}`, mark]));
  for (const { genre, word, logOdds, z } of marks) {
    const mark = of.get(`${genre} ${word}`);
    assert(mark, `${genre} ${word}`);
    assertAlmostEquals(mark.logOdds, logOdds, 1e-6);
    assertAlmostEquals(mark.z, z, 1e-6);
  }
});

Deno.test("an album of many tracks counts once, and so does a word sung twice", () => {
  const texts = [...Array(30).fill("Thunder Thunder"), "rain", "thunder rain", "rain again"];
  const classes = texts.map((_, i) => i < 30 ? "rock" : "pop");
  const [mark] = logOddsWords(texts, classes, { minTexts: 1 }).filter((each) =>
    each.class === "rock"
  );
  assertEquals([mark.word, mark.inside, mark.outside], ["thunder", 1, 1]);
});

Deno.test("a larger prior wants more evidence, a rare word is left out, ranks fall", () => {
  const texts = Array.from(
    { length: 60 },
    (_, i) => `${i % 2 ? "guitar" : "hustle"} number${i % 7} x${i}`,
  );
  const classes = texts.map((_, i) => i % 2 ? "rock" : "rap");
  const weak = logOddsWords(texts, classes, { prior: 10 }),
    strong = logOddsWords(texts, classes, { prior: 1000 });
  assertEquals([weak[0].word, strong[0].word], ["hustle", "hustle"]);
  assert(weak[0].logOdds > strong[0].logOdds);
  assert(weak.every(({ inside, outside }) => inside + outside >= 5));
  assert(
    weak.every((mark, i) => !i || weak[i - 1].class !== mark.class || weak[i - 1].z >= mark.z),
  );
});

Deno.test("one class, or a text without a class, is refused", async () => {
  await assertFails(() => logOddsWords(["a b"], ["rap"]), "1 kinds");
  await assertFails(() => logOddsWords(["a b", "c d"], ["rap"]), "2 texts, 1 classes");
});
