import { barPanels } from "../../lib/show/figures/bar_panels.ts";
import { assert, assertEquals } from "../assert.ts";

const bars = (...values: number[]) => values.map((value) => ({ name: `word ${value}`, value }));
const words = [
  { name: "latin", bars: bars(9, 4) },
  { name: "pop", bars: bars(2) },
  { name: "rap", bars: bars(8) },
  { name: "rock", bars: [] },
];

Deno.test("each class has its words in a panel of its own, all on one scale", () => {
  const { data, layout } = barPanels(words, { title: "Words", unit: "z" });
  assertEquals(data.map(({ xaxis }) => xaxis), ["x", "x2", "x3", "x4"]);
  assertEquals(data.map(({ y }) => y), [["word 9", "word 4"], ["word 2"], ["word 8"], []]);
  const ranges = ["xaxis", "xaxis2", "xaxis3", "xaxis4"].map((axis) =>
    (layout[axis] as { range: number[] }).range
  );
  assert(ranges.every(([low, high]) => low === 0 && high > 9 && high === ranges[0][1]));
});
