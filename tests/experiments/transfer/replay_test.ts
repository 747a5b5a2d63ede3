import { Rng } from "../../../lib/core/rng.ts";
import { chosenRows } from "../../../lib/experiments/transfer/replay.ts";
import { assert, assertEquals } from "../../assert.ts";

Deno.test("a smaller share's rows are among a larger one's, class by class", () => {
  const y = {
    codes: Int32Array.from({ length: 400 }, (_, i) => i % 4),
    classes: ["edm", "a", "b", "c"],
  };
  const rows = (newShare: number, oldShare: number) =>
    chosenRows(y, ["a", "b", "c"], { newShare, oldShare }, new Rng(7));
  const count = (list: Int32Array) =>
    y.classes.map((_, c) => list.filter((r) => y.codes[r] === c).length);
  assertEquals(count(rows(.1, 1)), [10, 100, 100, 100]);
  assertEquals(count(rows(1, .03)), [100, 3, 3, 3]);
  assertEquals(count(rows(.001, 0)), [1, 0, 0, 0]);
  const large = new Set(rows(1, .3));
  assert(rows(1, .1).every((row) => large.has(row)));
  const all = rows(1, 1);
  assertEquals(all, all.toSorted());
});
