import { evalCurves, recallPanels } from "../../lib/show/figures/eval_curves.ts";
import { shareCurves } from "../../lib/show/figures/share_curves.ts";
import { classColours } from "../../lib/show/theme.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { useWords } from "../../lib/show/words.ts";
import { words } from "../music.ts";

useWords(words); // genres have colours of their own there

const run = (variant: string, share: number, accuracy: number) => ({
  ...{ name: "shares", label: { variant }, settings: { share } },
  scores: Number.isNaN(accuracy) ? {} : { accuracy } as Record<string, number>,
});
const of = { by: "share", title: "Shares", of: "old tracks" };

Deno.test("shares stand at equal distances in their order, whatever the order of the runs", () => {
  const { data, layout } = shareCurves([
    ...[run("scratch", 1, .6), run("scratch", .01, .4), run("scratch", .01, .5)],
    ...[run("copied", 0, .2), run("copied", .001, .3)],
  ], of);
  const { categoryarray, type } = layout.xaxis as { categoryarray: string[]; type: string };
  assertEquals([type, categoryarray], ["category", ["0 %", "0.1 %", "1 %", "100 %"]]);
  const [band, line] = data;
  assertEquals([line.name, line.x, line.y], ["scratch", ["1 %", "100 %"], [.45, .6]]);
  assertEquals(band.y, [.5, .6, .6, .4]);
});

Deno.test("a share at which all trainings failed is left out of its line", () => {
  const { data } = shareCurves([run("a", .1, NaN), run("a", 1, .6)], of);
  assertEquals(data[1].x, ["100 %"]);
});

const looked = (variant: string, accuracy: number[]) => ({
  ...{ name: "forgetting", label: { variant } },
  curve: {
    ...{ "eval: step": [0, 10, 20], "eval: accuracy": accuracy, "eval: loss": [1, 1, 1] },
    ...{ "eval: seconds": [0, 1, 2], "eval: rap": accuracy, "eval: edm": accuracy },
  },
});

Deno.test("every class has its colour in all panels and stands once in the legend", () => {
  const runs = ["alone", "replay"].map((variant) => looked(variant, [0, .5, 1]));
  const { data, layout } = recallPanels(runs, { title: "Forgetting", thick: "edm" });
  assertEquals(data.map(({ name }) => name), ["edm", "rap", "edm", "rap"]);
  assertEquals(data.filter(({ showlegend }) => showlegend).map(({ name }) => name), ["edm", "rap"]);
  const lineOf = (i: number) => data[i].line as { color: string; width: number };
  assertEquals([lineOf(1).color, lineOf(3).color], [classColours(["rap"])[0], lineOf(1).color]);
  assert(lineOf(0).width > lineOf(1).width);
  assertEquals((layout.yaxis as { range: number[] }).range, [-.02, 1.02]);
});

Deno.test("a curve over looks is a line per variant, from the lowest seed to the highest", async () => {
  const runs = [looked("a", [.1, .2, .4]), looked("a", [.1, .4, .6]), looked("b", [.3, .3, .3])];
  const { data, layout } = evalCurves(runs, { title: "By step" });
  const lines = data.filter(({ name }) => name !== undefined);
  assertEquals(lines.map(({ name, x }) => [name, x]), [["a", [10, 20]], ["b", [10, 20]]]);
  assertEquals(data[0].y, [.4, .6, .4, .2]); // the band, there and back
  assertEquals((layout.xaxis as { type: string }).type, "log"); // where step 0 has no place
  await assertFails(() => evalCurves([{ name: "a" }], { title: "" }), "no run of a", "evalEvery");
});
