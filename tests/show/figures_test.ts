import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { density } from "../../lib/show/marks/density.ts";
import * as figures from "../../lib/show/figures.ts";
import { placeLabels } from "../../lib/show/marks/labels.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { correlations } from "../../lib/evaluation/statistics/correlations.ts";
import { useWords } from "../../lib/show/words.ts";
import { words } from "../music.ts";

useWords(words); // genres have colours of their own there

// deno-lint-ignore no-explicit-any -- Plotly's parts are read as a browser would
type Part = any;

const runs = [.5, .7, .6, .55].map((accuracy, i) => ({
  settings: { layers: i < 2 ? [64, 32] : [16], learningRate: [1e-3, 1e-4][i % 2] },
  scores: { accuracy },
}));

Deno.test("parallel coordinates draw every run once, the best last and on top", async () => {
  const { data, layout } = figures.parallelCoordinates(
    runs,
    ["layers", "learningRate"],
    "accuracy",
  );
  assertEquals(
    data.reduce((sum, { y }: Part) => sum + y.filter((v: unknown) => v === null).length, 0),
    4,
  );
  assertEquals((data.at(-1) as Part).y.at(-2), 1); // accuracy .7 at the top of the last axis
  assertEquals((data[0] as Part).y.at(-2), 0);
  const texts = (layout.annotations as Part[]).map(({ text }) => text);
  for (
    const text of ["<b>layers</b>", "[64,32]", "[16]", "0.001", "0.0001", "<b>accuracy</b>", "0.7"]
  ) {
    assert(texts.includes(text), `no ${text} among ${texts}`);
  }
  await assertFails(() => figures.parallelCoordinates(runs, ["layers"], "auc"), "auc", "accuracy");
});

Deno.test("a parameter's effect has a box per value, with all its runs", async () => {
  const { data, layout } = figures.parameterEffect(runs, "layers", "accuracy") as Part;
  assertEquals(data.map(({ name, y }: Part) => [name, y]), [["[64,32]", [.5, .7]], ["[16]", [
    .6,
    .55,
  ]]]);
  assertEquals(layout.yaxis.title.text, "accuracy (share right)");
  await assertFails(() => figures.parameterEffect(runs, "depth", "accuracy"), "depth", "layers");
});

Deno.test("a heatmap's names are evenly spaced, its numbers without minus zero", async () => {
  const { data } = figures.heatmap({
    z: [[-1e-9, NaN], [1, 2]],
    x: [16, 1024],
    y: [1, 2],
    title: "t",
    unit: "u",
  }) as Part;
  assertEquals(data[0].x, ["16", "1024"]);
  assertEquals(data[0].text, [["0.000", ""], ["1.000", "2.000"]]);
  assertEquals(data[0].colorbar.title.text, "u");
  const bad = () => figures.heatmap({ z: [[1]], x: ["a", "b"], y: ["c"], title: "", unit: "" });
  await assertFails(bad, "1 × 1", "1 × 2");
});

Deno.test("a diverging heatmap is white in the middle, correlations reach from −1 to 1", () => {
  const options = { z: [[-1, 3]], x: ["a", "b"], y: ["c"], title: "", unit: "", diverging: true };
  assertEquals([figures.heatmap(options).data[0].zmin, figures.heatmap(options).data[0].zmax], [
    -3,
    3,
  ]);
  const rho = correlations({ tempo: [1, 2, 3], energy: [1, 3, 2] });
  const { data, layout } = figures.heatmap(rho, { title: "Correlations" }) as Part;
  assertEquals([data[0].zmin, data[0].zmax, data[0].y], [-1, 1, ["tempo", "energy"]]);
  assertEquals([data[0].text[0], data[0].colorbar.title.text], [["1.00", "0.50"], "Pearson's r"]);
  assertEquals(layout.yaxis.autorange, "reversed");
});

