/** Texts from data files stay texts in figures. */
import * as figures from "../../lib/show/figures.ts";
import { describe } from "../../lib/show/figure.ts";
import { rasterise, toSvg } from "../../lib/show/static.ts";
import { assert, assertEquals } from "../assert.ts";
import { drawable, drawings, few } from "./hostile_figures.ts";
import { parseSvg, spaces } from "./hostile_texts.ts";
import { bundleOf } from "./study_output.ts";

const texts = (elements: Iterable<Element>) => Array.from(elements, (e) => e.textContent ?? "");

for (const [name, [figure, written]] of Object.entries(drawings)) {
  Deno.test(`${name} writes every text in its picture as it is: no tag, link or entity is obeyed`, async () => {
    const svg = await toSvg(figure);
    const document = parseSvg(svg);
    assertEquals(
      document.querySelectorAll("a, script, foreignObject, image[href^=http]").length,
      0,
    );
    const found = texts(document.querySelectorAll("text")).map(spaces);
    for (const text of written) {
      const expected = spaces(drawable(text));
      assert(found.includes(expected), `${expected} is not among ${JSON.stringify(found)}`);
    }
    const bold = document.querySelectorAll("tspan[style*='font-weight'], tspan[style*='baseline']");
    assertEquals(texts(bold), []);
    assert((await rasterise(svg, 1)).length > 1000); // the renderer takes the SVG for well-formed
  });
}

Deno.test("hover texts know no placeholders but their own, and dollars are no formulas", async () => {
  const [figure] = drawings.intervals;
  for (const [i, { hovertemplate }] of figure.data.entries()) {
    const own = String(hovertemplate);
    assertEquals(own.match(/%\{[^}]*\}/g), ["%{text}", "%{x:.4f}"], few[i]);
    assertEquals(own.match(/<[^>]*>/g), ["<extra>", "</extra>"], few[i]);
  }
  const bundle = await bundleOf(figures.bars(["a", "b"], { title: "<b>$x$</b> &amp; y" }));
  const { config } = bundle["application/vnd.plotly.v1+json"] as {
    config: Record<string, unknown>;
  };
  assertEquals(config.typesetMath, false);
  assertEquals(bundle["text/plain"], "[figure: <b>$x$</b> &amp; y (1 trace: bar)]");
  for (const [figure] of Object.values(drawings)) {
    const { text } = figure.layout.title as { text: string };
    assert(!/<|&(?!(lt|amp);)#?\w+;/.test(text), text);
    assert(describe(figure).startsWith("[figure: "), text);
  }
});
