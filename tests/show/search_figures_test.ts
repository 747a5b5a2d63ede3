import { networkDiagram } from "../../lib/show/figures/network_diagram.ts";
import { parallelCoordinates } from "../../lib/show/figures/parallel.ts";
import { settingText } from "../../lib/show/marks/axes.ts";
import { runsHeatmap } from "../../lib/show/figures/runs_heatmap.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";

// deno-lint-ignore no-explicit-any -- Plotly's parts are read as a browser would
type Part = any;

const runs = [[16, 1, .5], [16, 1, .6], [64, 1, .7], [64, 2, .8], [16, 2, NaN]].map((
  [width, depth, accuracy],
) => ({
  settings: { layers: Array(depth).fill(width) },
  scores: Number.isNaN(accuracy) ? {} as Record<string, number> : { accuracy },
}));

Deno.test("a heatmap of runs holds means over seeds, and nothing where all failed", async () => {
  const { data, layout } = runsHeatmap(runs, {
    x: { title: "width", of: ({ layers }) => (layers as number[])[0] },
    y: { title: "depth", of: ({ layers }) => (layers as number[]).length },
    score: "accuracy",
    title: "Shapes",
  }) as Part;
  assertEquals([data[0].x, data[0].y], [["16", "64"], ["1", "2"]]);
  assertAllClose(data[0].z[0], [.55, .7]);
  assert(Number.isNaN(data[0].z[1][0]));
  assertEquals([layout.xaxis.title.text, layout.yaxis.title.text], ["width", "depth"]);
  const without = { x: "width", y: "layers", score: "accuracy", title: "" };
  await assertFails(() => runsHeatmap(runs, without), "layers");
});

Deno.test("a network's diagram counts its weights, and leaves a gap where it does not draw all units", async () => {
  const plan = { inputs: 3, classes: 5, layers: [20], batchNorm: true, dropout: .3 };
  const { data, layout } = networkDiagram(plan) as Part;
  const [inputs, hidden, genres] = data.slice(2);
  assertEquals([inputs.x.length, hidden.x.length, genres.x.length], [3, 10, 5]);
  assertEquals(data[0].x.length, 3 * (3 * 10)); // a line from each unit to each: two ends and a gap
  const texts = layout.annotations.map(({ text }: Part) => text).join("\n");
  for (const part of ["80 weights", "105 weights", "batch norm, relu, dropout 0.3", "⋮"]) {
    assert(texts.includes(part), `${part} is not in ${texts}`);
  }
  await assertFails(() => networkDiagram({ ...plan, layers: [0] }), "without units");
});

Deno.test("settings that are objects read the same whatever the order of their parts", () => {
  const embeddings = [
    { size: 8, kind: "periodic", sigma: .3 },
    { kind: "periodic", sigma: .3, size: 8 },
    ...["none", [1], null],
  ];
  assertEquals(embeddings.map(settingText), [
    ...["periodic, sigma 0.3, size 8", "periodic, sigma 0.3, size 8"],
    ...["none", "[1]", "null"],
  ]);
  const runs = embeddings.slice(0, 3).map((embedding) => ({
    settings: { embedding, width: 8 },
    scores: { accuracy: .5 },
  }));
  const { data } = runsHeatmap(runs, {
    ...{ x: "embedding", y: "width", score: "accuracy", title: "" },
  }) as Part;
  assertEquals(data[0].x, ["periodic, sigma 0.3, size 8", "none"]);
});

Deno.test("numbers drawn at random stand on a scale, not each on its own tick", () => {
  const drawn = [.00123456789, .01, .1].map((learningRate) => ({
    settings: { learningRate },
    scores: { accuracy: learningRate },
  }));
  const { layout } = parallelCoordinates(drawn, ["learningRate"], "accuracy") as Part;
  const ticks = layout.annotations.map(({ text }: Part) => text);
  assert(ticks.every((text: string) => text.length < 26), ticks.join(" "));
  assertEquals(layout.annotations.length, 2 * (1 + 5));
});
