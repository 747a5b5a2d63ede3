import { Rng } from "../../../lib/core/rng.ts";
import { remembers } from "../../../lib/studies/tags/echo.ts";
import { assert, assertAlmostEquals } from "../../assert.ts";

Deno.test("a reservoir without recurrence tells the last throw of a coin and none before, one with it the last few", async () => {
  const [none, some] = [await remembers(0, new Rng(1), 3), await remembers(.9, new Rng(1), 3)];
  const [last, ...before] = Array.from(none.y);
  assertAlmostEquals(last, 1, 1e-9);
  assert(before.every((share) => Math.abs(share - .5) < .15), `${before}`);
  assert(Array.from(some.y).every((share) => share > .95), `${some.y}`);
});
