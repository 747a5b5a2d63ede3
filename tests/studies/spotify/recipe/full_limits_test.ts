import { fullLimits } from "../../../../lib/studies/spotify/recipe/full_limits.ts";
import { baseLimits } from "../../../../lib/study/evaluation/card.ts";
import { assert, assertEquals } from "../../../assert.ts";

const pairs = [{ a: "pop", b: "r&b", aAsB: 3, bAsA: 4, ofMistakes: .5 }];

Deno.test("the full prediction's limits are the base's, and what reading texts adds to them", () => {
  const limits = fullLimits(pairs, { precision: "quantised" });
  assertEquals(limits.slice(0, -2), baseLimits(pairs));
  assert(limits.at(-1)!.includes("English"));
});

Deno.test("a card says plainly that hashed words stood in for a sentence model", () => {
  assert(fullLimits(pairs, { precision: "counted" }).at(-1)!.startsWith("No sentence model"));
});
