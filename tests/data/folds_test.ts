import { Rng } from "../../lib/core/rng.ts";
import { stratifiedFolds } from "../../lib/data/folds.ts";
import { iterativeFolds } from "../../lib/data/tag_folds.ts";
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

Deno.test("iterative stratification deals the rarest tag first: all parts have their share of it", () => {
  const rows = 200, classes = ["common", ...Array.from({ length: 12 }, (_, c) => `rare ${c}`)];
  const k = classes.length, tags = new Uint8Array(rows * k);
  for (let i = 0; i < rows; i++) {
    tags[i * k] = i % 3 > 0 ? 1 : 0;
    if (i < 48) tags[i * k + 1 + i % 12] = 1; // four rows of each
  }
  const part = iterativeFolds({ classes, tags }, [.5, .5], new Rng(1));
  const inFirst = classes.map((_, c) => part.filter((p, i) => p === 0 && tags[i * k + c]).length);
  assertEquals(inFirst.slice(1), new Array(12).fill(2));
  assert(Math.abs(inFirst[0] - tags.filter((t, at) => t && at % k === 0).length / 2) <= 1);
});

Deno.test("of groups of unequal size it is rows and taggings that are dealt evenly, not groups", () => {
  const groups = Array.from({ length: 100 }, (_, i) => i < 50 ? 0 : i); // one of 50 rows, 50 of one
  for (const tag of [0, 1]) {
    const y = { classes: ["live"], tags: new Uint8Array(100).fill(tag) };
    const part = iterativeFolds(y, [.5, .5], new Rng(1), groups);
    assert(Math.abs(part.filter((p) => p === 0).length - 50) < 10);
    assertEquals(new Set(part.subarray(0, 50)).size, 1);
  }
});
