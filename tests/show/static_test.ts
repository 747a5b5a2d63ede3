import { assert, assertAlmostEquals, assertEquals } from "../assert.ts";
import { figure } from "../../lib/show/figure.ts";
import {
  heatmap,
  learningCurve,
  parallelCoordinates,
  scatterLabelled,
} from "../../lib/show/figures.ts";
import { dejavu } from "../../lib/show/drawing/font.ts";
import { toPng, toSvg } from "../../lib/show/static.ts";
import { Canvas } from "../../lib/show/drawing/canvas.ts";
import { plotlyWindow } from "../../lib/show/drawing/window.ts";

/** Width, height of a PNG file. */
const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

Deno.test("a figure becomes an SVG that holds its titles, labels and bars", async () => {
  const svg = await toSvg(figure([{ type: "bar", x: ["rap", "rock"], y: [3, 4] }], {
    title: { text: "Dataset" },
    yaxis: { title: { text: "count" } },
  }));
  for (const text of [">Dataset<", ">count<", ">rap<", ">rock<"]) {
    assert(svg.includes(text), `no ${text}`);
  }
  assertEquals(svg.match(/class="point"/g)?.length, 2);
});

Deno.test("a PNG is as large as the layout says, times the scale", async () => {
  const small = figure([{ x: [1, 2], y: [1, 2] }], { width: 320, height: 200 });
  assertEquals(sizeOf(await toPng(small, { scale: 1 })), [320, 200]);
  assertEquals(sizeOf(await toPng(small)), [640, 400]);
  assertEquals(sizeOf(await toPng(figure([]), { scale: 1 })), [800, 450]);
});

Deno.test("the same figure gives the same picture, whatever was drawn before", async () => {
  const heatmap = figure([{ type: "heatmap", z: [[0, 1], [2, 3]] }], { width: 300, height: 200 });
  const first = await toPng(heatmap, { scale: 1 });
  await toPng(figure([{ type: "box", y: [1, 2, 9] }]), { scale: 1 });
  assertEquals(await toPng(heatmap, { scale: 1 }), first);
});

Deno.test("typed arrays are drawn as their values, and a gap for what is not finite", async () => {
  const typed = await toSvg(
    figure([{ x: Float64Array.of(1, 2, 3), y: Float32Array.of(1, NaN, 2) }]),
  );
  const lists = await toSvg(figure([{ x: [1, 2, 3], y: [1, null, 2] }]));
  const shape = (svg: string) => svg.match(/class="js-line"[^>]*d="([^"]*)"/)?.[1];
  assertEquals(shape(typed), shape(lists));
});

Deno.test("figures drawn at the same time do not mix", async () => {
  const one = (text: string) => toSvg(figure([{ x: [1], y: [1] }], { title: { text } }));
  const svgs = await Promise.all(["first", "second", "third"].map(one));
  assertEquals(svgs.map((svg) => svg.match(/first|second|third/)?.[0]), [
    "first",
    "second",
    "third",
  ]);
});

Deno.test("a text's width is the font's own", async () => {
  const { regular, bold } = await dejavu();
  // DejaVu Sans: 2048 units per em; "i" 569, "W" 2025 (its hmtx table)
  assertAlmostEquals(regular.width("i", 2048), 569);
  assertAlmostEquals(regular.width("W", 2048), 2025);
  assertAlmostEquals(regular.width("iW", 12), 12 * (569 + 2025) / 2048);
  assert(bold.width("rock", 12) > regular.width("rock", 12));
  assertAlmostEquals(regular.width("漢", 10), 10);
});

/** The file in a data: address. */
const fileIn = (address: string) => Uint8Array.fromBase64(address.split(",")[1]);

Deno.test("a canvas fills rectangles, cut at its borders, and tells them as SVG", () => {
  const canvas = new Canvas(3, 2);
  canvas.fillStyle = "rgba(10, 20, 30, .5)";
  canvas.fillRect(2, 1, 5, 5);
  assertEquals([...canvas.pixels.subarray(20, 24)], [10, 20, 30, 128]);
  assertEquals([...canvas.pixels.subarray(0, 4)], [0, 0, 0, 0]);
  const svg = new TextDecoder().decode(fileIn(canvas.toDataURL()));
  const filled = 'x="2" y="1" width="1" height="1" fill="rgb(10,20,30)" fill-opacity="0.5"';
  assert(svg.includes('width="3" height="2"') && svg.includes(filled), svg);
});

Deno.test("pixels, and rectangles beyond counting, are written as PNG", () => {
  const many = new Canvas(3, 2), put = new Canvas(3, 2);
  for (let i = 0; i < 5000; i++) many.fillRect(i % 3, 0, 1, 1);
  put.putImageData(put.createImageData(3, 2));
  for (const canvas of [many, put]) assertEquals(sizeOf(fileIn(canvas.toDataURL())), [3, 2]);
});

Deno.test("arrows, cells, colour bars and dotted lines are drawn, not only text", async () => {
  const points = Array.from(
    { length: 6 },
    (_, i) => ({ name: `model ${i}`, x: 1, y: 1 + i / 1e4 }),
  );
  const labels = await toSvg(scatterLabelled(points, { title: "", xTitle: "", yTitle: "" }));
  assert(labels.includes("model 5") && labels.includes("annotation-arrow-g"));
  const cells = await toSvg(
    heatmap({ z: [[.1, .9]], x: ["a", "b"], y: ["c"], title: "", unit: "u" }),
  );
  assert(/data:image\/svg\+xml;base64,\w{40}/.test(cells), "the cells are a picture");
  assert(/fill: url\(#[\w-]+\)/.test(cells), "the colour bar's gradient is named without quotes");
  const epoch = { epoch: 1, loss: 1, accuracy: .5, seconds: 1 };
  const curve = await toSvg(
    learningCurve({ epochs: [epoch, { ...epoch, epoch: 2 }], bestEpoch: 2 }),
  );
  assert(curve.includes("stroke-dasharray") && curve.includes("best epoch 2"));
  const runs = [1, 2].map((depth) => ({ settings: { depth }, scores: { accuracy: depth / 4 } }));
  assert((await toSvg(parallelCoordinates(runs, ["depth"], "accuracy"))).includes(">depth<"));
});

Deno.test("what was drawn leaves nothing in the window", async () => {
  const { document } = await plotlyWindow();
  const before = document.querySelectorAll("*").length;
  for (let i = 0; i < 3; i++) await toSvg(figure([{ x: [1, 2], y: [2, 1] }]));
  assertEquals(document.querySelectorAll("*").length, before);
});
