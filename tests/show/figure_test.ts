import { assert, assertEquals } from "../assert.ts";
import { describe, figure, type FigureBundle } from "../../lib/show/figure.ts";
import { classColour, classColours } from "../../lib/show/theme.ts";
import { plain } from "../../lib/show/spec.ts";
import { useWords } from "../../lib/show/words.ts";
import { words } from "../music.ts";

useWords(words); // genres have colours of their own there

// deno-lint-ignore no-explicit-any -- a symbol that no type declares
const bundleOf = (shown: any): Promise<FigureBundle> => shown[Symbol.for("Jupyter.display")]();

Deno.test("a figure shows itself as interactive spec, picture and text", async () => {
  const bundle = await bundleOf(figure([{ type: "bar", x: ["rap"], y: Int32Array.of(3) }], {
    title: { text: "Dataset<br><b>by genre</b>" },
    width: 640,
  }));
  assertEquals(Object.keys(bundle).sort(), [
    "application/vnd.plotly.v1+json",
    "image/png",
    "text/plain",
  ]);
  const spec = bundle["application/vnd.plotly.v1+json"];
  assertEquals(spec.data, [{ type: "bar", x: ["rap"], y: [3] }]);
  assert(!("width" in spec.layout), "the interactive figure is as wide as its page");
  assertEquals(spec.config.responsive, true);
  assertEquals(JSON.parse(JSON.stringify(spec)), spec);
  assertEquals(atob(bundle["image/png"]!.slice(0, 8)).slice(1, 4), "PNG");
  assertEquals(bundle["text/plain"], "[figure: Dataset by genre (1 trace: bar)]");
});

Deno.test("a layout's own settings come before the house style", () => {
  const { layout } = figure([], { height: 300, template: "none" });
  assertEquals(layout, { height: 300, template: "none" });
});

Deno.test("a figure without a title is called so", () => {
  assertEquals(describe({ data: [{}, {}], layout: {} }), "[figure: untitled (2 traces: scatter)]");
});

Deno.test("plain data keeps text and integers, shortens fractions, empties what is not finite", () => {
  assertEquals(
    plain({ a: Float64Array.of(1 / 3, Infinity), b: ["x", null, 123456789], c: NaN }),
    { a: [.3333333, null], b: ["x", null, 123456789], c: null },
  );
});

Deno.test("a genre has one colour whatever stands beside it, and no two classes share one", () => {
  const genres = ["edm", "latin", "pop", "r&b", "rap", "rock"];
  const kaggle = [...genres, "jazz", "blues", "metal", "disco"];
  const colours = classColours(kaggle);
  assertEquals(colours.slice(0, 6), genres.map(classColour));
  assertEquals(new Set(colours).size, kaggle.length);
  assertEquals(classColours(["jazz", "rap"])[1], classColour("rap"));
});
