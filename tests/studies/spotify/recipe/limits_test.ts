import {
  baseLimits,
  fullLimits,
  sixLimits,
} from "../../../../lib/studies/spotify/recipe/limits.ts";
import { assert, assertEquals } from "../../../assert.ts";

const pairs = [{ a: "pop", b: "r&b", aAsB: 3, bAsA: 4, ofMistakes: .5 }];

Deno.test("what is mixed up most is named, where anything is", () => {
  const named = (limits: string[]) => limits.filter((limit) => limit.startsWith("Most often"));
  assertEquals(named(baseLimits(pairs)), ["Most often mixed up: pop and r&b (50 % of mistakes)."]);
  assertEquals(named(baseLimits([])), []);
});

Deno.test("the limits for six genres name the hold-out that chose: not the one at random", () => {
  const chose = (limits: string[]) => limits.filter((limit) => /hold-out .*chose/.test(limit));
  assert(chose(baseLimits(pairs))[0].startsWith("The hold-out at random"));
  const [own, ...others] = chose(sixLimits(pairs));
  assert(own.startsWith("The hold-out with the same audio together") && others.length === 0);
});

Deno.test("the full prediction's limits are the base's, and what reading texts adds to them", () => {
  const limits = fullLimits(pairs, { precision: "quantised" });
  assertEquals(limits.slice(0, -2), baseLimits(pairs));
  assert(limits.at(-1)!.includes("English"));
});

Deno.test("a card says plainly that hashed words stood in for a sentence model", () => {
  assert(fullLimits(pairs, { precision: "counted" }).at(-1)!.startsWith("No sentence model"));
});
