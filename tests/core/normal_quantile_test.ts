import { normalQuantile } from "../../lib/core/normal_quantile.ts";
import { assertAllClose, assertEquals } from "../assert.ts";
import tails from "../fixtures/tails.json" with { type: "json" };

Deno.test("normal quantiles hold fifteen digits of mpmath's, far out too", () => {
  const found = tails.normal.map(({ p }) => normalQuantile(p));
  assertAllClose(found, tails.normal.map(({ value }) => value), { relative: 1e-15, absolute: 0 });
});

Deno.test("normal quantiles at the edges", () => {
  assertEquals([0, .5, 1].map(normalQuantile), [-Infinity, 0, Infinity]);
  assertEquals([-.1, 1.1, NaN].map(normalQuantile), [NaN, NaN, NaN]);
});
