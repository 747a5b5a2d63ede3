import { bars } from "../../lib/show/figures/bars.ts";
import { assert, assertEquals } from "../assert.ts";

const some = (...values: number[]) => values.map((value) => ({ name: `word ${value}`, value }));
const words = { latin: some(9, 4), pop: some(2), rap: some(8), rock: [] };

Deno.test("each class has its words in a panel of its own, all on one scale", () => {
  const { data, layout } = bars(words, { title: "Words", unit: "z" });
  assertEquals(data.map(({ xaxis }) => xaxis), ["x", "x2", "x3", "x4"]);
  assertEquals(data.map(({ y }) => y), [["word 9", "word 4"], ["word 2"], ["word 8"], []]);
  const ranges = ["xaxis", "xaxis2", "xaxis3", "xaxis4"].map((axis) =>
    (layout[axis] as { range: number[] }).range
  );
  assert(ranges.every(([low, high]) => low === 0 && high > 9 && high === ranges[0][1]));
});
