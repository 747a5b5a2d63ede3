import { markedType, type Slide, suggestedTypes } from "../../lib/publish/site/slides.ts";
import { deckOf } from "../../lib/publish/site/slides.ts";
import type { Part } from "../../lib/publish/site/chapter.ts";
import type { Shown } from "../../lib/publish/site/outputs.ts";
import { html } from "../../lib/publish/site/html.ts";
import { assertEquals } from "../assert.ts";

const cell = (slide_type?: string) => ({
  cell_type: "code" as const,
  metadata: slide_type ? { slideshow: { slide_type } } : {},
  source: "",
});
const text = (source: string, type?: string): Part => ({
  kind: "text",
  cell: { ...cell(type), source },
  source,
  html: "",
});
const outputs: Record<string, Shown> = {
  figure: { kind: "figure", id: "f", figure: { path: "f", title: "F", live: false } },
  table: { kind: "table", html: "<table></table>", label: "" },
  text: { kind: "text", html: html`<pre>1</pre>` },
};
const code = (shows: (keyof typeof outputs)[], type?: string): Part => ({
  kind: "code",
  cell: cell(type),
  number: 1,
  source: "code()",
  outputs: shows.map((kind) => outputs[kind]),
});
const outline = (columns: Slide[][]) =>
  columns.map((column) =>
    column.map(({ title, items }) => [title, ...items.map(({ content }) => content.kind)])
  );

const NOTEBOOK = [
  text("# Title\n\n**Why?** Because."),
  code(["text"]),
  text("## First\n\nWords."),
  code(["table"]),
  code(["figure"]),
  text("A reading."),
  code(["figure"]),
  text("Another reading.\n\n## Second"),
  code(["table"]),
];

Deno.test("by the rule, sections become slides, further figures go below, readings to the speaker", () => {
  assertEquals(suggestedTypes(NOTEBOOK), [
    "slide",
    "skip",
    "slide",
    "skip",
    "-",
    "notes",
    "subslide",
    "slide",
    "-",
  ]);
  const columns = deckOf({ parts: NOTEBOOK });
  assertEquals(outline(columns), [
    [["Title"]],
    [["First", "figure"], ["First", "figure"]],
    [["Second", "table"]],
  ]);
  assertEquals(columns[1][0].notes, ["Words.", "A reading."]);
  assertEquals(columns[1][1].notes, ["Another reading."]);
});

Deno.test("a cell's own slideshow metadata goes before the rule", () => {
  const parts = NOTEBOOK.with(3, code(["table"], "fragment")).with(4, code(["figure"], "skip"))
    .with(6, code(["figure"], "slide")).with(8, code([], "-"));
  const columns = deckOf({ parts });
  assertEquals(outline(columns), [
    [["Title"]],
    [["First", "table"]],
    [["", "figure"]],
    [["Second", "code"]],
  ]);
  const skipped = deckOf({ parts: NOTEBOOK.with(4, code(["figure"], "skip")) });
  assertEquals(outline(skipped)[1], [["First", "figure"]]);
  assertEquals(columns[1][0].items[0].fragment, true);
});

Deno.test("slideshow metadata that Jupyter does not know is passed over", () => {
  assertEquals(markedType({ slideshow: { slide_type: "notes" } }), "notes");
  assertEquals(markedType({ slideshow: { slide_type: "spin" } }), undefined);
  assertEquals(markedType({ slideshow: "slide" }), undefined);
  assertEquals(markedType({}), undefined);
});
