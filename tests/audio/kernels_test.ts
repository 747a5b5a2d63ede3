import { applyFilters, filterOf } from "../../lib/audio/filters.ts";
import { Rng } from "../../lib/core/rng.ts";
import { assertAlmostEquals, assertEquals } from "../assert.ts";

Deno.test("a bank of filters is weighted sums, for any number of rows, columns and weights", () => {
  const rng = new Rng("filters");
  for (const [rows, columns] of [[1, 1], [63, 5], [64, 17], [130, 100]]) {
    const data = Float32Array.from({ length: rows * columns }, () => rng.normal());
    const weights = Array.from(
      { length: 7 },
      (_, f) =>
        Float64Array.from({ length: columns }, (_, c) => f === 3 || c < f - 2 ? 0 : rng.normal()),
    );
    const found = applyFilters(data, columns, weights.map(filterOf));
    assertEquals(found.length, rows * 7);
    found.forEach((x, i) => {
      const row = data.subarray(Math.floor(i / 7) * columns), own = weights[i % 7];
      assertAlmostEquals(x, own.reduce((sum, w, c) => sum + w * row[c], 0), 2e-5);
    });
  }
});
