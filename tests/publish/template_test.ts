import { sayIn } from "../../lib/publish/article/say.ts";
import { fill } from "../../lib/publish/article/template.ts";
import { assertEquals, assertFails } from "../assert.ts";

const data = {
  baselines: { single: { model: "forest" }, rows: [{ model: "forest" }, { model: "tree" }] },
  share: .5,
  none: undefined,
  upper: (text: string) => text.toUpperCase(),
};
const filled = (template: string) => fill(template, data, "article.en.tex");
const fails = (template: string, ...parts: string[]) =>
  assertFails(() => Promise.resolve().then(() => filled(template)), ...parts);

Deno.test("a template is TeX with tags; what stands in no tag stays as it is", () => {
  const tex =
    '\\section{A}\\label{a} % 50\\% & $x_1 < 2$ {it\'s "so"} `b`\\\\\n\n\\end{document}\n';
  assertEquals(filled(tex), tex);
  assertEquals(filled("<%= upper(baselines.single.model) %>."), "FOREST.");
});

Deno.test("lines that only decide or comment leave no line, and what they drop no empty paragraph", () => {
  const template = [
    "<%/* it's a comment with a %> in it",
    "  of two lines */%>",
    "One.",
    "<% if (none) { %>",
    "",
    "Two.",
    "<% } %>",
    "",
    "<% for (const row of baselines.rows) { %>",
    '<%= row.model %> & <%= row === baselines.rows[0] ? "first" : "next" %> \\\\',
    "<% } %>",
    "",
    "",
    "",
    "Three.",
  ].join("\n");
  assertEquals(filled(template), "One.\n\nforest & first \\\\\ntree & next \\\\\n\nThree.");
});

Deno.test("a figure that is not there is an error that names it, its line and what there is", async () => {
  const at = "article.en.tex, row 3";
  await fails(
    "\n\n<%= baselines.singel.model %>",
    at,
    "there is no baselines.singel",
    "single, rows",
  );
  await fails("<%/* a\nb */%>\n<%= baslines %>", at, "there is no baslines", "share");
  await fails("\n\n<%= baselines.rows[2].model %>", at, "no baselines.rows.2", "2 items");
  await fails("\n\n<% if (baselines.lead) { %>\nx\n<% } %>", at, "no baselines.lead");
  await fails("\n\n<%= Math.max(1, 2) %>", at, "there is no Math"); // figures are made elsewhere
});

Deno.test("nothing that is no text is printed, undefined least of all", async () => {
  await fails("A\n<%= none %>", "article.en.tex, row 2", "undefined", "<%= none %>");
  await fails("<%= share %>", "the number 0.5, which needs decimals");
  await fails("<%= baselines.rows %>", "several figures; expected text");
  await fails("<%= none.value %>", "row 1", "reading 'value'");
  assertEquals(filled("<%= baselines.rows.length %>"), "2");
});

Deno.test("a tag that is not closed or no JavaScript is told with the template's name", async () => {
  await fails("a\n<%= share", "article.en.tex, row 2", "unclosed tag");
  await fails("<% if (share { %>a<% } %>", "article.en.tex", "Bad template syntax");
});

Deno.test("a word that a language lacks is an error that names it, and so is a kind of words", async () => {
  const words = { models: { forest: { en: "random forest", fr: "forêt aléatoire" } }, numbers: {} };
  const say = sayIn("fr", words);
  assertEquals(say.names("models", ["forest", "R&B"]), "forêt aléatoire et R\\&B");
  const lacking = sayIn("fr", { models: { forest: { en: "random forest" } as never } });
  await assertFails(() => lacking.name("models", "forest"), "words.json", "models.forest.fr");
  await assertFails(() => say.name("model", "forest"), "there is no model", "models, numbers");
});

Deno.test("shares show the interval or the deviation that they have, in sentences and in tables", () => {
  const say = sayIn("en", { settings: {} });
  const interval = { value: .6184, low: .605, high: .631 }, seeds = { mean: .6, sd: .0017 };
  assertEquals([.6184, interval, seeds, { mean: .6, sd: NaN }].map((share) => say.percent(share)), [
    ...["61.8\\%", "61.8\\% [60.5, 63.1]", "60.0 $\\pm$ 0.2\\%", "60.0\\%"],
  ]);
  assertEquals([.6184, interval, seeds, { mean: .6, sd: NaN }].map(say.cell), [
    ...["61.8", "61.8 [60.5, 63.1]", "60.0 $\\pm$ 0.2", "60.0"],
  ]);
  assertEquals([say.gain(.01), say.fixed(interval, 2)], ["+1.0", "0.62 [0.61, 0.63]"]);
  assertEquals([say.setting([256, 128]), say.setting({ kind: "periodic", sigma: .1 })], [
    ...["256--128", "periodic, $\\sigma$ 0.1"],
  ]);
});
