import { assert, assertEquals, assertFails } from "../assert.ts";
import { formatColumn } from "../../lib/show/format.ts";
import { danfo, frame } from "../../lib/show/frames.ts";
import { table } from "../../lib/show/tables.ts";

// deno-lint-ignore no-explicit-any -- a symbol that no type declares
const bundleOf = (shown: any): Record<string, string> => shown[Symbol.for("Jupyter.display")]();

const runs = [
  {
    name: "a <b>",
    settings: { layers: [64, 32] },
    scores: { accuracy: .57, loss: 1.2 },
    seconds: 9,
  },
  { name: "b", settings: { layers: [16] }, scores: { accuracy: .6012, loss: 1.1 }, seconds: 12.34 },
];

Deno.test("a table finds a run's settings and scores under their names", () => {
  const { cells } = table(runs, ["name", "layers", "accuracy", "seconds"]);
  assertEquals(cells, [["a <b>", "[64,32]", "0.5700", "9.00"], ["b", "[16]", "0.6012", "12.34"]]);
});

Deno.test("a table's text is aligned, numbers to the right", () => {
  assertEquals(
    String(table(runs, ["name", "accuracy"], { title: "Runs" })),
    "Runs\nname   accuracy\n─────  ────────\na <b>    0.5700\nb        0.6012",
  );
});

Deno.test("a table's HTML is escaped and sets the best value in bold", async () => {
  const options = { highlightBest: { accuracy: "max", loss: "min" } } as const;
  const columns = ["name", "accuracy", "loss"], html = table(runs, columns, options).toHtml();
  assert(html.includes("a &lt;b&gt;") && !html.includes("a <b>"));
  assertEquals(html.match(/<b>[^<]*<\/b>/g), ["<b>0.6012</b>", "<b>1.1</b>"]);
  // scores know their direction themselves
  assertEquals(table(runs, columns, { highlightBest: ["accuracy", "loss"] }).toHtml(), html);
  await assertFails(() => table(runs, ["name"], { highlightBest: ["made"] }), "made", "logLoss");
  assertEquals(bundleOf(table(runs, ["name"]))["text/html"], table(runs, ["name"]).toHtml());
});

Deno.test("a column that no row has is refused by name", async () => {
  await assertFails(() => table(runs, ["acuracy"]), '"acuracy"', "accuracy");
  assertEquals(table([], ["accuracy"]).cells, []);
});

Deno.test("numbers of one column share their decimals", () => {
  assertEquals(formatColumn([1, 2.5, 100.25]), ["1.0", "2.5", "100.3"]);
  assertEquals(formatColumn([3, -4]), ["3", "-4"]);
  assertEquals(formatColumn([.25, null, undefined, Infinity]), ["0.25", "–", "–", "Infinity"]);
  assertEquals(formatColumn([1e-9, 2.5]), ["1e-9", "2.5"]);
  assertEquals(formatColumn([0, .5]), ["0.0", "0.5"]);
  assertEquals(formatColumn([]), []);
});

Deno.test("a danfojs frame, its columns and its groups show themselves as escaped HTML", async () => {
  const tracks = await frame({ genre: ["r&b", "<rap>", "r&b"], tempo: [90, 120.5, 100] });
  const bundle = bundleOf(tracks);
  assert(bundle["text/html"].includes("r&amp;b") && bundle["text/html"].includes("&lt;rap&gt;"));
  assert(bundle["text/html"].includes("3 rows × 2 columns"));
  assert(!/<th[^>]*><\/th>/.test(bundle["text/html"]), "a heading without a word");
  assert(bundle["text/plain"].includes("120.5"));
  assert(bundleOf(tracks.column("tempo"))["text/html"].includes("<td"));
  assert(bundleOf(tracks.groupby(["genre"]).agg({ tempo: "mean" }))["text/html"].includes("95"));
  assert(bundleOf(tracks.describe())["text/plain"].includes("mean"));
});

Deno.test("a long frame shows its ends and how long it is", async () => {
  const long = await frame({ row: Int32Array.from({ length: 1000 }, (_, i) => i) });
  const text = bundleOf(long)["text/plain"];
  assert(text.includes("999") && text.includes("⋮") && !text.includes("500"));
  assert(text.endsWith("1000 rows × 1 columns"));
  assertEquals(text.split("\n").length, 1 + 21 + 2);
});

Deno.test("columns of different lengths make no frame", async () => {
  await assertFails(() => frame({ a: [1, 2], b: [1] }), "column b", "1 values", "2, as in a");
});

Deno.test("loading danfojs keeps a single tfjs", async () => {
  const { tensorflow } = await danfo();
  const { tf } = await import("../../lib/nn/tf.ts");
  assertEquals(tensorflow.engine(), tf.engine());
});
