import { Rng } from "../../lib/core/rng.ts";
import { stratifiedFolds } from "../../lib/data/folds.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

Deno.test("folds hold every class in equal shares, and none is empty", () => {
  const codes = Int32Array.from({ length: 103 }, (_, i) => i < 50 ? 0 : i < 100 ? 1 : 2);
  const fold = stratifiedFolds(codes, 5, new Rng(1));
  for (let f = 0; f < 5; f++) {
    const counts = [0, 0, 0];
    fold.forEach((of, i) => of === f && counts[codes[i]]++);
    assertEquals(counts.slice(0, 2), [10, 10]);
    assert(counts[2] <= 1);
  }
  assert(fold.some((of, i) => of !== stratifiedFolds(codes, 5, new Rng(2))[i]), "seed is used");
});

Deno.test("all folds are of one size, give or take a row, however many small classes there are", () => {
  const codes = Int32Array.from({ length: 43 }, (_, i) => i >> 1);
  const sizes = [0, 0, 0, 0];
  for (const of of stratifiedFolds(codes, 4, new Rng(1))) sizes[of]++;
  assertEquals(sizes.toSorted(), [10, 11, 11, 11]);
});

Deno.test("rows are not dealt into fewer than two folds, nor into more than there are rows", async () => {
  for (const folds of [1, 2.5, 4, NaN]) {
    const deal = () => stratifiedFolds(Int32Array.of(0, 0, 1), folds, new Rng(1));
    await assertFails(deal, "folds and 3 rows");
  }
});
