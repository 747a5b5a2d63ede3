import type { Sparse } from "../../lib/features/sparse.ts";
import { tfidf, type TfidfSettings } from "../../lib/features/tfidf.ts";
import { characterNgrams } from "../../lib/features/tokens.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";

interface Fact extends TfidfSettings {
  readonly of: "texts" | "queries";
  readonly terms: number;
  readonly rows: Record<string, number>[];
}
const facts: Record<"texts" | "queries", string[]> & { tfidf: Fact[] } = JSON.parse(
  Deno.readTextFileSync(new URL("../fixtures/ngrams.json", import.meta.url)),
);

/** A row as n-gram → value. */
function named({ offsets, indices, values }: Sparse, i: number, terms: readonly string[]) {
  const places = Array.from({ length: offsets[i + 1] - offsets[i] }, (_, p) => offsets[i] + p);
  return Object.fromEntries(places.map((p) => [terms[indices[p]], values[p]]));
}

for (const { rows, terms, of, ...settings } of facts.tfidf) {
  const { units, lengths, minTexts } = settings;
  Deno.test(`agrees with scikit-learn on odd texts: ${units} ${lengths}, in ${minTexts} texts`, () => {
    const fitted = tfidf(facts.texts, settings), table = fitted.transform(facts[of]);
    assertEquals(fitted.terms.length, terms);
    assertEquals([table.rows, table.columns], [facts[of].length, terms]);
    rows.forEach((expected, i) => {
      const found = named(table, i, fitted.terms);
      assertEquals(Object.keys(found).sort(), Object.keys(expected).sort(), `text ${i}`);
      for (const term in expected) assertAlmostEquals(found[term], expected[term], 1e-6);
    });
  });
}

Deno.test("every row has length 1, or holds nothing", () => {
  const { offsets, values } = tfidf(facts.texts).transform(facts.texts);
  for (let i = 0; i + 1 < offsets.length; i++) {
    const row = values.subarray(offsets[i], offsets[i + 1]);
    const square = row.reduce((sum, value) => sum + value * value, 0);
    assert(row.length === 0 || Math.abs(square - 1) < 1e-6);
  }
});

Deno.test("no emoji is cut in two, and a title of 10,000 characters is read", () => {
  for (const text of ["🎉🔥", "👩‍👩‍👧", "a🎉b"]) {
    for (const part of characterNgrams(text, 1, 4)) assert(part.isWellFormed(), part);
  }
  const long = "la ".repeat(3334), table = tfidf(["la", long], { units: "characters" });
  assertEquals(table.transform([long]).rows, 1);
});

Deno.test("texts without anything in common, and lengths that make no sense, are refused", async () => {
  await assertFails(() => tfidf(["one", "two"], { minTexts: 2 }), "2 texts");
  await assertFails(() => tfidf([], {}), "0 texts");
  await assertFails(() => tfidf(["one"], { lengths: [3, 2] }), "3 to 2");
  await assertFails(() => tfidf(["one"], { lengths: [0, 2] }), "from 1");
});

Deno.test("rows of a file are learnt from as if the others were not there", () => {
  const rows = Int32Array.of(17, 0, 1, 26, 5), alone = Array.from(rows, (row) => facts.texts[row]);
  const part = tfidf(facts.texts, { units: "characters" }, rows),
    whole = tfidf(alone, { units: "characters" });
  assertEquals([part.terms, part.inverseFrequencies], [whole.terms, whole.inverseFrequencies]);
  assertEquals(part.transform(facts.texts, rows), whole.transform(alone));
});
