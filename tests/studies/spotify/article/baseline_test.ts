import { compose } from "../../../../lib/publish/article/compose.ts";
import { article, contentOf } from "../../../../lib/studies/spotify/article/mod.ts";
import { assertEquals } from "../../../assert.ts";
import { baselineFile } from "../../../needs.ts";
import { courseFacts } from "./course_study.ts";

const RECORDS = baselineFile("course_runs.tar.gz");

/** How much room there is between things, which may change. */
const LAYOUT =
  /^(\\setlength|\\renewcommand\{\\arraystretch|\\newcommand\{\\(?:runin|onlywith)|\{\\footnotesize|\{?\\NoAuto|\\bibliography\{| *\\ifshowplaces).*\n/gm;

/** Paragraphs, without what another machine changes (white space, durations) and the layout. */
const paragraphsOf = (tex: string): string[] =>
  tex.replace(/^%.*\n/gm, "").replace(LAYOUT, "").replace(/[\d.,]+~(s|min|h)\b/g, "…")
    .split(/\n\s*\n/).map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);

/** What is said in other words since: the numbers must be the same. */
const REWORDED: Readonly<Record<string, readonly (readonly [before: string, now: string])[]>> = {
  en: [
    ["and head, new row", "head too, new row"],
    ["\\runin{Use of AI tools.}", "\\onlywith{\\AuthorUseOfTools}{\\runin{Use of AI tools.}}"],
  ],
  fr: [
    ["de son voisin", "au son proche"],
    ["départ de rien", "départ de zéro"],
    ["à partir de rien", "à partir de zéro"],
    ["parti de rien", "parti de zéro"],
    ["et rien meilleur ailleurs", "et ne tenons rien pour meilleur dans les autres cas"],
    ["si eux seuls peuvent être répondus", "s'il ne peut répondre qu'eux"],
    ["et sortie, nouvelle ligne", "sortie aussi, nouvelle ligne"],
    [
      "\\runin{Usage d'outils d'IA.}",
      "\\onlywith{\\AuthorUseOfTools}{\\runin{Usage d'outils d'IA.}}",
    ],
    ["n'atteint pas des arbres boostés", "fait moins bien que des arbres boostés"],
  ],
};

let facts: ReturnType<typeof courseFacts> | undefined; // of both articles, read once

for (const language of ["en", "fr"] as const) {
  Deno.test({
    name: `the records of the course make the article in ${language} that they made before`,
    ignore: !RECORDS,
    async fn() {
      const [made, english] = await Promise.all(
        [language, "en"].map((name) => Deno.readTextFile(baselineFile(`article.${name}.tex`)!)),
      );
      const content = contentOf(await (facts ??= courseFacts(RECORDS!, english)));
      const author = { name: "A. Exemple", affiliation: "Université" };
      const options = { language, author, boxes: true };
      const { text } = await compose(article, content, options, content.optional);
      const expected = REWORDED[language]
        .reduce((text, [before, now]) => text.replaceAll(before, now), made);
      assertEquals(paragraphsOf(text), paragraphsOf(expected));
    },
  });
}