Deno.test("a matrix is a heatmap under its columns' names, its rows named or counted", () => {
  const weights = matrix(2, ["tempo", "energy"], Float32Array.of(1, 2, 3, 4));
  const [counted] = figures.heatmap(weights, { title: "W" }).data as Part[];
  assertEquals([counted.x, counted.y], [["tempo", "energy"], ["1", "2"]]);
  const [named] = figures.heatmap(weights, { title: "W", y: ["one", "two"], digits: 0 })
    .data as Part[];
  assertEquals([named.y, named.text], [["one", "two"], [["1", "2"], ["3", "4"]]]);
});

Deno.test("a density integrates to one, also at a border, and peaks where the values are", () => {
  const rng = new Rng(1),
    values = Float64Array.from({ length: 5000 }, () => Math.abs(rng.normal()));
  const { x, y } = density(values, 0, 5);
  assertAlmostEquals(y.reduce((sum, value) => sum + value, 0) * (x[1] - x[0]), 1, 1e-9);
  // half-normal: density 2 φ(0) = .798 at 0, halved without reflection
  assertAlmostEquals(y[0], .798, .05);
  assertAlmostEquals(y[32], 2 * Math.exp(-.5 * x[32] ** 2) / Math.sqrt(2 * Math.PI), .05);
  assertEquals(density([], 0, 1).y.every((value) => value === 0), true);
  assert(density([3, 3, 3], 0, 5).y.every(Number.isFinite));
});

Deno.test("distributions draw genres in their colours, few values as bars, spikes on a log axis", async () => {
  const rng = new Rng(2), n = 600;
  const genre = Array.from({ length: n }, (_, i) => i % 2 ? "rap" : "rock");
  const { data, layout } = figures.distributions({
    mode: genre.map((_, i) => i % 3 === 0 ? 1 : 0),
    tempo: genre.map((name) => name === "rap" ? 90 + rng.normal() : NaN),
    instrumentalness: genre.map((_, i) => i % 20 === 0 ? rng.uniform() : 0),
  }, genre) as Part;
  assertEquals(data.map(({ name }: Part) => name), ["rap", "rock", "rap", "rock", "rap", "rock"]);
  assertEquals(data[0].type, "bar");
  assertEquals(data[2].line.color, figures.classColour("rap"));
  assert(data[3].y.every((y: number) => y === 0), "a genre without values is flat, not NaN");
  assertEquals([layout.yaxis2.type, layout.yaxis3.type], [undefined, "log"]);
  assertEquals(layout.annotations[1].text, "tempo (BPM)");
  await assertFails(() => figures.distributions({ tempo: [1] }, genre), "column tempo", "600");
});

Deno.test("bars are ranked, say what was cut, and show either numbers or spreads", () => {
  const three = [1, 3, 2].map((value) => ({ name: `b${value}`, value }));
  const { data, layout } = figures.bars(three, {
    title: "T",
    unit: "seconds",
    limit: 2,
  }) as Part;
  assertEquals([data[0].y, data[0].text], [["b3", "b2"], ["3.000", "2.000"]]);
  assertEquals([layout.title.text, layout.xaxis.title.text], ["T (first 2 of 3)", "seconds (s)"]);
  const spread = figures.bars([{ name: "a", value: 1, spread: .2 }], { title: "", unit: "" });
  assertEquals((spread.data[0] as Part).error_x.array, [.2]);
});

Deno.test("labels are counted in the genres' colours", () => {
  const { data } = figures.bars(["rap", "pop", "rap", "rap"]) as Part;
  assertEquals([data[0].x, data[0].y], [["pop", "rap"], [1, 3]]);
  assertEquals(data[0].text, ["1<br>25.0 %", "3<br>75.0 %"]);
  assertEquals(data[0].marker.color, [figures.classColour("pop"), figures.classColour("rap")]);
});

