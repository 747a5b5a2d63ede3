import { recallPanels } from "../../lib/show/figures/recall_panels.ts";
import { shareCurves } from "../../lib/show/figures/share_curves.ts";
import { classColours } from "../../lib/show/theme.ts";
import { assert, assertEquals } from "../assert.ts";
import { useWords } from "../../lib/show/words.ts";
import { words } from "../../lib/studies/spotify/words.ts";

useWords(words); // genres have colours of their own there

Deno.test("shares stand at equal distances in their order, whatever the order of the points", () => {
  const { data, layout } = shareCurves([
    { name: "scratch", points: [{ share: 1, values: [.6] }, { share: .01, values: [.4, .5] }] },
    { name: "copied", points: [{ share: 0, values: [.2] }, { share: .001, values: [.3] }] },
  ], { title: "Shares", of: "old tracks", score: "accuracy" });
  const { categoryarray, type } = layout.xaxis as { categoryarray: string[]; type: string };
  assertEquals([type, categoryarray], ["category", ["0 %", "0.1 %", "1 %", "100 %"]]);
  const [band, line] = data;
  assertEquals([line.x, line.y], [["1 %", "100 %"], [.45, .6]]);
  assertEquals(band.y, [.5, .6, .6, .4]);
});

Deno.test("a share without values is left out of its line", () => {
  const points = [{ share: .1, values: [] }, { share: 1, values: [.6] }];
  const { data } = shareCurves([{ name: "a", points }], {
    title: "",
    of: "rows",
    score: "logLoss",
  });
  assertEquals(data[1].x, ["100 %"]);
});

Deno.test("every class has its colour in all panels and stands once in the legend", () => {
  const line = (name: string) => ({ name, x: [0, 10], y: [0, 1] });
  const all = ["alone", "replay"].map((name) => ({ name, lines: ["rap", "edm"].map(line) }));
  const { data, layout } = recallPanels(all, { title: "Forgetting", thick: "edm" });
  assertEquals(data.filter(({ showlegend }) => showlegend).map(({ name }) => name), ["rap", "edm"]);
  const lineOf = (i: number) => data[i].line as { color: string; width: number };
  assertEquals([lineOf(0).color, lineOf(2).color], [classColours(["rap"])[0], lineOf(0).color]);
  assert(lineOf(1).width > lineOf(0).width);
  assertEquals((layout.yaxis as { range: number[] }).range, [-.02, 1.02]);
});
