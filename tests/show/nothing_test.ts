import { bars } from "../../lib/show/figures/bars.ts";
import { heatmap } from "../../lib/show/figures/heatmap.ts";
import { intervals } from "../../lib/show/figures/intervals.ts";
import { layerPanels } from "../../lib/show/figures/layer_panels.ts";
import { learningCurve, learningCurves } from "../../lib/show/figures/learning_curves.ts";
import { lines } from "../../lib/show/figures/lines.ts";
import { parallelCoordinates } from "../../lib/show/figures/parallel.ts";
import { recallPanels } from "../../lib/show/figures/eval_curves.ts";
import { scoreCurves } from "../../lib/show/figures/score_curves.ts";
import { thresholdCurves } from "../../lib/show/figures/threshold_curves.ts";
import { runsHeatmap } from "../../lib/show/figures/runs_heatmap.ts";
import { scatterLabelled } from "../../lib/show/figures/scatter.ts";
import { leaderboard } from "../../lib/show/figures/search.ts";
import { shareCurves } from "../../lib/show/figures/share_curves.ts";
import type { Figure } from "../../lib/show/figure.ts";
import { toPng } from "../../lib/show/static.ts";
import { table } from "../../lib/show/tables.ts";
import { summarise } from "../../lib/experiments/summarise.ts";
import { makeRun } from "../../lib/experiments/runs/record.ts";
import { assert, assertEquals } from "../assert.ts";

const of = { title: "Empty" };
const axes = { ...of, xTitle: "", yTitle: "" };

const failed = [1, 2].map((seed) =>
  makeRun({
    ...{ part: "00", name: "rates", settings: { learningRate: 1e9, layers: [8] }, seed },
    ...{ data: { fingerprint: "small", rows: 9 }, split: null },
  }, { error: "the loss is NaN at step 3", seconds: 1 })
);

/** Every figure of nothing: of an empty list, or of trainings that all failed. */
const figures: Record<string, Figure> = {
  "ranked bars": bars([], { ...of, unit: "" }),
  "bars that are no number": bars([{ name: "a", value: NaN }], { ...of, unit: "" }),
  "counted bars": bars([], of),
  "bars by class": bars({ pop: [] }, { ...of, unit: "" }),
  "learning curve": learningCurve({ epochs: [] }, of),
  heatmap: heatmap({ ...of, z: [[NaN]], x: ["a"], y: ["b"], unit: "" }),
  intervals: intervals([], { ...of, unit: "" }),
  "layer panels": layerPanels(failed, { ...of, show: "zeros", heading: "layers" }),
  "learning curves": learningCurves(failed, { ...of, by: "learningRate" }),
  lines: lines([], axes),
  "lines without points": lines([{ name: "a", x: [], y: [] }], { ...axes, xLog: true }),
  "parallel coordinates": parallelCoordinates(failed, ["layers"], "accuracy", of),
  "bars by measure": bars([] as { a: number }[], { ...of, name: "a", panels: {} }),
  "recall panels": recallPanels([{ name: "a" }], of),
  "curves of scores": scoreCurves([], of),
  "curves by threshold": thresholdCurves({ name: "tree", roc: [], precisionRecall: [] }, of),
  "heatmap of runs": runsHeatmap(failed, {
    ...{ ...of, x: "learningRate", y: "layers", score: "accuracy" },
  }),
  "labelled points": scatterLabelled([{ name: "a", x: NaN, y: 1 }], axes),
  leaderboard: leaderboard([{ name: "a", score: NaN }], of),
  "share curves": shareCurves(failed, { ...of, by: "share", of: "rows" }),
};

for (const [name, { data, layout }] of Object.entries(figures)) {
  Deno.test(`${name}: with nothing to draw, a figure says so`, () => {
    const [{ text }] = layout.annotations as { text: string }[];
    assertEquals([data, (layout.title as { text: string }).text], [[], "Empty"]);
    assert(/^Nothing to show: .+\.$/.test(text), text);
  });
}

Deno.test("a figure of nothing can be drawn as a picture", async () => {
  const png = await toPng(figures.lines);
  assertEquals([...png.subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
});

Deno.test("what has no number is named in the title, and the rest is drawn", () => {
  const some = intervals([
    { name: "1 %", way: "copied", value: NaN, interval: [NaN, NaN] },
    { name: "10 %", way: "copied", value: .1, interval: [NaN, NaN] },
  ], { title: "Gain", unit: "" });
  assertEquals((some.layout.title as { text: string }).text, "Gain (without a number: 1 %)");
  assertEquals([some.data[0].x, some.data[0].text], [[.1], ["10 %"]]);
  assertEquals((some.data[0].error_x as { array: number[] }).array, [0]);

  const curve = { loss: [1.4, 1.2], validationLoss: [1.4, 1.3] };
  const runs = [...failed, { settings: { learningRate: .1 }, curve }];
  const { layout } = learningCurves(runs, { by: "learningRate" });
  const title = "Learning curves by learningRate (without a number: 1000000000)";
  assertEquals((layout.title as { text: string }).text, title);
});

Deno.test("a table over seeds stands settings all of whose trainings failed", () => {
  const rows = summarise(failed, ["accuracy", "seconds"]);
  assertEquals([rows.length, rows[0].failed], [1, 2]);
  assert(String(table(rows)).includes("2"));
  assertEquals(summarise([], ["accuracy"]), []);
  assertEquals(String(table([])).trim(), "");
});
