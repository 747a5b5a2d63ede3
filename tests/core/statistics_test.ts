import { mean, median, quantiles, standardDeviation } from "../../lib/core/statistics.ts";
import { assertAllClose, assertAlmostEquals, assertEquals } from "../assert.ts";

Deno.test("quantiles are linear between order statistics, as NumPy's", () => {
  assertAllClose(quantiles([4, 1, 3, 2], [0, .25, .5, .9, 1]), [1, 1.75, 2.5, 3.7, 4]);
  assertEquals(median([5]), 5);
});

Deno.test("the standard deviation divides by n or n - 1", () => {
  assertEquals(mean([1, 2, 6]), 3);
  assertAlmostEquals(standardDeviation([1, 2, 6], 0), Math.sqrt(14 / 3));
  assertAlmostEquals(standardDeviation([1, 2, 6]), Math.sqrt(7));
});
