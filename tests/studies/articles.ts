/** What every study's article is asked, from made records. */
import { assert, assertEquals } from "../assert.ts";
import type { Run } from "../../lib/experiments/runs/record.ts";
import { compose, type Composed, type StudyArticle } from "../../lib/publish/article/compose.ts";
import type { Evidence } from "../../lib/publish/article/evidence.ts";
import type { Language } from "../../lib/publish/article/language.ts";

/** The article, its white space made one. */
export async function written(
  article: StudyArticle,
  runs: readonly Run[],
  language: Language = "en",
): Promise<Composed> {
  const content = await article.content({ runs } as Evidence);
  const { text, ...rest } = await compose(article, content, { language, author: {}, boxes: true });
  return { ...rest, text: text.replace(/\s+/g, " ") };
}

/** Without any one part of the records the text says that something is left out, and that alone.
 *
 * @param parts records, by the part of the article that needs them */
export async function assertLeavesOut(
  article: StudyArticle,
  parts: Readonly<Record<string, readonly Run[]>>,
  language: Language,
): Promise<void> {
  for (const part of Object.keys(parts)) {
    const others = Object.entries(parts).filter(([name]) => name !== part);
    const { text, missing } = await written(article, others.flatMap(([, runs]) => runs), language);
    assertEquals(missing.length, 1, part);
    assert(text.includes(language === "en" ? "Left out." : "Laissé de côté."), part);
  }
}

/** Both texts cite the same works, and every work is cited. */
export async function assertCitesAll({ folder }: StudyArticle): Promise<void> {
  const read = (name: string) => Deno.readTextFile(new URL(name, folder));
  const [en, fr, bib] = await Promise.all(
    ["article.en.tex", "article.fr.tex", "references.bib"].map(read),
  );
  const cited = (text: string) =>
    [...new Set(Array.from(text.matchAll(/\\cite\{([^}]*)\}/g), ([, key]) => key))].sort();
  const known = Array.from(bib.matchAll(/^@\w+\{(\w+),/gm), ([, key]) => key).sort();
  assertEquals([cited(en), cited(fr)], [known, known]);
}