Deno.test("a map thins its points evenly, says so, and never asks for WebGL", async () => {
  const n = 1000, map = matrix(n, ["across", "up"]);
  const genre = Array.from({ length: n }, (_, i) => i % 2 ? "rap" : "pop");
  const { data, layout } = figures.scatterByClass(map, genre, {
    title: "Map",
    limit: 250,
  }) as Part;
  assertEquals(data.reduce((sum: number, trace: Part) => sum + trace.x.length, 0), 250);
  assertEquals(layout.title.text, "Map (250 of 1000 tracks)");
  assert(data.every(({ type }: Part) => type === "scatter"));
  assertEquals([layout.xaxis.title.text, layout.yaxis.title.text], ["across", "up"]);
  const asked = { title: "Map" };
  await assertFails(
    () => figures.scatterByClass(map, ["rap"], asked),
    "labels",
    "found 1;",
    "1000",
  );
  await assertFails(() => figures.scatterByClass(matrix(1, ["x"]), ["rap"], asked), "two columns");
});

Deno.test("long lines are thinned with their ends kept, bands follow their lines", async () => {
  const x = Float64Array.from({ length: 5001 }, (_, i) => i);
  const { data } = figures.lines([{ name: "a", x, y: x }], {
    title: "",
    xTitle: "",
    yTitle: "",
  }) as Part;
  assertEquals([data[0].x.length, data[0].x[0], data[0].x.at(-1)], [500, 0, 5000]);
  const wrong = [{ name: "a", x: [1, 2], y: [1] }];
  await assertFails(
    () => figures.lines(wrong, { title: "", xTitle: "", yTitle: "" }),
    "line a",
    "1 y",
  );
});

Deno.test("dots on a logarithmic axis stand at their own values, many decades at powers of ten", () => {
  const options = { title: "", xTitle: "", yTitle: "", xLog: true };
  const few = [{ name: "a", x: [64, 16], y: [1, 2] }];
  const many = [{ name: "a", x: [.001, 100], y: [1, 2] }];
  const axis = (figure: Part) => figure.layout.xaxis;
  assertEquals(axis(figures.lines(few, { ...options, markers: true })).tickvals, [16, 64]);
  assertEquals(axis(figures.lines(few, options)).ticktext, ["10", "20", "50"]);
  const small = [{ name: "a", x: [.03, .4], y: [1, 2] }]; // Plotly's own ticks would say 5 for .05
  assertEquals(axis(figures.lines(small, options)).ticktext.slice(0, 4), [
    "0.01",
    "0.02",
    "0.05",
    "0.1",
  ]);
  assertEquals(axis(figures.lines(many, options)).dtick, 1);
});

Deno.test("forty labels in a crowd do not cover each other", () => {
  const rng = new Rng(5), width = 712, height = 390;
  const points = Array.from({ length: 40 }, () => ({
    x: 200 + 300 * rng.uniform(),
    y: 100 + 150 * rng.uniform(),
  }));
  const names = points.map((_, i) => `model ${i}`);
  const places = placeLabels(points, names, { width, height });
  for (let i = 0; i < 40; i++) {
    for (let j = 0; j < i; j++) {
      const apart = Math.abs(places[i].x - places[j].x) >= 7.4 * 7 ||
        Math.abs(places[i].y - places[j].y) >= 16;
      assert(apart, `${names[i]} covers ${names[j]}`);
    }
    assert(places[i].y > 0 && places[i].y < height && places[i].x > 0 && places[i].x < width);
  }
});

Deno.test("labelled points refuse what a logarithmic axis cannot hold", async () => {
  const options = { title: "", xTitle: "", yTitle: "", xLog: true };
  await assertFails(
    () => figures.scatterLabelled([{ name: "a", x: 0, y: 1 }], options),
    "a at (0, 1)",
  );
  await assertFails(
    () => figures.scatterLabelled([{ name: "b", x: 1, y: 0 }], { ...options, yLog: true }),
    "b at (1, 0)",
  );
});

Deno.test("intervals of differences show 0, others need not", () => {
  const one = [{ name: "a", way: "random", value: .5, interval: [.4, .6] as const }];
  const axis = (zero: boolean) =>
    (figures.intervals(one, { title: "", unit: "", zero }).layout.xaxis as { rangemode?: string })
      .rangemode;
  assertEquals([axis(true), axis(false)], ["tozero", undefined]);
});
