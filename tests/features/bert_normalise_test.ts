import { bertNormalise } from "../../lib/features/text/bert_normalise.ts";
import { plain } from "../../lib/features/tokens.ts";
import peer from "../fixtures/bert_normalise.json" with { type: "json" };
import { assertEquals } from "../assert.ts";

Deno.test("texts are made plain as Python's tokenizers do it, letter for letter", () => {
  for (const { settings, texts } of peer.normalised) {
    texts.forEach((expected, i) =>
      assertEquals(bertNormalise(peer.texts[i], settings), expected, JSON.stringify([settings, i]))
    );
  }
});

Deno.test("n-grams end a word with ς, as Python's str.lower and so scikit-learn does", () => {
  const lower = { "ΑΓΑΠΗΣ ΛΟΓΟΣ": "αγαπης λογος", "ΟΔΥΣΣΕΥΣ.": "οδυσσευς.", "Σ": "σ", "İ": "i̇" };
  for (const [text, expected] of Object.entries(lower)) assertEquals(plain(text), expected);
});
